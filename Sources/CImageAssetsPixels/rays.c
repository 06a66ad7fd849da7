#include "cutout.h"

#pragma STDC FP_CONTRACT OFF

/// The least alpha with which the key and a colour that exists give this one.
float cut_least_alpha(color key, color d)
{
    const float k[3] = {key[0], key[1], key[2]}, v[3] = {d[0], d[1], d[2]};
    float least = 0;
    for (int i = 0; i < 3; i++) {
        float room = v[i] > 0 ? 255 - k[i] : k[i], share = v[i] > 0 ? v[i] : -v[i];
        if (share <= 1) continue;
        float alpha = room <= share ? 1 : (share - 1) / room;
        if (alpha > least) least = alpha;
    }
    return least;
}

/// How much more of the key's hue than of others a colour has: by how much all channels that are strong in the key are
/// above all that are weak. `strong` is a set of three bits.
float cut_excess(color c, uint32_t strong)
{
    const float v[3] = {c[0], c[1], c[2]};
    float least = 255, most = 0;
    for (int i = 0; i < 3; i++) {
        if (strong >> i & 1) least = v[i] < least ? v[i] : least;
        else most = v[i] > most ? v[i] : most;
    }
    return least - most;
}

/// The channels that make a key's hue, or none where it is near grey.
uint32_t cut_strong_channels(color key)
{
    uint32_t best = 0;
    float most = 64;
    for (uint32_t set = 1; set < 7; set++)
        if (cut_excess(key, set) > most) {
            most = cut_excess(key, set);
            best = set;
        }
    return best;
}

/// The greatest alpha with which what covers has no more of the key's hue than `allowed`.
float cut_most_alpha(uint32_t strong, color key, color d, float allowed)
{
    if (strong == 0) return 1;
    const float k[3] = {key[0], key[1], key[2]}, v[3] = {d[0], d[1], d[2]};
    // A pixel has more of the hue than the key itself where this is not reached.
    float most = 1.0f / 255;
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++) {
            if ((strong >> i & 1) == 0 || (strong >> j & 1) == 1) continue;
            float gap = k[i] - k[j] - allowed, alpha = gap <= 1 ? 1 : (v[j] - v[i]) / gap;
            if (alpha > most) most = alpha;
        }
    return most > 1 ? 1 : most;
}

/// The value that `share` of all counts stay below.
static uint32_t quantile(const uint32_t *counts, uint32_t values, double share)
{
    double total = 0, below = 0;
    for (uint32_t i = 0; i < values; i++) total += counts[i];
    uint32_t value = 0;
    while (value + 1 < values && (below += counts[value]) < total * share) value++;
    return total == 0 ? 0 : value;
}

bool cut_is_uneven(const cut *c, uint32_t x, uint32_t y, uint32_t step)
{
    uint32_t right = x + step < c->picture->width ? x + step : x, left = x < step ? x : x - step;
    uint32_t below = y + step < c->picture->height ? y + step : y, above = y < step ? y : y - step;
    color here = color_at(c, x, y), d = here - cut_key_at(c, x, y);
    color across = color_at(c, right, y) - color_at(c, left, y), down = color_at(c, x, below) - color_at(c, x, above);
    return dot(across, across) + dot(down, down) > dot(d, d) / 225 + 36 * c->noise * c->noise;
}

void cut_know_inside(cut *c, uint32_t band, uint32_t step)
{
    size_t count = (size_t)c->picture->width * c->picture->height;
    uint32_t width = c->picture->width, hues[256] = {0}, distances[256] = {0};
    uint8_t deepest = 0;
    for (size_t at = 0; at < count; at++)
        if (c->depth[at] > deepest) deepest = c->depth[at];
    uint32_t from = deepest * 3u / 5 < 2 * band ? deepest * 3u / 5 : 2 * band;
    // Every second pixel of every second row tells as much.
    for (size_t at = 0; at < count; at += 2) {
        uint32_t x = (uint32_t)(at % width), y = (uint32_t)(at / width);
        if (y % 2 == 1 || c->marks[at] != mark_unknown || c->depth[at] < 12) continue;
        bool is_inside = c->depth[at] >= from;
        if (!is_inside && (c->strong == 0 || cut_is_uneven(c, x, y, step))) continue;
        color here = color_at(c, x, y), d = here - cut_key_at(c, x, y);
        float excess = c->strong == 0 ? 0 : cut_excess(here, c->strong), square = dot(d, d) / 256;
        hues[excess < 0 ? 0 : (uint32_t)excess]++;
        if (is_inside) distances[square > 255 ? 255 : (uint32_t)square]++;
    }
    c->own_hue = (float)quantile(hues, 256, 0.995);
    c->own_square = (float)quantile(distances, 256, 0.02) * 256 * 0.36f;
}
