#ifndef PIXELS_LANES_H
#define PIXELS_LANES_H

#include <stddef.h>

// Vectors of the compiler's own, wider than a processor's: a build for debugging spends its time on what stands around
// an operation, and this way there are sixteen operations inside. Lanes never meet, so their order is fixed.

typedef float __attribute__((vector_size(64))) lanes;
typedef float __attribute__((vector_size(64), aligned(4), may_alias)) loose_lanes;
typedef float __attribute__((vector_size(16))) pixel;
typedef float __attribute__((vector_size(16), aligned(4), may_alias)) loose_pixel;

enum { LANES = 16 };

static inline size_t round_up_to_lanes(size_t count)
{
    return (count + LANES - 1) / LANES * LANES;
}

#endif
