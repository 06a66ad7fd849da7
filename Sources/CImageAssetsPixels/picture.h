#ifndef PIXELS_PICTURE_H
#define PIXELS_PICTURE_H

#include "pixels.h"

/// The sides are within bounds, the depth is known, the rows do not overlap.
bool pixels_is_sound(const pixels_picture *picture);

static inline uint8_t *pixels_row(const pixels_picture *picture, uint32_t y)
{
    return (uint8_t *)picture->samples + (size_t)y * picture->row_bytes;
}

#endif
