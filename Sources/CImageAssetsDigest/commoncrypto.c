#ifdef __APPLE__

#include <CommonCrypto/CommonDigest.h>

#include "cdigest.h"

// Part of the C library there. Its functions always return 1.

_Static_assert(sizeof(CC_SHA256_CTX) <= sizeof(cdigest_sha256), "no room for CommonCrypto's hash");
_Static_assert(_Alignof(CC_SHA256_CTX) <= _Alignof(cdigest_sha256), "no place for CommonCrypto's hash");

/// A count of bytes has 32 bits there.
static const size_t limit = (size_t)1 << 30;

cdigest_sha256 cdigest_begin(void)
{
    cdigest_sha256 hash;
    CC_SHA256_Init((CC_SHA256_CTX *)&hash);
    return hash;
}

void cdigest_update(cdigest_sha256 *hash, const void *bytes, size_t count)
{
    for (const uint8_t *next = bytes; count > 0;) {
        size_t taken = count < limit ? count : limit;
        CC_SHA256_Update((CC_SHA256_CTX *)hash, next, (CC_LONG)taken);
        next += taken;
        count -= taken;
    }
}

void cdigest_finish(cdigest_sha256 *hash, uint8_t digest[32])
{
    CC_SHA256_Final(digest, (CC_SHA256_CTX *)hash);
}

#endif
