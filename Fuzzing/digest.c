// Compares the portable SHA-256 with the system's: every length up to some blocks in pieces of every size up to one,
// and long messages in pieces of any size, each piece alone in memory.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cdigest.h"

static uint32_t next_random(void)
{
    static uint64_t state = 1;
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(state >> 33);
}

static void update(cdigest_sha256 *hash, const uint8_t *bytes, size_t count)
{
    // A copy of just this size lets the sanitizer see the first byte that is read past the end.
    uint8_t *copy = malloc(count == 0 ? 1 : count);
    memcpy(copy, bytes, count);
    cdigest_portable_update(hash, copy, count);
    free(copy);
}

/// The size of each piece is `step`, or any when that is 0.
static void compare(const uint8_t *bytes, size_t count, size_t step)
{
    uint8_t digests[2][32];
    cdigest_sha256 hash = cdigest_begin();
    cdigest_update(&hash, bytes, count);
    cdigest_finish(&hash, digests[0]);
    hash = cdigest_portable_begin();
    for (size_t at = 0; at < count;) {
        size_t taken = step != 0 ? step : next_random() % 5000;
        if (taken > count - at) taken = count - at;
        update(&hash, bytes + at, taken);
        at += taken;
    }
    cdigest_portable_finish(&hash, digests[1]);
    if (memcmp(digests[0], digests[1], 32) == 0) return;
    fprintf(stderr, "%zu bytes in pieces of %zu: the digests differ\n", count, step);
    exit(1);
}

int main(void)
{
    enum { LONGEST = 1 << 20 };
    uint8_t *bytes = malloc(LONGEST);
    for (size_t i = 0; i < LONGEST; i++) bytes[i] = (uint8_t)next_random();
    unsigned long compared = 0;
    for (size_t count = 0; count <= 300; count++)
        for (size_t step = 1; step <= 66; step++, compared++) compare(bytes, count, step);
    for (int i = 0; i < 50; i++, compared++) compare(bytes, next_random() % LONGEST, 0);
    free(bytes);
    printf("%lu digests: no difference, and no fault found by the sanitizers\n", compared);
    return 0;
}
