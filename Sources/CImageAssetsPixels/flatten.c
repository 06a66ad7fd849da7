#include "picture.h"

#include <string.h>

/// One pixel over the colour. Both weights are in 255ths of 255ths, so that nothing is rounded before the end.
static void lay_below(uint8_t *pixel, const uint8_t color[4])
{
    uint32_t above = pixel[3] * 255u, below = (255u - pixel[3]) * color[3], all = above + below;
    if (all == 0) {
        memset(pixel, 0, 4);
        return;
    }
    for (int i = 0; i < 3; i++) pixel[i] = (uint8_t)((pixel[i] * above + color[i] * below + all / 2) / all);
    pixel[3] = (uint8_t)((all + 127) / 255);
}

void pixels_flatten(const pixels_picture *picture, const uint8_t color[4])
{
    for (uint32_t y = 0; y < picture->height; y++) {
        uint8_t *pixel = pixels_row(picture, y), *end = pixel + (size_t)picture->width * 4;
        for (; pixel < end; pixel += 4)
            if (pixel[3] != 255) lay_below(pixel, color);
    }
}
