// Built as libcrypto.so.3 and found before the system's: a library that the tool cannot rely on. It is built with one of
//
// LACKS_A_FUNCTION   SHA256_Final is missing.
// REFUSES            both functions fail.
// LIES               both succeed, and the digest is empty.
// HAS_ANOTHER_STATE  right by itself, with the state somewhere else.
// FAILS_LATER        right at first; then every third call fails, having spoilt what it was given.
//
// LIBCRYPTO_LOADED=FILE: the file is made when the library is loaded.

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../Sources/CImageAssetsDigest/portable.c"

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("LIBCRYPTO_LOADED");
    FILE *file = path == NULL ? NULL : fopen(path, "w");
    if (file != NULL) fclose(file);
}

#ifdef FAILS_LATER
/// More calls than it is tried by.
enum { RIGHT_CALLS = 24 };
static atomic_long calls;

static int fails(void)
{
    long call = atomic_fetch_add(&calls, 1);
    return call >= RIGHT_CALLS && call % 3 == 0;
}
#endif

int SHA256_Update(cdigest_sha256 *hash, const void *bytes, size_t count)
{
#if defined REFUSES
    (void)hash, (void)bytes, (void)count;
    return 0;
#elif defined LIES
    (void)hash, (void)bytes, (void)count;
    return 1;
#elif defined HAS_ANOTHER_STATE
    for (int i = 0; i < 8; i++) hash->state[i] = ~hash->state[i];
    cdigest_portable_update(hash, bytes, count);
    for (int i = 0; i < 8; i++) hash->state[i] = ~hash->state[i];
    return 1;
#else
    cdigest_portable_update(hash, bytes, count);
#ifdef FAILS_LATER
    if (fails()) {
        memset(hash, 0xaa, sizeof *hash);
        return 0;
    }
#endif
    return 1;
#endif
}

#ifndef LACKS_A_FUNCTION
int SHA256_Final(uint8_t *digest, cdigest_sha256 *hash)
{
#if defined REFUSES
    (void)digest, (void)hash;
    return 0;
#elif defined LIES
    (void)hash;
    memset(digest, 0, 32);
    return 1;
#else
#ifdef HAS_ANOTHER_STATE
    for (int i = 0; i < 8; i++) hash->state[i] = ~hash->state[i];
#endif
    cdigest_portable_finish(hash, digest);
#ifdef FAILS_LATER
    if (fails()) {
        memset(digest, 0, 32);
        memset(hash, 0xaa, sizeof *hash);
        return 0;
    }
#endif
    return 1;
#endif
}
#endif
