#ifndef PIXELS_KERNEL_H
#define PIXELS_KERNEL_H

#include "pixels.h"

/// What one side of a resized picture is made of: for each of its places, which source places and how much of each.
typedef struct {
    /// The number of places.
    uint32_t count;
    /// How many weights each place has room for, a multiple of 4; those that it does not use are 0 and stand last.
    uint32_t taps;
    /// The first source place of each, and how many it uses from there. Neither first nor last ones ever go back.
    uint32_t *first, *used;
    float *weights;
} pixels_kernel;

/// Lanczos with three lobes for places `start` to `start + count` of a side of `to` that was `from`. False without
/// memory.
bool pixels_kernel_make(pixels_kernel *kernel, uint32_t from, uint32_t to, uint32_t start, uint32_t count);

void pixels_kernel_free(pixels_kernel *kernel);

#endif
