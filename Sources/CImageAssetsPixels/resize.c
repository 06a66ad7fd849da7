#include <stdlib.h>
#include <string.h>

#include "kernel.h"
#include "lanes.h"
#include "light.h"
#include "picture.h"

#pragma STDC FP_CONTRACT OFF

// Rows first: whole rows of light are added up, which is the same work for every sample of a row. Then each row that
// comes out is resized across.

enum { BATCH = 4 };

typedef struct {
    const pixels_picture *from, *into;
    pixels_kernel across, down;
    pixels_curves curves;
    /// The columns of the source that count, and the floats of a row of them, filled up with zeros.
    uint32_t first_column, columns;
    size_t row_floats;
    /// Rows of the source in light, and rows that are being added up; row `y` is in place `y % count`.
    float *lit, *sums;
    uint32_t lit_count, sum_count;
    float *made;
} job;

static float *lit_row(const job *j, uint32_t y) { return j->lit + (y % j->lit_count) * j->row_floats; }
static float *sum_row(const job *j, uint32_t y) { return j->sums + (y % j->sum_count) * j->row_floats; }

static void light_row(const job *j, uint32_t y)
{
    const uint8_t *row = pixels_row(j->from, y) + (size_t)j->first_column * (j->from->depth / 2);
    pixels_to_light(&j->curves, row, j->columns, lit_row(j, y));
}

/// Adds four rows to a sum, one after the other.
static void add(float *sum, const float *const rows[BATCH], const float weights[BATCH], size_t count)
{
    const float *a = rows[0], *b = rows[1], *c = rows[2], *d = rows[3];
    lanes p = (lanes){} + weights[0], q = (lanes){} + weights[1];
    lanes r = (lanes){} + weights[2], s = (lanes){} + weights[3];
    for (size_t i = 0; i < count; i += LANES) {
        *(loose_lanes *)(sum + i) = *(const loose_lanes *)(sum + i) + *(const loose_lanes *)(a + i) * p
            + *(const loose_lanes *)(b + i) * q + *(const loose_lanes *)(c + i) * r + *(const loose_lanes *)(d + i) * s;
    }
}

/// Adds the rows from `y` on, at most four and before `end`, to place `i` of the picture that is made. A row that it
/// does not need weighs 0, which changes no sum.
static void add_batch(const job *j, uint32_t i, uint32_t y, uint32_t end)
{
    const float *rows[BATCH];
    float weights[BATCH];
    for (uint32_t k = 0; k < BATCH; k++) {
        uint32_t tap = y + k - j->down.first[i];
        bool counts = y + k < end && y + k >= j->down.first[i] && tap < j->down.used[i];
        rows[k] = lit_row(j, counts ? y + k : y);
        weights[k] = counts ? j->down.weights[(size_t)i * j->down.taps + tap] : 0;
    }
    add(sum_row(j, i), rows, weights, j->row_floats);
}

/// One pixel of four channels, or three and what follows them.
static inline pixel dot(const float *light, size_t channels, const float *weights, uint32_t taps)
{
    pixel sum = {};
    for (uint32_t k = 0; k < taps; k += 4, light += 4 * channels, weights += 4) {
        sum = sum + *(const loose_pixel *)light * weights[0] + *(const loose_pixel *)(light + channels) * weights[1]
            + *(const loose_pixel *)(light + 2 * channels) * weights[2]
            + *(const loose_pixel *)(light + 3 * channels) * weights[3];
    }
    return sum;
}

static void finish_row(const job *j, uint32_t i)
{
    const float *row = sum_row(j, i), *weights = j->across.weights;
    size_t channels = j->curves.channels;
    uint32_t taps = j->across.taps;
    for (uint32_t x = 0; x < j->across.count; x++, weights += taps) {
        const float *light = row + (j->across.first[x] - j->first_column) * channels;
        *(loose_pixel *)(j->made + 4 * (size_t)x) = dot(light, channels, weights, (j->across.used[x] + 3) & ~3u);
    }
    pixels_from_light(&j->curves, j->made, j->across.count, pixels_row(j->into, i));
}

/// Each batch of source rows is added to all rows that need it: those that are not finished are few.
static void reduce(job *j)
{
    const pixels_kernel *down = &j->down;
    uint32_t begun = 0, finished = 0, end = down->first[down->count - 1] + down->used[down->count - 1];
    for (uint32_t y = down->first[0]; y < end; y += BATCH) {
        uint32_t behind = end - y < BATCH ? end : y + BATCH;
        for (uint32_t k = y; k < behind; k++) light_row(j, k);
        for (; begun < down->count && down->first[begun] < behind; begun++)
            memset(sum_row(j, begun), 0, j->row_floats * sizeof(float));
        for (uint32_t i = finished; i < begun; i++) add_batch(j, i, y, behind);
        for (; finished < begun && down->first[finished] + down->used[finished] <= behind; finished++)
            finish_row(j, finished);
    }
}

/// Each row that is made takes its source rows from the last few, which are kept.
static void enlarge(job *j)
{
    const pixels_kernel *down = &j->down;
    uint32_t lit = down->first[0];
    for (uint32_t i = 0; i < down->count; i++) {
        uint32_t first = down->first[i], end = first + down->used[i];
        for (; lit < end; lit++) light_row(j, lit);
        memset(sum_row(j, i), 0, j->row_floats * sizeof(float));
        for (uint32_t y = first; y < end; y += BATCH) add_batch(j, i, y, end);
        finish_row(j, i);
    }
}

static bool prepare(job *j, uint32_t width, uint32_t height, pixels_rect window)
{
    if (!pixels_kernel_make(&j->across, j->from->width, width, window.x, window.width)
        || !pixels_kernel_make(&j->down, j->from->height, height, window.y, window.height)
        || !pixels_curves_make(&j->curves, j->from->depth, pixels_opaque(j->from))) return false;
    const pixels_kernel *across = &j->across;
    uint32_t last = across->count - 1;
    j->first_column = across->first[0];
    j->columns = across->first[last] + across->used[last] - j->first_column;
    // Taps that are 0 reach up to three pixels beyond, and three channels are read as four.
    j->row_floats = round_up_to_lanes((size_t)(j->columns + 4) * j->curves.channels + 4);
    bool reduces = j->from->height > height;
    j->lit_count = reduces ? BATCH : j->down.taps + BATCH;
    // As many as overlap in a batch.
    j->sum_count = reduces ? j->down.taps * (uint64_t)height / j->from->height + BATCH + 2 : 1;
    j->lit = calloc(j->lit_count * j->row_floats, sizeof(float));
    j->sums = calloc(j->sum_count * j->row_floats, sizeof(float));
    j->made = malloc((size_t)across->count * 4 * sizeof(float));
    return j->lit != NULL && j->sums != NULL && j->made != NULL;
}

/// What nothing is changed in but the colours that nobody sees.
static void copy(const pixels_picture *from, pixels_rect window, const pixels_picture *into)
{
    pixels_picture part = pixels_part(from, window);
    for (uint32_t y = 0; y < part.height; y++) {
        uint8_t *pixel = pixels_row(into, y), *end = pixel + 4 * (size_t)part.width;
        memcpy(pixel, pixels_row(&part, y), 4 * (size_t)part.width);
        for (; pixel < end; pixel += 4)
            if (pixel[3] == 0) memset(pixel, 0, 4);
    }
}

static bool is_within(pixels_rect window, uint32_t width, uint32_t height)
{
    return window.width >= 1 && window.height >= 1 && window.x < width && window.width <= width - window.x
        && window.y < height && window.height <= height - window.y;
}

pixels_result pixels_resize(
    const pixels_picture *from, uint32_t width, uint32_t height, pixels_rect window, const pixels_picture *into)
{
    if (!pixels_is_sound(from) || !pixels_is_sound(into) || into->depth != 8
        || width > PIXELS_LONGEST_SIDE || height > PIXELS_LONGEST_SIDE || !is_within(window, width, height)
        || into->width != window.width || into->height != window.height) return pixels_misuse;
    if (from->width == width && from->height == height && from->depth == 8) {
        copy(from, window, into);
        return pixels_done;
    }
    job j = {.from = from, .into = into};
    bool prepared = prepare(&j, width, height, window);
    if (prepared) (from->height > height ? reduce : enlarge)(&j);
    free(j.lit);
    free(j.sums);
    free(j.made);
    pixels_curves_free(&j.curves);
    pixels_kernel_free(&j.across);
    pixels_kernel_free(&j.down);
    return prepared ? pixels_done : pixels_no_memory;
}
