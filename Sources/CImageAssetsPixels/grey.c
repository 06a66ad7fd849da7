#include "curve.h"
#include "light.h"
#include "picture.h"

#pragma STDC FP_CONTRACT OFF

/// Luminance of sRGB's primaries, of light from 0 to 1.
static double luminance(const float *light, const uint8_t *pixel)
{
    return 0.2126 * light[pixel[0]] + 0.7152 * light[pixel[1]] + 0.0722 * light[pixel[2]];
}

pixels_result pixels_make_grey(const pixels_picture *picture)
{
    pixels_curves curves;
    if (!pixels_is_sound(picture) || picture->depth != 8) return pixels_misuse;
    if (!pixels_curves_make(&curves, 8, true)) return pixels_no_memory;
    for (uint32_t y = 0; y < picture->height; y++) {
        uint8_t *pixel = pixels_row(picture, y), *end = pixel + 4 * (size_t)picture->width;
        for (; pixel < end; pixel += 4) {
            double step = luminance(curves.light, pixel) * (PIXELS_LIGHT_STEPS - 1) + 0.5;
            pixel[0] = pixel[1] = pixel[2] = curves.samples[(uint32_t)step];
        }
    }
    pixels_curves_free(&curves);
    return pixels_done;
}
