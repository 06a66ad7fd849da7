#ifndef BASELINES_H
#define BASELINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What verification is measured against. None of it checks anything beyond what libpng or zlib do.

/// A picture like a photograph: octaves of noise over gradients, shapes with soft edges, film grain; with an alpha that
/// varies when `channels` is 4. Written by libpng with adaptive filters at level 6. Release the bytes with `free`.
uint8_t *baseline_photograph(uint32_t width, uint32_t height, int channels, uint32_t seed, size_t *count);

/// Strict sequential libpng as it comes: every row, every checksum, and nothing learnt from the pixels.
bool baseline_decode(const uint8_t *bytes, size_t count);

/// Inflates the image data in blocks of 64 KiB and throws them away.
bool baseline_inflate(const uint8_t *bytes, size_t count);

/// The most memory that this process ever had.
long baseline_peak_kilobytes(void);

#endif
