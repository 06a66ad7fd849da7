// The pixels target over a picture that the input makes up: each call's memory is as large as it has to be, and what
// comes out is compared with what is promised.
#include <stdlib.h>
#include <string.h>

#include "pixels.h"

typedef struct {
    const uint8_t *bytes;
    size_t count, at;
} input;

static uint32_t take(input *in, uint32_t below)
{
    if (in->count == 0) return 0;
    uint32_t value = in->bytes[in->at % in->count] + 251u * (uint32_t)(in->at / in->count);
    in->at++;
    return value % below;
}

static void require(bool holds)
{
    if (!holds) abort();
}

static void *room(size_t count)
{
    void *memory = malloc(count);
    require(memory != NULL);
    return memory;
}

static pixels_picture make(uint32_t width, uint32_t height, uint32_t depth, uint32_t gap)
{
    size_t row = (size_t)width * (depth / 2) + gap;
    return (pixels_picture){room(row * (height - 1) + (size_t)width * (depth / 2)), width, height, row, depth};
}

/// Sets every pixel.
static void fill(const pixels_picture *picture, const uint8_t color[4])
{
    uint8_t pixel[8];
    uint32_t unit = picture->depth / 2;
    for (uint32_t i = 0; i < 4; i++) {
        // 0xAB is 0xABAB.
        if (unit == 4) pixel[i] = color[i];
        else pixel[2 * i] = pixel[2 * i + 1] = color[i];
    }
    for (uint32_t y = 0; y < picture->height; y++) {
        uint8_t *row = (uint8_t *)picture->samples + y * picture->row_bytes;
        for (size_t x = 0; x < picture->width; x++) memcpy(row + x * unit, pixel, unit);
    }
}

/// Mostly one colour with others in it, so that there is a background to find.
static pixels_picture draw(input *in)
{
    uint32_t width = 1 + take(in, 40), height = 1 + take(in, 40), depth = take(in, 4) == 0 ? 16 : 8;
    pixels_picture p = make(width, height, depth, depth == 16 ? 0 : take(in, 3));
    uint8_t key[4] = {(uint8_t)take(in, 256), (uint8_t)take(in, 256), (uint8_t)take(in, 256), 255};
    fill(&p, key);
    uint32_t shapes = take(in, 6), alpha = take(in, 3);
    while (shapes-- > 0) {
        pixels_rect r = {take(in, width), take(in, height), 0, 0};
        r.width = 1 + take(in, width - r.x);
        r.height = 1 + take(in, height - r.y);
        pixels_picture part = pixels_part(&p, r);
        uint8_t color[4] = {(uint8_t)take(in, 256), (uint8_t)take(in, 256), (uint8_t)take(in, 256), 255};
        if (alpha == 1) color[3] = (uint8_t)take(in, 256);
        fill(&part, color);
    }
    uint32_t noise = take(in, 3) == 0 ? take(in, 200) : 0;
    for (uint32_t i = 0; i < noise; i++) {
        uint8_t *pixel = (uint8_t *)p.samples + take(in, height) * p.row_bytes + (size_t)take(in, width) * (depth / 2);
        pixel[take(in, depth / 2)] = (uint8_t)take(in, 256);
    }
    return p;
}

/// What a packed row says of a pixel.
static void unpack(const pixels_form *form, const uint8_t *row, uint32_t x, uint8_t pixel[4])
{
    uint32_t bits = form->bit_depth, value = row[x * bits / 8] >> (8 - bits - x * bits % 8) & ((1u << bits) - 1);
    pixel[3] = 255;
    switch (form->kind) {
    case pixels_grey: memset(pixel, (int)(value * 255 / ((1u << bits) - 1)), 3); break;
    case pixels_palette:
        require(value < form->color_count);
        memcpy(pixel, form->colors[value], 4);
        break;
    case pixels_rgb: memcpy(pixel, row + 3 * (size_t)x, 3); break;
    case pixels_grey_alpha:
        memset(pixel, row[2 * x], 3);
        pixel[3] = row[2 * x + 1];
        break;
    case pixels_rgba: memcpy(pixel, row + 4 * (size_t)x, 4); break;
    }
}

static void reduce(const pixels_picture *p, pixels_allowed allowed)
{
    pixels_form form;
    require(pixels_find_form(p, allowed, &form) == pixels_done);
    size_t count = pixels_packed_count(&form, p->width);
    uint8_t *row = room(count);
    for (uint32_t y = 0; y < p->height; y++) {
        pixels_pack_row(p, y, &form, row);
        for (uint32_t x = 0; x < p->width; x++) {
            const uint8_t *was = (const uint8_t *)p->samples + y * p->row_bytes + 4 * (size_t)x;
            uint8_t is[4];
            unpack(&form, row, x, is);
            require(is[3] == was[3] && (was[3] == 0 || memcmp(is, was, 3) == 0));
        }
    }
    free(row);
}

/// A copy shows the very pixels, row by row, and no other ones.
static void copy(const pixels_picture *p)
{
    pixels_picture same = make(p->width, p->height, 8, 0);
    pixels_copy(p, &same);
    uint8_t *row = room(8 * (size_t)p->width);
    for (uint32_t y = 0; y < p->height; y++) {
        const uint8_t *samples = (const uint8_t *)same.samples + y * same.row_bytes;
        for (size_t i = 0; i < 4 * (size_t)p->width; i++) row[2 * i] = row[2 * i + 1] = samples[i];
        require(pixels_is_row(&same, y, row) && pixels_is_row(p, y, row));
        row[8 * (p->width - 1)] ^= 1;
        require(pixels_is_row(p, y, row) == (samples[4 * p->width - 1] == 0));
    }
    free(row);
    free(same.samples);
}

static pixels_picture render(const pixels_picture *from, input *in)
{
    pixels_request request = {take(in, 60), take(in, 60), take(in, 5), take(in, 3), take(in, 3)};
    pixels_layout layout;
    require(pixels_lay_out(from->width, from->height, &request, &layout));
    require(layout.left + layout.window.width <= layout.width && layout.top + layout.window.height <= layout.height);
    pixels_picture made = make(layout.width, layout.height, 8, 0);
    fill(&made, (uint8_t[4]){0});
    pixels_rect rect = {layout.left, layout.top, layout.window.width, layout.window.height};
    pixels_picture part = pixels_part(&made, rect);
    require(pixels_resize(from, layout.scaled_width, layout.scaled_height, layout.window, &part) == pixels_done);
    require(!pixels_opaque(from) || pixels_opaque(&part));
    return made;
}

/// Nothing differs from itself; of two pictures it makes no difference which is the first.
static void compare(const pixels_picture *one, input *in)
{
    size_t count = (size_t)one->width * one->height;
    pixels_picture other = make(one->width, one->height, 8, 0);
    uint8_t *map = room(count), *reversed = room(count);
    pixels_comparison result, again;
    pixels_copy(one, &other);
    require(pixels_compare(one, &other, map, &result) == pixels_done);
    require(result.differing == 0 && result.moved == 0);
    uint32_t noise = take(in, 60);
    for (uint32_t i = 0; i < noise; i++)
        ((uint8_t *)other.samples)[(take(in, (uint32_t)count)) * 4 + take(in, 4)] = (uint8_t)take(in, 256);
    require(pixels_compare(one, &other, map, &result) == pixels_done);
    require(pixels_compare(&other, one, reversed, &again) == pixels_done);
    require(memcmp(map, reversed, count) == 0 && memcmp(&result, &again, sizeof result) == 0);
    uint64_t differing = 0, moved = 0;
    for (size_t i = 0; i < count; i++) {
        require(map[i] <= PIXELS_MOST);
        moved += map[i] == PIXELS_MOVED;
        differing += map[i] > PIXELS_MOVED;
    }
    require(result.differing == differing && result.moved == moved && differing + moved <= noise);
    free(other.samples);
    free(map);
    free(reversed);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    if (count < 8) return 0;
    input in = {bytes, count, 0};
    pixels_picture source = draw(&in);
    pixels_cutout cutout = {.has_color = take(&in, 4) == 0};
    cutout.tolerance = (int32_t)take(&in, 102) - 1;
    cutout.inside = take(&in, 2);
    for (int i = 0; i < 3; i++) cutout.color[i] = (uint8_t)take(&in, 256);
    pixels_cutout_report report;
    if (take(&in, 4) != 0) require(pixels_cut_out(&source, &cutout, &report) == pixels_done);
    pixels_rect content;
    if (pixels_find_content(&source, take(&in, 4), &content)) {
        pixels_picture part = pixels_part(&source, content);
        pixels_picture made = render(&part, &in);
        reduce(&made, (pixels_allowed){take(&in, 2), take(&in, 2)});
        copy(&made);
        compare(&made, &in);
        uint8_t color[4] = {(uint8_t)take(&in, 256), 7, 250, take(&in, 2) ? 255 : (uint8_t)take(&in, 256)};
        pixels_flatten(&made, color);
        require(color[3] != 255 || pixels_opaque(&made));
        reduce(&made, (pixels_allowed){true, true});
        copy(&made);
        require(pixels_make_grey(&made) == pixels_done);
        reduce(&made, (pixels_allowed){true, true});
        free(made.samples);
    }
    free(source.samples);
    return 0;
}
