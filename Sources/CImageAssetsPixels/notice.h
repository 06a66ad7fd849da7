#ifndef PIXELS_NOTICE_H
#define PIXELS_NOTICE_H

#include "pixels.h"

/// The light of each sample as it comes from a screen, whose black is none.
typedef struct {
    float light[256];
} pixels_screen;

void pixels_screen_make(pixels_screen *screen);

enum { PIXELS_NOTICE_STEPS = 6 };

/// How far apart the colours of `count` pixels of 8 bits are to the eye: 0 where nobody notices, else 1 for just
/// noticeable, and 1 more for each time that it is twice as much, up to `PIXELS_NOTICE_STEPS`.
///
/// What is transparent is seen on black and on white, and the larger distance counts: white on nothing and white on
/// white are the same on one of them.
void pixels_notice(
    const pixels_screen *screen, const uint8_t *before, const uint8_t *after, uint32_t count, uint8_t *amounts);

/// A sample with its alpha multiplied in, as browsers composite.
static inline uint32_t pixels_on_black(uint32_t sample, uint32_t alpha)
{
    return (sample * alpha + 127) / 255;
}

#endif
