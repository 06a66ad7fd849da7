#include "cutout.h"

#pragma STDC FP_CONTRACT OFF

/// Whether a pixel is on a slope or in a valley: `step` away in one of eight directions one lies on this one's ray and
/// clearly farther along, and the other way one is clearly nearer to the key or farther too. Then this one is a mixture
/// with the farther one's colour, so far as one can see. A flat part of a subject that has a darker part beside it is
/// none.
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

/// From what is known outwards, ring by ring.
static bool spread(cut *c, size_t from)
{
    uint32_t width = c->picture->width;
    for (; from < c->queue_count; from++) {
        uint32_t at = c->queue[from], x = at % width, y = at / width;
        if (c->marks[at] == mark_queued) cut_decide(c, x, y);
        if (!cut_push_around(c, at, mark_unknown)) return false;
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

/// Whether a pixel has more of the key's hue than the subject's inside, or is much nearer to the key, and is no even
/// patch: then the key shines through, or it is a reflection.
static bool is_tinted(const cut *c, uint32_t x, uint32_t y, uint32_t step)
{
    color here = color_at(c, x, y), d = here - cut_key_at(c, x, y);
    bool has_hue = c->strong != 0 && cut_excess(here, c->strong) > c->own_hue + 4 * c->noise + 4;
    return (has_hue || dot(d, d) < c->own_square) && cut_is_uneven(c, x, y, step);
}

bool cut_edges(cut *c)
{
    uint32_t width = c->picture->width, height = c->picture->height, longest = width > height ? width : height;
    // How wide an edge may be.
    uint32_t band = 3 * (12 + longest / 80), step = 2 + longest / 1200;
    if (band > 250) band = 250;
    c->queue_count = 0;
    cut_know_inside(c, band, step);
    for (uint32_t y = 0; y < height; y++)
        for (uint32_t x = 0; x < width; x++) {
            uint32_t at = y * width + x;
            if (c->marks[at] != mark_unknown || c->depth[at] < THICK) continue;
            bool may_be_mixed = c->depth[at] <= band && (is_on_slope(c, x, y, step) || is_tinted(c, x, y, step));
            if (!may_be_mixed) c->marks[at] = mark_opaque;
        }
    for (uint32_t y = 0; y < height; y++)
        for (uint32_t x = 0; x < width; x++) {
            uint32_t at = y * width + x;
            if (c->marks[at] != mark_opaque || c->depth[at] > band + 4) continue;
            if (!cut_push_around(c, at, mark_unknown)) return false;
        }
    if (!spread(c, 0)) return false;
    for (uint32_t y = 0; y < height; y++)
        for (uint32_t x = 0; x < width; x++) {
            uint32_t at = y * width + x;
            if (c->marks[at] != mark_unknown || !is_summit(c, x, y)) continue;
            c->marks[at] = mark_opaque;
            // Perhaps nothing of it covers a whole pixel; then it has the key's hue in it.
            color key = cut_key_at(c, x, y), d = color_at(c, x, y) - key;
            float alpha = cut_most_alpha(c->strong, key, d, 3 * c->noise), least = cut_least_alpha(key, d);
            if (alpha < least) alpha = least;
            if (alpha < 0.98f) cut_cover(c, at, key + d * (1 / alpha), alpha);
            if (!cut_push(c, at)) return false;
        }
    return spread(c, 0);
}
