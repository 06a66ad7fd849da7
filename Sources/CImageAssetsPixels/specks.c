#include "cutout.h"

#pragma STDC FP_CONTRACT OFF

static bool is_ground(const cut *c, int64_t x, int64_t y)
{
    return x >= 0 && y >= 0 && x < c->picture->width && y < c->picture->height
        && c->marks[(size_t)y * c->picture->width + (size_t)x] == mark_ground;
}

float cut_edge_reach(cut *c)
{
    enum { NEAR = 3 * 3, AWAY = 3 * 6 };
    size_t count = (size_t)c->picture->width * c->picture->height, total = 0, below = 0;
    uint32_t *counts = cut_counts(c), value = 0;
    cut_depths(c, false);
    for (size_t at = 0; at < count; at++) {
        if (c->depth[at] < NEAR || c->depth[at] > AWAY) continue;
        counts[c->far[at]]++;
        total++;
    }
    while (value < 65535 && (below += counts[value]) * 20 < total * 19) value++;
    return total < 64 ? 0 : (float)value / 4;
}

enum { SPECK = 8 };

/// Collects an island into the queue, but no more than `SPECK` pixels and one. False without memory.
static bool explore(cut *c, uint32_t start)
{
    uint32_t width = c->picture->width, height = c->picture->height;
    c->queue_count = 0;
    if (!cut_push(c, start)) return false;
    for (size_t i = 0; i < c->queue_count && c->queue_count <= SPECK; i++) {
        int64_t x = c->queue[i] % width, y = c->queue[i] / width;
        for (int way = 0; way < 9 && c->queue_count <= SPECK; way++) {
            int64_t qx = x + way % 3 - 1, qy = y + way / 3 - 1;
            if (qx < 0 || qy < 0 || qx >= width || qy >= height || is_ground(c, qx, qy)) continue;
            uint32_t at = (uint32_t)qy * width + (uint32_t)qx;
            size_t k = 0;
            while (k < c->queue_count && c->queue[k] != at) k++;
            if (k == c->queue_count && !cut_push(c, at)) return false;
        }
    }
    return true;
}

bool cut_sweep(cut *c)
{
    uint32_t width = c->picture->width, height = c->picture->height;
    // What stands out more than this is something.
    float most = 4 * 9 * c->tolerance * c->tolerance;
    for (uint32_t y = 0; y < height; y++)
        for (uint32_t x = 0; x < width; x++) {
            uint32_t at = y * width + x;
            // The first pixel of an island, row by row, has ground before it and above it.
            if (c->marks[at] == mark_ground || (x > 0 && c->marks[at - 1] != mark_ground)
                || (y > 0 && c->marks[at - width] != mark_ground)) continue;
            if (!explore(c, at)) return false;
            bool is_speck = c->queue_count <= SPECK;
            for (size_t i = 0; i < c->queue_count; i++) is_speck = is_speck && c->far[c->queue[i]] <= most;
            for (size_t i = 0; is_speck && i < c->queue_count; i++) c->marks[c->queue[i]] = mark_ground;
        }
    c->queue_count = 0;
    return true;
}
