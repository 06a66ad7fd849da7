#ifndef PIXELS_LIGHT_H
#define PIXELS_LIGHT_H

#include "pixels.h"

/// What turns samples into light and light into samples.
typedef struct {
    float *light;
    uint8_t *samples;
    uint32_t depth;
    /// 3 where nothing is transparent, else 4.
    uint32_t channels;
} pixels_curves;

/// False without memory.
bool pixels_curves_make(pixels_curves *curves, uint32_t depth, bool opaque);
void pixels_curves_free(pixels_curves *curves);

/// The light of `count` pixels, multiplied with their alpha.
void pixels_to_light(const pixels_curves *curves, const uint8_t *row, uint32_t count, float *light);

/// And back, four floats a pixel whatever the channels, to 8 bits.
void pixels_from_light(const pixels_curves *curves, const float *light, uint32_t count, uint8_t *row);

#endif
