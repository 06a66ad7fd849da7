#ifndef __APPLE__

#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>
#include <string.h>

#include "cdigest.h"

// libcrypto comes with the system's libcurl, which SwiftPM needs; its header does not.
//
// These functions only compute. Its newer interface (EVP) reads openssl.cnf, asks providers, which may refuse in the
// middle of a hash, and crashes where the process ends while another thread hashes: `exit` takes its tables down.

static struct {
    int (*update)(cdigest_sha256 *, const void *bytes, size_t count);
    int (*finish)(uint8_t *digest, cdigest_sha256 *);
} libcrypto;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static bool is_usable;

/// OpenSSL 3, 4 and 1.1, the 1.0.2 of CentOS 7 and Amazon Linux 2, and whatever else has the name.
static const char *const names[] = {
    "libcrypto.so.3", "libcrypto.so.4", "libcrypto.so.1.1", "libcrypto.so.10", "libcrypto.so",
};

static bool find_functions(void *library)
{
    const struct {
        const char *name;
        void *place;
    } functions[] = {{"SHA256_Update", &libcrypto.update}, {"SHA256_Final", &libcrypto.finish}};
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        void *function = dlsym(library, functions[i].name);
        if (function == NULL) return false;
        // POSIX lets a function's address pass through an object pointer; C has no cast that says so.
        *(void **)functions[i].place = function;
    }
    return true;
}

/// Whether it computes what the standard wants, and on the state that is written down here: each side goes on with what
/// the other began, with a block that is not full between them, and without.
static bool agrees(void)
{
    uint8_t bytes[200], expected[32], digest[32];
    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (uint8_t)i;
    cdigest_sha256 hash = cdigest_portable_begin();
    cdigest_portable_update(&hash, bytes, sizeof bytes);
    cdigest_portable_finish(&hash, expected);
    for (size_t cut = 0; cut <= sizeof bytes; cut += 40) {
        hash = cdigest_portable_begin();
        if (libcrypto.update(&hash, bytes, cut) != 1) return false;
        cdigest_portable_update(&hash, bytes + cut, sizeof bytes - cut);
        if (libcrypto.finish(digest, &hash) != 1 || memcmp(digest, expected, sizeof digest) != 0) return false;

        hash = cdigest_portable_begin();
        cdigest_portable_update(&hash, bytes, cut);
        if (libcrypto.update(&hash, bytes + cut, sizeof bytes - cut) != 1) return false;
        cdigest_portable_finish(&hash, digest);
        if (memcmp(digest, expected, sizeof digest) != 0) return false;
    }
    return true;
}

static void load(void)
{
    for (size_t i = 0; i < sizeof names / sizeof *names && !is_usable; i++) {
        void *library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
        is_usable = library != NULL && find_functions(library) && agrees();
    }
}

cdigest_sha256 cdigest_begin(void)
{
    pthread_once(&once, load);
    return cdigest_portable_begin();
}

void cdigest_update(cdigest_sha256 *hash, const void *bytes, size_t count)
{
    if (count == 0) return;
    cdigest_sha256 before = *hash;
    if (is_usable && libcrypto.update(hash, bytes, count) == 1) return;
    // Whatever it did to the state: these bytes are still to be taken.
    *hash = before;
    cdigest_portable_update(hash, bytes, count);
}

void cdigest_finish(cdigest_sha256 *hash, uint8_t digest[32])
{
    cdigest_sha256 before = *hash;
    if (is_usable && libcrypto.finish(digest, hash) == 1) return;
    *hash = before;
    cdigest_portable_finish(hash, digest);
}

#endif
