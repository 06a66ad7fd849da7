#include <stdlib.h>
#include <string.h>

#include "cutout.h"

#pragma STDC FP_CONTRACT OFF

bool cut_push(cut *c, uint32_t at)
{
    if (c->queue_count == c->queue_room) {
        size_t room = c->queue_room == 0 ? 4096 : c->queue_room * 2;
        uint32_t *larger = realloc(c->queue, room * sizeof *larger);
        if (larger == NULL) return false;
        c->queue = larger;
        c->queue_room = room;
    }
    c->queue[c->queue_count++] = at;
    return true;
}

bool cut_push_around(cut *c, uint32_t at, uint8_t mark)
{
    uint32_t width = c->picture->width, height = c->picture->height;
    for (int dy = -1; dy <= 1; dy++)
        for (int dx = -1; dx <= 1; dx++) {
            int64_t x = (int64_t)(at % width) + dx, y = (int64_t)(at / width) + dy;
            if (x < 0 || y < 0 || x >= width || y >= height) continue;
            uint32_t near = (uint32_t)y * width + (uint32_t)x;
            if (c->marks[near] != mark) continue;
            c->marks[near] = mark_queued;
            if (!cut_push(c, near)) return false;
        }
    return true;
}

uint32_t *cut_counts(cut *c)
{
    memset(c->counts, 0, COUNTS * sizeof *c->counts);
    return c->counts;
}

static bool measure(cut *c)
{
    uint32_t width = c->picture->width;
    color *row = malloc(width * sizeof *row);
    if (row == NULL) return false;
    for (uint32_t y = 0; y < c->picture->height; y++) {
        key_field_row(&c->key, y, width, row);
        uint16_t *far = c->far + (size_t)y * width;
        for (uint32_t x = 0; x < width; x++) {
            color d = color_at(c, x, y) - row[x];
            float square = dot(d, d) * 4;
            far[x] = is_clear(c, x, y) ? 0 : square > 65535 ? 65535 : (uint16_t)square;
        }
    }
    free(row);
    return true;
}

/// Marks what is reached from a pixel by steps across and down over what is near the key.
static bool flood(cut *c, uint32_t start, uint16_t limit)
{
    uint32_t width = c->picture->width, height = c->picture->height;
    if (!cut_push(c, start)) return false;
    while (c->queue_count > 0) {
        uint32_t at = c->queue[--c->queue_count];
        if (c->marks[at] != mark_unknown) continue;
        uint32_t y = at / width, first = at, last = at, from = y * width, end = from + width;
        while (first > from && c->marks[first - 1] == mark_unknown && c->far[first - 1] <= limit) first--;
        while (last + 1 < end && c->marks[last + 1] == mark_unknown && c->far[last + 1] <= limit) last++;
        memset(c->marks + first, mark_ground, last - first + 1);
        for (int side = 0; side < 2; side++) {
            if (side == 0 ? y == 0 : y + 1 == height) continue;
            uint32_t beside = side == 0 ? first - width : first + width, stop = beside + (last - first) + 1;
            bool inside = false;
            for (; beside < stop; beside++) {
                bool open = c->marks[beside] == mark_unknown && c->far[beside] <= limit;
                if (open && !inside && !cut_push(c, beside)) return false;
                inside = open;
            }
        }
    }
    return true;
}

static uint16_t limit_of(const cut *c)
{
    float limit = 4 * c->tolerance * c->tolerance;
    return limit > 65534 ? 65534 : (uint16_t)limit;
}

static bool flood_from_border(cut *c)
{
    uint32_t width = c->picture->width, height = c->picture->height;
    uint16_t limit = limit_of(c);
    memset(c->marks, mark_unknown, (size_t)width * height);
    for (uint32_t y = 0; y < height; y++) {
        uint32_t step = y == 0 || y + 1 == height || width == 1 ? 1 : width - 1;
        for (uint32_t x = 0; x < width; x += step) {
            uint32_t at = y * width + x;
            if (c->marks[at] == mark_unknown && c->far[at] <= limit && !flood(c, at, limit)) return false;
        }
    }
    return true;
}

/// The variance of a channel of the ground, by the median of the squares.
static float ground_variance(cut *c)
{
    size_t count = (size_t)c->picture->width * c->picture->height, total = 0, below = 0;
    uint32_t *counts = cut_counts(c);
    for (size_t i = 0; i < count; i++)
        if (c->marks[i] == mark_ground) {
            counts[c->far[i]]++;
            total++;
        }
    uint32_t value = 0;
    while (value < 65535 && (below += counts[value]) * 2 < total) value++;
    return ((float)value + 0.5f) / 4 / 2.366f;
}

/// The tolerance that a variance asks for: six standard deviations, and what rounding does.
static void set_tolerance(cut *c, float variance, float least)
{
    float root = 1;
    for (int i = 0; i < 40; i++) root = (root + variance / root) / 2;
    if (variance == 0) root = 0;
    c->noise = root;
    c->tolerance = 6 * root < least ? least : 6 * root;
    float asked = (float)c->request->tolerance * 1.27f;
    if (asked > c->tolerance) c->tolerance = asked;
    if (c->tolerance > 127) c->tolerance = 127;
}

/// Takes the regions that the border does not reach.
static void take_inside(cut *c)
{
    size_t count = (size_t)c->picture->width * c->picture->height;
    uint16_t limit = limit_of(c);
    for (size_t at = 0; at < count; at++)
        if (c->far[at] <= limit) c->marks[at] = mark_ground;
}

bool cut_ground(cut *c)
{
    if (!measure(c)) return false;
    // Once generously, to see what the background is; then as narrowly as it allows.
    set_tolerance(c, c->noise, 12);
    if (!flood_from_border(c) || !key_field_learn(c) || !measure(c)) return false;
    if (!flood_from_border(c) || !cut_sweep(c)) return false;
    float everywhere = ground_variance(c), at_edges = cut_edge_reach(c) * 3 / 36;
    set_tolerance(c, everywhere > at_edges ? everywhere : at_edges, 3);
    c->report->noise = c->noise;
    if (!flood_from_border(c)) return false;
    if (c->request->inside) take_inside(c);
    return cut_sweep(c);
}
