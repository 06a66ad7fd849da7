#include <stdlib.h>
#include <string.h>

#include "colors.h"
#include "picture.h"

typedef struct {
    bool grey, opaque;
    /// The bits that hold every grey value: 1, 2, 4 or 8.
    uint32_t grey_bits;
} facts;

/// A value of 8 bits is one of fewer where it repeats them: 0x55 is 01 four times.
static uint32_t bits_of(uint8_t value)
{
    return value % 255 == 0 ? 1 : value % 85 == 0 ? 2 : value % 17 == 0 ? 4 : 8;
}

static void look_at(const uint8_t *pixel, facts *f)
{
    if (pixel[3] != 255) f->opaque = false;
    if (pixel[3] == 0) return;
    if (pixel[0] != pixel[1] || pixel[1] != pixel[2]) f->grey = false;
    uint32_t bits = bits_of(pixel[0]);
    if (bits > f->grey_bits) f->grey_bits = bits;
}

static facts look(const pixels_picture *picture, pixels_colors *colors)
{
    facts f = {.grey = true, .opaque = true, .grey_bits = 1};
    uint32_t last = 0;
    bool has_last = false;
    for (uint32_t y = 0; y < picture->height; y++) {
        const uint8_t *pixel = pixels_row(picture, y), *end = pixel + 4 * (size_t)picture->width;
        for (; pixel < end; pixel += 4) {
            uint32_t color = pixels_color_at(pixel);
            if (has_last && color == last) continue;
            look_at(pixel, &f);
            if (!colors->overflowed) pixels_color_place(colors, color);
            last = color;
            has_last = true;
            // Nothing is left to find.
            if (colors->overflowed && !f.grey && !f.opaque) return f;
        }
    }
    return f;
}

static void fill_palette(pixels_form *form, const pixels_colors *colors)
{
    form->kind = pixels_palette;
    form->color_count = colors->count;
    form->bit_depth = colors->count <= 2 ? 1 : colors->count <= 4 ? 2 : colors->count <= 16 ? 4 : 8;
    form->transparent_count = 0;
    for (uint32_t i = 0; i < colors->count; i++) {
        for (int k = 0; k < 4; k++) form->colors[i][k] = (uint8_t)(colors->colors[i] >> (8 * k));
        if (form->colors[i][3] != 255) form->transparent_count++;
    }
    qsort(form->colors, form->color_count, 4, pixels_color_order);
}

static uint32_t channels(pixels_kind kind)
{
    return kind == pixels_rgb ? 3 : kind == pixels_grey_alpha ? 2 : kind == pixels_rgba ? 4 : 1;
}

/// The bytes of all rows and of the chunks PLTE and tRNS.
static uint64_t cost(const pixels_form *form, const pixels_picture *picture)
{
    uint64_t rows = (uint64_t)pixels_packed_count(form, picture->width) * picture->height;
    if (form->kind != pixels_palette) return rows;
    return rows + 12 + 3 * form->color_count + (form->transparent_count == 0 ? 0 : 12 + form->transparent_count);
}

pixels_result pixels_find_form(const pixels_picture *picture, pixels_allowed allowed, pixels_form *form)
{
    if (!pixels_is_sound(picture) || picture->depth != 8) return pixels_misuse;
    pixels_colors *colors = calloc(1, sizeof *colors);
    if (colors == NULL) return pixels_no_memory;
    facts f = look(picture, colors);
    bool grey = f.grey && allowed.grey;
    pixels_form palette = {0};
    memset(form, 0, sizeof *form);
    form->kind = grey ? (f.opaque ? pixels_grey : pixels_grey_alpha) : f.opaque ? pixels_rgb : pixels_rgba;
    form->bit_depth = form->kind == pixels_grey ? f.grey_bits : 8;
    if (allowed.palette && !colors->overflowed) {
        fill_palette(&palette, colors);
        if (cost(&palette, picture) < cost(form, picture)) *form = palette;
    }
    free(colors);
    return pixels_done;
}

size_t pixels_packed_count(const pixels_form *form, uint32_t width)
{
    return ((size_t)width * channels(form->kind) * form->bit_depth + 7) / 8;
}
