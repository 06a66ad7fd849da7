#include <string.h>

#include "cutout.h"

#pragma STDC FP_CONTRACT OFF

/// Queues the partial pixels that touch the ground or one that is queued and clearly transparent; what lies behind
/// something almost opaque is opaque.
static bool keep_connected(cut *c)
{
    uint32_t width = c->picture->width, height = c->picture->height;
    c->queue_count = 0;
    for (uint32_t at = 0; at < width * height; at++)
        if (c->marks[at] == mark_partial && c->depth[at] <= 4) {
            c->marks[at] = mark_queued;
            if (!cut_push(c, at)) return false;
        }
    for (size_t i = 0; i < c->queue_count; i++) {
        if (c->covers[c->queue[i]].alpha > 0.92f * 65535) continue;
        if (!cut_push_around(c, c->queue[i], mark_partial)) return false;
    }
    return true;
}

static void put(const cut *c, uint32_t x, uint32_t y, color colors, float alpha)
{
    uint8_t *row = pixels_row(c->picture, y);
    const float values[3] = {colors[0], colors[1], colors[2]};
    uint32_t most = c->picture->depth == 8 ? 255 : 65535;
    uint16_t wide[4];
    if (most == 255) {
        for (int i = 0; i < 4; i++) wide[i] = row[4 * (size_t)x + (size_t)i];
    } else {
        memcpy(wide, row + 8 * (size_t)x, 8);
    }
    for (int i = 0; i < 3; i++) {
        float value = values[i] < 0 ? 0 : values[i] > 255 ? 255 : values[i];
        wide[i] = (uint16_t)(value * (most == 255 ? 1 : 257) + 0.5f);
    }
    wide[3] = (uint16_t)(wide[3] * alpha + 0.5f);
    if (wide[3] == 0) memset(wide, 0, 8);
    if (most == 255) {
        for (int i = 0; i < 4; i++) row[4 * (size_t)x + (size_t)i] = (uint8_t)wide[i];
    } else {
        memcpy(row + 8 * (size_t)x, wide, 8);
    }
}

/// More than half as much of the key's hue as the key: glass, reflections, a subject in the key's colour.
static bool has_key_hue(const cut *c, uint32_t x, uint32_t y)
{
    return c->strong != 0
        && 2 * cut_excess(color_at(c, x, y), c->strong) > cut_excess(cut_key_at(c, x, y), c->strong);
}

bool cut_matte(cut *c)
{
    enum { NEAR = 48 };
    if (!keep_connected(c)) return false;
    uint32_t width = c->picture->width, height = c->picture->height, unit = c->picture->depth / 2;
    for (uint32_t y = 0; y < height; y++)
        for (uint32_t x = 0; x < width; x++) {
            size_t at = (size_t)y * width + x;
            if (c->marks[at] == mark_ground) {
                memset(pixels_row(c->picture, y) + (size_t)x * unit, 0, unit);
                c->report->removed++;
            } else if (c->marks[at] == mark_queued) {
                const cover *p = c->covers + at;
                float alpha = (float)p->alpha / 65535;
                color carried = {p->r / 256.0f, p->g / 256.0f, p->b / 256.0f};
                put(c, x, y, carried, alpha);
                c->report->partial++;
            } else if (c->far[at] <= 4 * NEAR * NEAR || has_key_hue(c, x, y)) {
                c->report->near_key++;
            }
        }
    return true;
}
