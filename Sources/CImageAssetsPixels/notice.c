#include "notice.h"

#include <string.h>

#include "curve.h"
#include "lanes.h"

#pragma STDC FP_CONTRACT OFF

// Distances are those of OKLab, as CSS Color 4 uses them: 0.02 is what is just noticed there. OKLab by itself has no
// black: it takes 0, 0, 0 and 1, 1, 1 for three times as far apart as that. So light is what a screen sends out, with
// the black point of the ICC's reference medium (ISO 15076-1, 6.3.4) below it.
//
// Source: B. Ottosson, "A perceptual color space for image processing", 2020.

typedef int32_t __attribute__((vector_size(64))) numbers;

static const float black_point = 0.0034731f;
static const float just_noticed = 0.02f;

enum { GROUP = LANES, BYTES = 4 * GROUP };

void pixels_screen_make(pixels_screen *screen)
{
    pixels_fill_light(screen->light, 8);
    for (int i = 0; i < 256; i++) screen->light[i] = (screen->light[i] + black_point) / (1 + black_point);
}

/// Of values from the black point to 1, to six digits: a third of the exponent, then Newton's method twice.
static inline void take_cube_root(lanes *value)
{
    lanes x = *value, third = __builtin_convertvector((numbers)x, lanes) * (1.0f / 3) + 709958130.0f;
    lanes y = (lanes)__builtin_convertvector(third, numbers);
    y = (y + y + x / (y * y)) * (1.0f / 3);
    *value = (y + y + x / (y * y)) * (1.0f / 3);
}

typedef struct {
    lanes l, m, s;
} cones;

/// What the eye makes of a group of pixels on black, or on white.
static void see(const pixels_screen *screen, const uint8_t *pixels, bool opaque, bool on_white, cones *seen)
{
    float channels[3][GROUP];
    for (int i = 0; i < GROUP; i++, pixels += 4) {
        uint32_t r = pixels[0], g = pixels[1], b = pixels[2];
        if (!opaque) {
            uint32_t alpha = pixels[3], below = on_white ? 255 - alpha : 0;
            r = pixels_on_black(r, alpha) + below;
            g = pixels_on_black(g, alpha) + below;
            b = pixels_on_black(b, alpha) + below;
        }
        channels[0][i] = screen->light[r];
        channels[1][i] = screen->light[g];
        channels[2][i] = screen->light[b];
    }
    lanes r = *(const loose_lanes *)channels[0], g = *(const loose_lanes *)channels[1];
    lanes b = *(const loose_lanes *)channels[2];
    seen->l = r * 0.4122214708f + g * 0.5363325363f + b * 0.0514459929f;
    seen->m = r * 0.2119034982f + g * 0.6806995451f + b * 0.1073969566f;
    seen->s = r * 0.0883024619f + g * 0.2817188376f + b * 0.6299787005f;
    take_cube_root(&seen->l);
    take_cube_root(&seen->m);
    take_cube_root(&seen->s);
}

/// The squares of the distances.
static void measure(
    const pixels_screen *screen, const uint8_t *before, const uint8_t *after, bool opaque, bool on_white, lanes *square)
{
    cones p, q;
    see(screen, before, opaque, on_white, &p);
    see(screen, after, opaque, on_white, &q);
    lanes l = p.l - q.l, m = p.m - q.m, s = p.s - q.s;
    lanes lightness = l * 0.2104542553f + m * 0.7936177850f - s * 0.0040720468f;
    lanes green_red = l * 1.9779984951f - m * 2.4285922050f + s * 0.4505937099f;
    lanes blue_yellow = l * 0.0259040371f + m * 0.7827717662f - s * 0.8086757660f;
    *square = lightness * lightness + green_red * green_red + blue_yellow * blue_yellow;
}

static bool is_opaque(const uint8_t *before, const uint8_t *after)
{
    uint8_t alpha = 255;
    for (int i = 3; i < BYTES; i += 4) alpha &= before[i] & after[i];
    return alpha == 255;
}

static void notice_group(
    const pixels_screen *screen, const uint8_t *before, const uint8_t *after, uint8_t amounts[GROUP])
{
    bool opaque = is_opaque(before, after);
    lanes square;
    measure(screen, before, after, opaque, false, &square);
    if (!opaque) {
        lanes other;
        measure(screen, before, after, false, true, &other);
        numbers larger = other > square;
        square = (lanes)(((numbers)other & larger) | ((numbers)square & ~larger));
    }
    // The exponent of a number counts how often it is twice as much, here of a square.
    numbers doublings = ((numbers)(square * (1 / (just_noticed * just_noticed))) >> 23) - 127;
    numbers steps = (doublings >> 1) + 1, most = (numbers){} + PIXELS_NOTICE_STEPS;
    numbers within = steps < most;
    steps = ((steps & within) | (most & ~within)) & (doublings >= 0);
    typedef uint8_t __attribute__((vector_size(GROUP))) group;
    group bytes = __builtin_convertvector(steps, group);
    memcpy(amounts, &bytes, GROUP);
}

void pixels_notice(
    const pixels_screen *screen, const uint8_t *before, const uint8_t *after, uint32_t count, uint8_t *amounts)
{
    for (; count >= GROUP; count -= GROUP, before += BYTES, after += BYTES, amounts += GROUP) {
        if (memcmp(before, after, BYTES) == 0) memset(amounts, 0, GROUP);
        else notice_group(screen, before, after, amounts);
    }
    if (count == 0) return;
    uint8_t last[3][BYTES] = {{0}};
    memcpy(last[0], before, 4 * (size_t)count);
    memcpy(last[1], after, 4 * (size_t)count);
    notice_group(screen, last[0], last[1], last[2]);
    memcpy(amounts, last[2], count);
}
