#include <string.h>

#include "cutout.h"

#pragma STDC FP_CONTRACT OFF

// A pixel at an edge is a mixture: key + alpha (colour of what covers - key). Seen from the key, all mixtures with one colour lie on one
// ray, and alpha is how far along.

enum {
    /// Depths in thirds of a pixel. From here on something is thick enough to have its own colour.
    THICK = 9,
    AT_GROUND = 4,
    /// The variance that a subject's colour is given from one pixel to the next.
    VARIETY = 9,
};

CUT_INLINE color covering(const cut *c, uint32_t x, uint32_t y)
{
    size_t at = (size_t)y * c->picture->width + x;
    if (c->marks[at] != mark_partial) return color_at(c, x, y);
    const cover *p = c->covers + at;
    return (color){p->r / 256.0f, p->g / 256.0f, p->b / 256.0f};
}

/// Whether a pixel is on a slope or in a valley: `step` away in one of eight directions one lies on this one's ray and clearly farther
/// along, and the other way one is clearly nearer to the key or farther too. Then this one is a mixture with the farther one's
/// colour, so far as one can see. A flat part of a subject that has a darker part beside it is none.
static bool is_on_slope(const cut *c, uint32_t x, uint32_t y, uint32_t step)
{
    static const int8_t ways[8][2] = {{1, 0}, {-1, 0}, {0, 1}, {0, -1}, {1, 1}, {-1, -1}, {1, -1}, {-1, 1}};
    int64_t width = c->picture->width, height = c->picture->height;
    color key = cut_key_at(c, x, y), d = color_at(c, x, y) - key;
    float square = dot(d, d), noise = c->noise * c->noise, slack = 16 * noise + 0.01f * square;
    // A twenty-fifth farther, and more than noise.
    float wanted = square * 1.08f + 36 * noise;
    for (int i = 0; i < 8; i++) {
        int64_t dx = ways[i][0] * (int64_t)step, dy = ways[i][1] * (int64_t)step;
        int64_t fx = x + dx, fy = y + dy, nx = x - dx, ny = y - dy;
        if (fx < 0 || fy < 0 || fx >= width || fy >= height) continue;
        color f = color_at(c, (uint32_t)fx, (uint32_t)fy) - key;
        float along = dot(d, f), whole = dot(f, f);
        // The square of the distance from the other's ray.
        if (whole <= wanted || along <= 0 || square - along * along / whole > slack) continue;
        if (nx < 0 || ny < 0 || nx >= width || ny >= height) return true;
        color n = color_at(c, (uint32_t)nx, (uint32_t)ny) - key;
        bool among_hairs = c->depth[(size_t)y * (size_t)width + x] < 2 * THICK;
        if (dot(n, n) * 1.04f < square || (among_hairs && dot(n, n) > wanted)) return true;
    }
    return false;
}

static uint16_t fixed(float value, float scale)
{
    float scaled = value * scale + 0.5f;
    return scaled <= 0 ? 0 : scaled >= 65535 ? 65535 : (uint16_t)scaled;
}

/// The colour that covers a pixel, seen from the key, as the known pixels around tell it: the mean of theirs, in which those count
/// most whose ray is nearest and which are nearest themselves. False where none are known.
static bool expect(const cut *c, uint32_t x, uint32_t y, color key, color d, color *expected)
{
    uint32_t width = c->picture->width, height = c->picture->height;
    float square = dot(d, d), noise = c->noise * c->noise, total = 0;
    // What is noisy is averaged over more.
    uint32_t reach = noise < 1 ? 2 : 3;
    uint32_t left = x < reach ? 0 : x - reach, right = x + reach < width ? x + reach : width - 1;
    uint32_t top = y < reach ? 0 : y - reach, bottom = y + reach < height ? y + reach : height - 1;
    color sum = {0};
    for (uint32_t qy = top; qy <= bottom; qy++)
        for (uint32_t qx = left; qx <= right; qx++) {
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

static void cover_with(cut *c, size_t at, color covers, float alpha)
{
    c->covers[at] = (cover){fixed(covers[0], 256), fixed(covers[1], 256), fixed(covers[2], 256), fixed(alpha, 65535)};
    c->marks[at] = mark_partial;
}

static void decide(cut *c, uint32_t x, uint32_t y)
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
    uint32_t strong = cut_strong_channels(key);
    float allowed = strong == 0 ? 255 : cut_excess(key + f, strong);
    allowed = allowed < 0 ? 0 : allowed > c->own_hue ? c->own_hue : allowed;
    float most = cut_most_alpha(key, d, allowed + 3 * c->noise);
    if (square < most * most * c->own_square) most = square_root(square / c->own_square);
    if (residue > slack && most > 0.98f) return;
    // Either the subject's colour differs a little here, then its ray is this pixel's, or the pixel is noisy, then the ray is the
    // other's. Which one, the two variances say.
    float on_ray = along / whole, turned = square / along;
    float differs = on_ray * on_ray * VARIETY, trust = differs / (differs + noise);
    float alpha = trust * turned + (1 - trust) * on_ray, least = cut_least_alpha(key, d);
    if (alpha > most) alpha = most;
    if (alpha < least && trust > 0.5f) alpha = least;
    if (alpha > 0.98f || (1 - alpha) * (1 - alpha) * whole < 6 * noise) return;
    cover_with(c, at, key + d * (trust / alpha) + f * (1 - trust), alpha);
}

static bool queue_neighbours(cut *c, uint32_t x, uint32_t y)
{
    uint32_t width = c->picture->width, height = c->picture->height;
    for (int dy = -1; dy <= 1; dy++)
        for (int dx = -1; dx <= 1; dx++) {
            int64_t qx = (int64_t)x + dx, qy = (int64_t)y + dy;
            if (qx < 0 || qy < 0 || qx >= width || qy >= height) continue;
            uint32_t at = (uint32_t)qy * width + (uint32_t)qx;
            if (c->marks[at] != mark_unknown) continue;
            c->marks[at] = mark_queued;
            if (!cut_push(c, at)) return false;
        }
    return true;
}

/// From what is known outwards, ring by ring.
static bool spread(cut *c, size_t from)
{
    uint32_t width = c->picture->width;
    for (; from < c->queue_count; from++) {
        uint32_t at = c->queue[from], x = at % width, y = at / width;
        if (c->marks[at] == mark_queued) decide(c, x, y);
        if (!queue_neighbours(c, x, y)) return false;
    }
    c->queue_count = 0;
    return true;
}

/// Of a thing too thin to have an inside: the pixels that are farthest from the key within reach are its own colour.
static bool is_summit(const cut *c, uint32_t x, uint32_t y)
{
    enum { REACH = 3 };
    uint32_t width = c->picture->width, height = c->picture->height;
    color key = cut_key_at(c, x, y), d = color_at(c, x, y) - key;
    float square = dot(d, d);
    uint32_t left = x < REACH ? 0 : x - REACH, right = x + REACH < width ? x + REACH : width - 1;
    uint32_t top = y < REACH ? 0 : y - REACH, bottom = y + REACH < height ? y + REACH : height - 1;
    for (uint32_t qy = top; qy <= bottom; qy++)
        for (uint32_t qx = left; qx <= right; qx++) {
            color f = color_at(c, qx, qy) - key;
            if (dot(f, f) > square) return false;
        }
    return true;
}

/// Whether a pixel has more of the key's hue than the subject's inside, or is much nearer to the key: then the key shines through, or
/// it is a reflection.
static bool is_tinted(const cut *c, uint32_t x, uint32_t y)
{
    color key = cut_key_at(c, x, y), here = color_at(c, x, y), d = here - key;
    uint32_t strong = cut_strong_channels(key);
    if (strong != 0 && cut_excess(here, strong) > c->own_hue + 4 * c->noise + 4) return true;
    return dot(d, d) < c->own_square;
}

bool cut_edges(cut *c)
{
    uint32_t width = c->picture->width, height = c->picture->height, longest = width > height ? width : height;
    // How wide an edge may be.
    uint32_t band = 3 * (12 + longest / 80), step = 2 + longest / 1200;
    if (band > 250) band = 250;
    c->queue_count = 0;
    cut_know_inside(c, (uint8_t)band);
    for (uint32_t y = 0; y < height; y++)
        for (uint32_t x = 0; x < width; x++) {
            uint32_t at = y * width + x;
            if (c->marks[at] != mark_unknown || c->depth[at] < THICK) continue;
            if (c->depth[at] > band || !(is_on_slope(c, x, y, step) || is_tinted(c, x, y))) c->marks[at] = mark_opaque;
        }
    for (uint32_t y = 0; y < height; y++)
        for (uint32_t x = 0; x < width; x++)
            if (c->marks[y * width + x] == mark_opaque && c->depth[y * width + x] <= band + 4 && !queue_neighbours(c, x, y))
                return false;
    if (!spread(c, 0)) return false;
    for (uint32_t y = 0; y < height; y++)
        for (uint32_t x = 0; x < width; x++) {
            uint32_t at = y * width + x;
            if (c->marks[at] != mark_unknown || !is_summit(c, x, y)) continue;
            c->marks[at] = mark_opaque;
            // Perhaps nothing of it covers a whole pixel; then it has the key's hue in it.
            color key = cut_key_at(c, x, y), d = color_at(c, x, y) - key;
            float alpha = cut_most_alpha(key, d, 3 * c->noise), least = cut_least_alpha(key, d);
            if (alpha < least) alpha = least;
            if (alpha < 0.98f) cover_with(c, at, key + d * (1 / alpha), alpha);
            if (!cut_push(c, at)) return false;
        }
    return spread(c, 0);
}
