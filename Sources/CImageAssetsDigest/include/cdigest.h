#ifndef CDIGEST_H
#define CDIGEST_H

#include <stddef.h>
#include <stdint.h>

// SHA-256 by code that is on the machine already and knows its processor: nobody has to build a library for it.
//
// Any thread may call these functions, each with a hash of its own. None of them can fail.

/// A hash under way: a plain value, which may be copied and dropped.
///
/// But for Apple systems it is libcrypto's `SHA256_CTX`, which has been public and the same in each version since
/// 0.9.8, so that libcrypto and the functions here can go on with what the other began.
typedef struct cdigest_sha256 {
    uint32_t state[8];
    uint32_t low_bit_count;
    uint32_t high_bit_count;
    /// Bytes that do not fill a block yet, and how many they are.
    uint32_t block[16];
    uint32_t block_count;
    uint32_t digest_count;
} cdigest_sha256;

cdigest_sha256 cdigest_begin(void);
void cdigest_update(cdigest_sha256 *hash, const void *bytes, size_t count);

/// The hash cannot be used after that.
void cdigest_finish(cdigest_sha256 *hash, uint8_t digest[32]);

// The same without any library: what libcrypto is judged by, and what takes its place where it is missing or fails.

cdigest_sha256 cdigest_portable_begin(void);
void cdigest_portable_update(cdigest_sha256 *hash, const void *bytes, size_t count);
void cdigest_portable_finish(cdigest_sha256 *hash, uint8_t digest[32]);

#endif
