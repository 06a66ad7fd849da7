#include "rows.h"

#include <string.h>

#include "error.h"

/// A word at any address; rows are bytes.
typedef uint64_t __attribute__((aligned(1), may_alias)) word;

void cpng_rows_begin(cpng_rows *rows, const cpng_layout *layout)
{
    memset(rows, 0, sizeof *rows);
    rows->layout = layout;
    rows->pixel_bits = layout->bit_depth * cpng_channels(layout->color_type);
    rows->unit = rows->pixel_bits < 8 ? 1 : rows->pixel_bits / 8;
    rows->flat = true;
    rows->clear = layout->color_type >= 3 || layout->transparency != NULL;
    rows->counts_bytes = layout->color_type == 3 || (layout->transparency != NULL && rows->pixel_bits <= 8);
}

/// The sample at `x` of a row of 1, 2, 4 or 8 bits per pixel.
static uint8_t sample(const uint8_t *row, uint64_t x, uint32_t bits)
{
    uint64_t at = x * bits;
    return (uint8_t)(row[at / 8] >> (8 - bits - at % 8)) & (uint8_t)((1u << bits) - 1);
}

static void compare(cpng_rows *rows, const uint8_t *row, uint32_t width)
{
    size_t whole = (size_t)((uint64_t)width * rows->pixel_bits / 8);
    uint32_t rest = (uint32_t)((uint64_t)width * rows->pixel_bits % 8);
    if (!rows->has_first) {
        rows->has_first = true;
        memcpy(rows->first, row, rows->unit);
        // Of a small pixel: its sample in every place of the byte.
        uint8_t value = sample(row, 0, rows->pixel_bits < 8 ? rows->pixel_bits : 8);
        for (uint32_t at = rows->pixel_bits; at < 8; at += rows->pixel_bits)
            value = (uint8_t)(value << rows->pixel_bits) | sample(row, 0, rows->pixel_bits);
        rows->first[0] = value;
    }
    if (whole != 0) {
        rows->flat = memcmp(row, rows->first, rows->unit) == 0
            && memcmp(row, row + rows->unit, whole - rows->unit) == 0;
    }
    if (rest != 0) rows->flat = rows->flat && ((row[whole] ^ rows->first[0]) >> (8 - rest)) == 0;
}

static void count_bytes(cpng_rows *rows, const uint8_t *row, uint32_t width)
{
    uint64_t bits = (uint64_t)width * rows->pixel_bits;
    size_t whole = (size_t)(bits / 8), i = 0;
    // Four tables, so that equal neighbours do not wait for each other.
    for (; i + 4 <= whole; i += 4) {
        rows->counts[0][row[i]]++;
        rows->counts[1][row[i + 1]]++;
        rows->counts[2][row[i + 2]]++;
        rows->counts[3][row[i + 3]]++;
    }
    for (; i < whole; i++) rows->counts[0][row[i]]++;
    for (uint64_t x = whole * 8 / rows->pixel_bits; x < width; x++)
        rows->tail_samples[sample(row, x, rows->pixel_bits)]++;
}

/// The alpha bits of a word of pixels, in the order of memory.
static uint64_t alpha_mask(const cpng_rows *rows)
{
    uint8_t bytes[8];
    uint32_t depth = rows->layout->bit_depth / 8;
    for (uint32_t i = 0; i < 8; i++) bytes[i] = i % rows->unit >= rows->unit - depth ? 0xff : 0;
    uint64_t mask;
    memcpy(&mask, bytes, sizeof mask);
    return mask;
}

static void add_alpha_pixels(cpng_rows *rows, const uint8_t *row, uint32_t count)
{
    uint32_t unit = rows->unit, depth = rows->layout->bit_depth / 8;
    for (const uint8_t *alpha = row + unit - depth, *end = row + (size_t)count * unit; alpha < end; alpha += unit) {
        uint32_t value = depth == 1 ? alpha[0] * 257u : (uint32_t)(alpha[0] << 8 | alpha[1]);
        if (value != 0xffff) rows->transparent_pixels++;
        if (value != 0) rows->clear = false;
    }
}

static void add_alpha(cpng_rows *rows, const uint8_t *row, uint32_t width)
{
    uint64_t mask = alpha_mask(rows);
    uint32_t group = 64 / rows->unit, x = 0;
    for (; x + group <= width; x += group) {
        const word *w = (const word *)(row + (size_t)x * rows->unit);
        if ((w[0] & w[1] & w[2] & w[3] & w[4] & w[5] & w[6] & w[7] & mask) == mask) {
            rows->clear = false;
        } else if (((w[0] | w[1] | w[2] | w[3] | w[4] | w[5] | w[6] | w[7]) & mask) == 0) {
            rows->transparent_pixels += group;
        } else {
            add_alpha_pixels(rows, (const uint8_t *)w, group);
        }
    }
    add_alpha_pixels(rows, row + (size_t)x * rows->unit, width - x);
}

/// Pixels of more than 8 bits whose transparency is that one colour is transparent.
static void add_key(cpng_rows *rows, const uint8_t *row, uint32_t width)
{
    const uint8_t *declared = rows->layout->transparency + 8;
    uint8_t key[6];
    uint32_t depth = rows->layout->bit_depth / 8;
    for (uint32_t i = 0; i < rows->unit / depth; i++)
        memcpy(key + i * depth, declared + i * 2 + (2 - depth), depth);
    uint64_t found = 0;
    for (const uint8_t *at = row, *end = row + (size_t)width * rows->unit; at < end; at += rows->unit)
        if (at[0] == key[0] && memcmp(at, key, rows->unit) == 0) found++;
    rows->transparent_pixels += found;
    if (found != width) rows->clear = false;
}

void cpng_rows_add(cpng_rows *rows, const uint8_t *row, uint32_t width)
{
    if (rows->counts_bytes) {
        count_bytes(rows, row, width);
        return;
    }
    if (rows->flat) compare(rows, row, width);
    if (rows->layout->color_type >= 4)
        add_alpha(rows, row, width);
    else if (rows->layout->transparency != NULL)
        add_key(rows, row, width);
}

/// From how often each byte occurred to how often each sample did.
static void count_samples(const cpng_rows *rows, uint64_t samples[256])
{
    memcpy(samples, rows->tail_samples, sizeof rows->tail_samples);
    for (uint32_t byte = 0; byte < 256; byte++) {
        uint64_t count =
            rows->counts[0][byte] + rows->counts[1][byte] + rows->counts[2][byte] + rows->counts[3][byte];
        uint8_t value = (uint8_t)byte;
        for (uint32_t x = 0; x < 8 / rows->pixel_bits; x++) samples[sample(&value, x, rows->pixel_bits)] += count;
    }
}

static uint8_t alpha_of(const cpng_layout *layout, uint32_t value)
{
    if (layout->transparency == NULL) return 255;
    const uint8_t *data = layout->transparency + 8;
    if (layout->color_type == 3) return value < layout->transparency_count ? data[value] : 255;
    uint32_t key = (uint32_t)(data[0] << 8 | data[1]) & ((1u << layout->bit_depth) - 1);
    return value == key ? 0 : 255;
}

static bool same_color(const cpng_layout *layout, uint32_t left, uint32_t right)
{
    if (left == right) return true;
    if (layout->color_type != 3 || alpha_of(layout, left) != alpha_of(layout, right)) return false;
    return memcmp(layout->palette + 8 + 3 * left, layout->palette + 8 + 3 * right, 3) == 0;
}

static bool judge_samples(cpng_rows *rows, cpng_error *error)
{
    const cpng_layout *layout = rows->layout;
    uint64_t samples[256];
    count_samples(rows, samples);
    if (layout->color_type == 3)
        for (uint32_t i = 255; i >= layout->palette_count; i--)
            if (samples[i] != 0)
                return cpng_fail(
                    error, cpng_fault_palette_index, layout->bytes, layout->palette, layout->palette_count, i);
    int first = -1;
    for (int i = 0; i < 256; i++) {
        if (samples[i] == 0) continue;
        uint8_t alpha = alpha_of(layout, (uint32_t)i);
        if (alpha != 255) rows->transparent_pixels += samples[i];
        if (alpha != 0) rows->clear = false;
        if (first < 0) first = i;
        if (!same_color(layout, (uint32_t)first, (uint32_t)i)) rows->flat = false;
    }
    return true;
}

bool cpng_rows_end(cpng_rows *rows, cpng_facts *facts, cpng_error *error)
{
    if (rows->counts_bytes && !judge_samples(rows, error)) return false;
    facts->transparent_pixels = rows->transparent_pixels;
    facts->flat = rows->flat;
    facts->clear = rows->clear;
    return true;
}
