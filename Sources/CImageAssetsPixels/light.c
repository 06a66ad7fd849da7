#include "light.h"

#include <stdlib.h>
#include <string.h>

#include "curve.h"
#include "lanes.h"

#pragma STDC FP_CONTRACT OFF

typedef int32_t __attribute__((vector_size(16))) integers;

bool pixels_curves_make(pixels_curves *curves, uint32_t depth, bool opaque)
{
    curves->depth = depth;
    curves->channels = opaque ? 3 : 4;
    curves->light = malloc((depth == 8 ? 256 : 65536) * sizeof *curves->light);
    curves->samples = malloc(PIXELS_LIGHT_STEPS);
    if (curves->light == NULL || curves->samples == NULL) {
        pixels_curves_free(curves);
        return false;
    }
    pixels_fill_light(curves->light, depth);
    pixels_fill_samples(curves->samples);
    return true;
}

void pixels_curves_free(pixels_curves *curves)
{
    free(curves->light);
    free(curves->samples);
    curves->light = NULL;
    curves->samples = NULL;
}

static void opaque_8(const float *curve, const uint8_t *row, uint32_t count, float *light)
{
    for (const uint8_t *end = row + 4 * (size_t)count; row < end; row += 4, light += 3) {
        light[0] = curve[row[0]];
        light[1] = curve[row[1]];
        light[2] = curve[row[2]];
    }
}

static void transparent_8(const float *curve, const uint8_t *row, uint32_t count, float *light)
{
    for (const uint8_t *end = row + 4 * (size_t)count; row < end; row += 4, light += 4) {
        float alpha = (float)row[3] / 255;
        light[0] = curve[row[0]] * alpha;
        light[1] = curve[row[1]] * alpha;
        light[2] = curve[row[2]] * alpha;
        light[3] = alpha;
    }
}

static void any_16(const float *curve, uint32_t channels, const uint8_t *row, uint32_t count, float *light)
{
    for (uint32_t x = 0; x < count; x++, row += 8, light += channels) {
        uint16_t sample[4];
        memcpy(sample, row, 8);
        float alpha = (float)sample[3] / 65535;
        for (int i = 0; i < 3; i++) light[i] = curve[sample[i]] * alpha;
        if (channels == 4) light[3] = alpha;
    }
}

void pixels_to_light(const pixels_curves *curves, const uint8_t *row, uint32_t count, float *light)
{
    if (curves->depth == 16) {
        any_16(curves->light, curves->channels, row, count, light);
    } else {
        (curves->channels == 3 ? opaque_8 : transparent_8)(curves->light, row, count, light);
    }
}

/// The steps of a light, held between 0 and 1.
static inline integers steps_of(pixel light)
{
    pixel scaled = light * (PIXELS_LIGHT_STEPS - 1) + 0.5f;
    integers steps = __builtin_convertvector(scaled, integers), last = (integers){} + (PIXELS_LIGHT_STEPS - 1);
    integers below = steps < last;
    steps = (steps & below) | (last & ~below);
    return steps & (steps > 0);
}

void pixels_from_light(const pixels_curves *curves, const float *light, uint32_t count, uint8_t *row)
{
    const uint8_t *samples = curves->samples;
    bool opaque = curves->channels == 3;
    for (const uint8_t *end = row + 4 * (size_t)count; row < end; row += 4, light += 4) {
        pixel p = *(const loose_pixel *)light;
        float alpha = opaque || p[3] > 1 ? 1 : p[3] < 0 ? 0 : p[3];
        row[3] = (uint8_t)(alpha * 255 + 0.5f);
        if (row[3] == 0) {
            memset(row, 0, 4);
            continue;
        }
        integers step = steps_of(alpha == 1 ? p : p / alpha);
        row[0] = samples[step[0]];
        row[1] = samples[step[1]];
        row[2] = samples[step[2]];
    }
}
