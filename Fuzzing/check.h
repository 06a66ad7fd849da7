#ifndef FUZZING_CHECK_H
#define FUZZING_CHECK_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/// Hands the bytes to what is tested, and aborts when what comes of them contradicts itself or something simpler. Each
/// target has its own: `png.c` and `bytes.c`.
void check(const uint8_t *bytes, size_t count);

static inline void require(int condition)
{
    if (!condition) abort();
}

#endif
