#ifndef PIXELS_COLORS_H
#define PIXELS_COLORS_H

#include "pixels.h"

/// The first 256 different colours of a picture, found again by their own values.
typedef struct {
    uint32_t count;
    /// More than 256 were seen; the others are not here.
    bool overflowed;
    uint32_t colors[256];
    /// Open addressing; 0 is empty, else a place in `colors` and 1.
    uint16_t slots[1024];
} pixels_colors;

/// Red in the lowest byte. All fully transparent pixels are one colour.
static inline uint32_t pixels_color_at(const uint8_t *pixel)
{
    if (pixel[3] == 0) return 0;
    return pixel[0] | (uint32_t)pixel[1] << 8 | (uint32_t)pixel[2] << 16 | (uint32_t)pixel[3] << 24;
}

/// The colour's place; it is added where it is new and there is room, else the place is 256.
uint32_t pixels_color_place(pixels_colors *colors, uint32_t color);

/// Of two times four bytes, which comes first in a palette: what is not opaque, then what is darker.
int pixels_color_order(const void *a, const void *b);

#endif
