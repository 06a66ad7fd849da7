#include "cutout.h"

#pragma STDC FP_CONTRACT OFF

// A shadow on the background is the key in less light: a multiple of it, that changes little from one pixel to the
// next. Where it is reached from the ground it is ground too, and the key there is that multiple.

enum {
    /// Shades are kept in this many parts of the key; 0 is none.
    FULL = 200,
    /// A region that is nowhere darker than this is no shadow, but the foot of a soft edge.
    DARK = FULL * 85 / 100,
    /// How far into an edge a shadow is taken to reach, in pixels.
    BELOW = 6,
};

color cut_key_at(const cut *c, uint32_t x, uint32_t y)
{
    uint8_t shade = c->shades[(size_t)y * c->picture->width + x];
    color key = key_field_at(&c->key, x, y);
    return shade == 0 ? key : key * ((float)shade / FULL);
}

/// The shade of a pixel that is a multiple of the key, else 0. Of a key without a hue only a little: grey things are
/// multiples of white, too.
static uint8_t shade_of(const cut *c, uint32_t x, uint32_t y)
{
    color key = key_field_at(&c->key, x, y), here = color_at(c, x, y);
    float whole = dot(key, key), least = c->strong == 0 ? 0.8f : 0.3f;
    if (whole < 64 * 64) return 0;
    float share = dot(here, key) / whole;
    if (share < least || share > 1.1f) return 0;
    color off = here - key * share;
    float darker = share > 1 ? 0 : 1 - share, noise = 4 * c->noise + 2;
    if (dot(off, off) > noise * noise + 0.0144f * darker * darker * whole) return 0;
    return (uint8_t)(share * FULL + 0.5f);
}

/// Calls for each of the four neighbours of a pixel; false where one said so.
static bool around(cut *c, uint32_t at, bool (*visit)(cut *, uint32_t from, uint32_t to))
{
    uint32_t width = c->picture->width, height = c->picture->height, x = at % width, y = at / width;
    return (x == 0 || visit(c, at, at - 1)) && (x + 1 == width || visit(c, at, at + 1))
        && (y == 0 || visit(c, at, at - width)) && (y + 1 == height || visit(c, at, at + width));
}

/// Takes a pixel for shaded that differs little from one that is.
static bool follow(cut *c, uint32_t from, uint32_t to)
{
    if (c->marks[to] != mark_unknown) return true;
    uint32_t width = c->picture->width;
    uint8_t shade = shade_of(c, to % width, to / width);
    // A fiftieth, and what noise does to a key that is 200 long.
    float step = FULL * 0.02f + 3 * c->noise;
    uint8_t before = c->marks[from] == mark_queued ? c->shades[from] : shade_of(c, from % width, from / width);
    float change = (float)shade - (float)before;
    if (shade == 0 || change > step || change < -step) return true;
    c->marks[to] = mark_queued;
    c->shades[to] = shade;
    return cut_push(c, to);
}

/// Collects a region of shaded pixels.
static bool collect(cut *c, uint32_t from, uint32_t to)
{
    (void)from;
    if (c->marks[to] != mark_queued) return true;
    c->marks[to] = mark_partial;
    return cut_push(c, to);
}

/// Carries a shade on into what lies on it.
static bool carry(cut *c, uint32_t from, uint32_t to)
{
    if (c->marks[to] != mark_unknown || c->shades[to] != 0) return true;
    c->shades[to] = c->shades[from];
    return cut_push(c, to);
}

/// Makes the shaded regions that are dark enough ground, and undoes the others.
static bool settle(cut *c, bool *any)
{
    size_t count = (size_t)c->picture->width * c->picture->height;
    for (size_t at = 0; at < count; at++) {
        if (c->marks[at] != mark_queued) continue;
        c->queue_count = 0;
        if (!collect(c, 0, (uint32_t)at)) return false;
        uint8_t darkest = FULL;
        for (size_t i = 0; i < c->queue_count; i++) {
            if (c->shades[c->queue[i]] < darkest) darkest = c->shades[c->queue[i]];
            if (!around(c, c->queue[i], collect)) return false;
        }
        bool is_shadow = darkest <= DARK;
        *any = *any || is_shadow;
        for (size_t i = 0; i < c->queue_count; i++) {
            c->marks[c->queue[i]] = is_shadow ? mark_ground : mark_unknown;
            if (!is_shadow) c->shades[c->queue[i]] = 0;
        }
    }
    return true;
}

bool cut_shades(cut *c)
{
    uint32_t width = c->picture->width, height = c->picture->height;
    size_t count = (size_t)width * height;
    c->queue_count = 0;
    for (uint32_t y = 0; y < height; y++)
        for (uint32_t x = 0; x < width; x++) {
            const uint8_t *mark = c->marks + (size_t)y * width + x;
            if (*mark != mark_ground) continue;
            bool is_edge = (x > 0 && mark[-1] == mark_unknown) || (x + 1 < width && mark[1] == mark_unknown)
                || (y > 0 && *(mark - width) == mark_unknown) || (y + 1 < height && mark[width] == mark_unknown);
            if (is_edge && !around(c, y * width + x, follow)) return false;
        }
    for (size_t i = 0; i < c->queue_count; i++)
        if (!around(c, c->queue[i], follow)) return false;
    bool any = false;
    if (!settle(c, &any)) return false;
    if (!any) return true;
    if (!cut_sweep(c)) return false;
    c->queue_count = 0;
    for (size_t at = 0; at < count; at++)
        if (c->marks[at] == mark_ground && c->shades[at] != 0 && !around(c, (uint32_t)at, carry)) return false;
    size_t done = 0;
    for (int ring = 1; ring < BELOW; ring++)
        for (size_t end = c->queue_count; done < end; done++)
            if (!around(c, c->queue[done], carry)) return false;
    c->queue_count = 0;
    return true;
}
