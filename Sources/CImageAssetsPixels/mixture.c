#include "cutout.h"

#pragma STDC FP_CONTRACT OFF

// A pixel at an edge is a mixture: key + alpha (colour of what covers - key). Seen from the key, all mixtures with one
// colour lie on one ray, and alpha is how far along.

/// The variance that a subject's colour is given from one pixel to the next.
enum { VARIETY = 9 };

CUT_INLINE color covering(const cut *c, uint32_t x, uint32_t y)
{
    size_t at = (size_t)y * c->picture->width + x;
    if (c->marks[at] != mark_partial) return color_at(c, x, y);
    const cover *p = c->covers + at;
    return (color){p->r / 256.0f, p->g / 256.0f, p->b / 256.0f};
}

static uint16_t fixed(float value, float scale)
{
    float scaled = value * scale + 0.5f;
    return scaled <= 0 ? 0 : scaled >= 65535 ? 65535 : (uint16_t)scaled;
}

/// The colour that covers a pixel, seen from the key, as the known pixels around tell it: the mean of theirs, in which
/// those count most whose ray is nearest and which are nearest themselves. False where none are known.
static bool expect(const cut *c, uint32_t x, uint32_t y, color key, color d, color *expected)
{
    uint32_t width = c->picture->width, height = c->picture->height;
    float square = dot(d, d), noise = c->noise * c->noise, total = 0;
    // What is noisy is averaged over a wider area, in which every second pixel is enough.
    bool is_noisy = noise >= 1;
    uint32_t reach = is_noisy ? 3 : 2;
    uint32_t left = x < reach ? 0 : x - reach, right = x + reach < width ? x + reach : width - 1;
    uint32_t top = y < reach ? 0 : y - reach, bottom = y + reach < height ? y + reach : height - 1;
    color sum = {0};
    for (uint32_t qy = top; qy <= bottom; qy++)
        for (uint32_t qx = left; qx <= right; qx++) {
            if (is_noisy && (qx + qy + x + y) % 2 == 1) continue;
            uint8_t m = c->marks[(size_t)qy * width + qx];
            if (m != mark_opaque && m != mark_partial) continue;
            color f = covering(c, qx, qy) - key;
            float along = dot(d, f), whole = dot(f, f);
            if (along <= 0 || whole == 0) continue;
            // The square of the sine between them, and how far it is.
            float turned = 1 - along * along / (square * whole);
            float dx = (float)qx - (float)x, dy = (float)qy - (float)y;
            float cost = turned * square / (square + 9 * noise) + 0.002f * (dx * dx + dy * dy) + 0.001f
                + 2 * noise / (square + noise);
            float weight = 1 / (cost * cost);
            sum += f * weight;
            total += weight;
        }
    if (total == 0) return false;
    *expected = sum * (1 / total);
    return true;
}

/// Of a value from 0 to 1, by Newton's method: the same everywhere without the C library.
static float square_root(float value)
{
    float root = 1;
    for (int i = 0; i < 8; i++) root = (root + value / root) / 2;
    return root;
}

void cut_cover(cut *c, size_t at, color covers, float alpha)
{
    c->covers[at] = (cover){fixed(covers[0], 256), fixed(covers[1], 256), fixed(covers[2], 256), fixed(alpha, 65535)};
    c->marks[at] = mark_partial;
}

void cut_decide(cut *c, uint32_t x, uint32_t y)
{
    size_t at = (size_t)y * c->picture->width + x;
    color key = cut_key_at(c, x, y), d = color_at(c, x, y) - key, f;
    float square = dot(d, d), noise = c->noise * c->noise;
    bool known = expect(c, x, y, key, d, &f);
    c->marks[at] = mark_opaque;
    if (!known) {
        // Nothing around looks like it: at the ground and not far from the key it is noise.
        if (c->depth[at] <= AT_GROUND && square <= 9 * c->tolerance * c->tolerance) c->marks[at] = mark_ground;
        return;
    }
    float along = dot(d, f), whole = dot(f, f), residue = square - along * along / whole;
    // Away from the ground a colour off the ray is one of the subject's own.
    uint8_t depth = c->depth[at];
    float slack = 16 * noise + square * (depth <= AT_GROUND ? 1 : depth < THICK ? 0.06f : 0.02f);
    float allowed = c->strong == 0 ? 255 : cut_excess(key + f, c->strong);
    allowed = allowed < 0 ? 0 : allowed > c->own_hue ? c->own_hue : allowed;
    float most = cut_most_alpha(c->strong, key, d, allowed + 3 * c->noise);
    if (square < most * most * c->own_square) most = square_root(square / c->own_square);
    if (residue > slack && most > 0.98f) return;
    // Either the subject's colour differs a little here, then its ray is this pixel's, or the pixel is noisy, then the
    // ray is the other's. Which one, the two variances say.
    float on_ray = along / whole, turned = square / along;
    float differs = on_ray * on_ray * VARIETY, trust = differs / (differs + noise);
    float alpha = trust * turned + (1 - trust) * on_ray, least = cut_least_alpha(key, d);
    if (alpha > most) alpha = most;
    if (alpha < least && trust > 0.5f) alpha = least;
    if (alpha > 0.98f || (1 - alpha) * (1 - alpha) * whole < 6 * noise) return;
    cut_cover(c, at, key + d * (trust / alpha) + f * (1 - trust), alpha);
}
