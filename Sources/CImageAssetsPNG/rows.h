#ifndef CPNG_ROWS_H
#define CPNG_ROWS_H

#include "walk.h"

/// What is learnt from the pixels, row by row. Every loop is over words or `memcmp`, and ends as soon as its answer is
/// known: this file is compiled without optimisation in the users' hands.
typedef struct cpng_rows {
    const cpng_layout *layout;
    uint32_t pixel_bits;
    /// Whole bytes of a pixel, at least 1.
    uint32_t unit;
    uint64_t transparent_pixels;
    /// All pixels so far equal the first one.
    bool flat;
    /// No pixel so far had any opacity.
    bool clear;
    bool has_first;
    uint8_t first[8];
    /// How often each byte occurred, for pixels of at most 8 bits whose values must be known.
    bool counts_bytes;
    uint64_t counts[4][256];
    /// How often each sample occurred in the bytes at the ends of rows that hold fewer pixels than they could.
    uint64_t tail_samples[256];
} cpng_rows;

void cpng_rows_begin(cpng_rows *rows, const cpng_layout *layout);
void cpng_rows_add(cpng_rows *rows, const uint8_t *row, uint32_t width);

/// Completes the facts. False when a pixel is not in the palette.
bool cpng_rows_end(cpng_rows *rows, cpng_facts *facts, cpng_error *error);

#endif
