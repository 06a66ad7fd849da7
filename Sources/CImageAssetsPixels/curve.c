#include "curve.h"

#include <string.h>

#pragma STDC FP_CONTRACT OFF

/// The fifth root of a value between 2^-30 and 1, by Newton's method from above, where it never oscillates.
static double fifth_root(double value)
{
    double root = 1;
    for (int i = 0; i < 64; i++) {
        double fourth = root * root * root * root;
        double next = root - (root - value / fourth) / 5;
        if (next >= root) break;
        root = next;
    }
    return root;
}

double pixels_light(double sample)
{
    if (sample <= 0.04045) return sample / 12.92;
    // To the power of 12/5.
    double base = (sample + 0.055) / 1.055;
    return base * base * fifth_root(base * base);
}

void pixels_fill_light(float *light, uint32_t depth)
{
    uint32_t last = depth == 8 ? 255 : 65535;
    for (uint32_t i = 0; i <= last; i++) light[i] = (float)pixels_light((double)i / last);
}

void pixels_fill_samples(uint8_t *samples)
{
    uint32_t step = 0;
    for (uint32_t sample = 0; sample < 255; sample++) {
        // Where this sample ends and the next begins.
        double boundary = pixels_light((sample + 0.5) / 255) * (PIXELS_LIGHT_STEPS - 1);
        uint32_t end = (uint32_t)boundary + 1;
        memset(samples + step, (int)sample, end - step);
        step = end;
    }
    memset(samples + step, 255, PIXELS_LIGHT_STEPS - step);
}
