#include <stdlib.h>
#include <string.h>

#include "colors.h"
#include "picture.h"

/// The place of a colour in the form's palette, which it is in.
static uint32_t place_of(const pixels_form *form, uint32_t color)
{
    uint8_t wanted[4] = {(uint8_t)color, (uint8_t)(color >> 8), (uint8_t)(color >> 16), (uint8_t)(color >> 24)};
    const uint8_t *found = bsearch(wanted, form->colors, form->color_count, 4, pixels_color_order);
    return found == NULL ? 0 : (uint32_t)(found - form->colors[0]) / 4;
}

/// One value a pixel, of 8 bits or fewer.
static void pack_values(const uint8_t *pixel, uint32_t width, const pixels_form *form, uint8_t *row)
{
    uint32_t bits = form->bit_depth, last = 0, place = place_of(form, 0);
    memset(row, 0, pixels_packed_count(form, width));
    for (size_t x = 0; x < width; x++, pixel += 4) {
        uint32_t value = pixel[0] >> (8 - bits);
        if (form->kind == pixels_palette) {
            uint32_t color = pixels_color_at(pixel);
            if (color != last) place = place_of(form, color);
            last = color;
            value = place;
        }
        row[x * bits / 8] |= (uint8_t)(value << (8 - bits - x * bits % 8));
    }
}

void pixels_pack_row(const pixels_picture *picture, uint32_t y, const pixels_form *form, uint8_t *row)
{
    const uint8_t *pixel = pixels_row(picture, y);
    uint32_t width = picture->width;
    if (form->kind == pixels_grey || form->kind == pixels_palette) {
        pack_values(pixel, width, form, row);
        return;
    }
    for (const uint8_t *end = pixel + 4 * (size_t)width; pixel < end; pixel += 4) {
        bool has_alpha = form->kind == pixels_rgba || form->kind == pixels_grey_alpha;
        bool seen = !has_alpha || pixel[3] != 0;
        int values = form->kind == pixels_grey_alpha ? 1 : 3;
        for (int i = 0; i < values; i++) *row++ = seen ? pixel[i] : 0;
        if (has_alpha) *row++ = pixel[3];
    }
}
