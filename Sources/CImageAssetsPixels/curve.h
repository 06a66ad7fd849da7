#ifndef PIXELS_CURVE_H
#define PIXELS_CURVE_H

#include <stdint.h>

/// The sRGB curve: light, from 0 to 1, of a sample from 0 to 1. Right to the last bits of a double, from the four
/// operations alone.
double pixels_light(double sample);

/// The light of each value of `depth` bits.
void pixels_fill_light(float *light, uint32_t depth);

enum { PIXELS_LIGHT_STEPS = 65536 };

/// The 8-bit sample that is nearest to each of `PIXELS_LIGHT_STEPS` lights from 0 to 1.
void pixels_fill_samples(uint8_t *samples);

#endif
