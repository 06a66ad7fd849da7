#include <stdlib.h>
#include <string.h>

#include "cutout.h"

#pragma STDC FP_CONTRACT OFF

enum { RING = 3, BINS = 16, ROUNDS = 12 };

/// The outermost pixels, side after side in the order in which one walks around.
typedef struct {
    size_t count;
    color *colors;
    float (*places)[2];
    uint8_t *weights;
    float *distances;
} samples;

static void add_sample(const cut *c, samples *s, uint32_t x, uint32_t y)
{
    if (is_clear(c, x, y)) return;
    s->colors[s->count] = color_at(c, x, y);
    s->places[s->count][0] = (float)(2 * (int64_t)x + 1) / (float)c->picture->width - 1;
    s->places[s->count][1] = (float)(2 * (int64_t)y + 1) / (float)c->picture->height - 1;
    s->count++;
}

/// Around each of a few rings, all of it.
static bool collect(const cut *c, samples *s)
{
    uint32_t width = c->picture->width, height = c->picture->height;
    size_t room = (size_t)RING * 2 * ((size_t)width + height);
    s->colors = malloc(room * sizeof *s->colors);
    s->places = malloc(room * sizeof *s->places);
    s->weights = malloc(room);
    s->distances = malloc(room * sizeof *s->distances);
    if (s->colors == NULL || s->places == NULL || s->weights == NULL || s->distances == NULL) return false;
    for (uint32_t k = 0; k < RING && 2 * k < width && 2 * k < height; k++) {
        uint32_t right = width - 1 - k, bottom = height - 1 - k;
        for (uint32_t x = k; x <= right; x++) add_sample(c, s, x, k);
        for (uint32_t y = k + 1; y <= bottom; y++) add_sample(c, s, right, y);
        if (bottom > k)
            for (uint32_t x = right; x-- > k;) add_sample(c, s, x, bottom);
        if (right > k)
            for (uint32_t y = bottom; y-- > k + 1;) add_sample(c, s, k, y);
    }
    return true;
}

static float square_of(color a, color b)
{
    color d = a - b;
    return dot(d, d);
}

/// The mean of the samples within `radius` of `around`, or that where there are none.
static color mean_near(const samples *s, color around, float radius)
{
    color sum = {0};
    float count = 0;
    for (size_t i = 0; i < s->count; i++) {
        if (square_of(s->colors[i], around) > radius * radius) continue;
        sum += s->colors[i];
        count++;
    }
    return count == 0 ? around : sum * (1 / count);
}

/// The commonest colour: the fullest of `BINS` to the third boxes, moved to the middle of what is around it. Only
/// colours whose `weights` are 1 count. False where there are none.
static bool commonest(const samples *s, color *found)
{
    uint32_t bins[BINS * BINS * BINS] = {0}, best = 0;
    bool any = false;
    for (size_t i = 0; i < s->count; i++) {
        if (s->weights[i] == 0) continue;
        uint32_t bin = ((uint32_t)s->colors[i][0] / 16 * BINS + (uint32_t)s->colors[i][1] / 16) * BINS
            + (uint32_t)s->colors[i][2] / 16;
        bins[bin]++;
        any = true;
    }
    for (uint32_t i = 0; i < BINS * BINS * BINS; i++)
        if (bins[i] > bins[best]) best = i;
    *found = (color){best / 256 * 16 + 8.0f, best / 16 % 16 * 16 + 8.0f, best % 16 * 16 + 8.0f};
    for (int i = 0; i < 3; i++) *found = mean_near(s, *found, 28);
    return any;
}

static int ascending(const void *a, const void *b)
{
    float p = *(const float *)a, q = *(const float *)b;
    return (p > q) - (p < q);
}

/// The median of the squares of the distances of those whose weight is 1, or of all; `scratch` is overwritten.
static float median(const samples *s, bool all, float *scratch)
{
    size_t count = 0;
    for (size_t i = 0; i < s->count; i++)
        if (all || s->weights[i] == 1) scratch[count++] = s->distances[i];
    if (count == 0) return 0;
    qsort(scratch, count, sizeof *scratch, ascending);
    return scratch[count / 2];
}

/// Whether two greys take turns along the border, again and again.
static bool is_checkerboard(samples *s, color first)
{
    color second;
    for (size_t i = 0; i < s->count; i++) s->weights[i] = square_of(s->colors[i], first) > 20 * 20;
    if (!commonest(s, &second)) return false;
    color both[2] = {first, second};
    for (int i = 0; i < 2; i++) {
        float mean = (both[i][0] + both[i][1] + both[i][2]) / 3;
        if (square_of(both[i], (color){mean, mean, mean}) > 12 * 12) return false;
    }
    size_t of[2] = {0}, turns = 0;
    int last = -1;
    for (size_t i = 0; i < s->count; i++) {
        float a = square_of(s->colors[i], first), b = square_of(s->colors[i], second);
        int nearer = a <= b ? 0 : 1;
        if ((a < b ? a : b) > 20 * 20) continue;
        of[nearer]++;
        if (last >= 0 && nearer != last) turns++;
        last = nearer;
    }
    return of[0] > s->count / 4 && of[1] > s->count / 4 && turns >= 24;
}

/// Fits what is near the key with more and more terms, so that a shaded background is followed from where it is
/// commonest.
static void follow(cut *c, samples *s, color start)
{
    memset(&c->shape, 0, sizeof c->shape);
    c->shape.terms[0] = start;
    for (int i = 0; i < ROUNDS; i++) {
        float radius = i < 3 ? 44 : i < 8 ? 36 : 28;
        for (size_t k = 0; k < s->count; k++) {
            s->distances[k] = square_of(s->colors[k], key_shape_at(&c->shape, s->places[k][0], s->places[k][1]));
            s->weights[k] = s->distances[k] <= radius * radius;
        }
        int terms = i < 1 ? 1 : i < 4 ? 3 : 6;
        key_shape_fit(&c->shape, s->colors, (const float (*)[2])s->places, s->weights, s->count, terms);
    }
    for (size_t k = 0; k < s->count; k++)
        s->distances[k] = square_of(s->colors[k], key_shape_at(&c->shape, s->places[k][0], s->places[k][1]));
}

static void report_key(pixels_cutout_report *report, color key)
{
    for (int i = 0; i < 3; i++) report->key[i] = (uint8_t)(key[i] + 0.5f);
}

static pixels_border judge(cut *c, samples *s, float *scratch)
{
    pixels_cutout_report *report = c->report;
    if (s->count == 0) return pixels_border_transparent;
    color asked = {c->request->color[0], c->request->color[1], c->request->color[2]}, start;
    for (size_t i = 0; i < s->count; i++)
        s->weights[i] = !c->request->has_color || square_of(s->colors[i], asked) <= 128 * 128;
    if (!commonest(s, &start)) {
        for (size_t i = 0; i < s->count; i++) s->weights[i] = true;
        if (commonest(s, &start)) report_key(report, start);
        return pixels_border_other_color;
    }
    if (is_checkerboard(s, start)) return pixels_border_checkerboard;
    follow(c, s, start);
    // Half of the squares of three channels' noise are below 2.366 variances.
    float variance = median(s, false, scratch) / 2.366f, reach = 36 * variance < 100 ? 100 : 36 * variance;
    size_t plain = 0;
    for (size_t i = 0; i < s->count; i++) plain += s->distances[i] <= reach;
    float distance = median(s, true, scratch), root = 1;
    // Newton's square root, from above: the same everywhere without the C library.
    if (distance > 0)
        for (int i = 0; i < 40; i++) root = (root + distance / root) / 2;
    report->distance = distance > 0 ? root : 0;
    report->plain_share = (float)plain / (float)s->count;
    color middle = mean_near(s, start, 28);
    report_key(report, middle);
    c->noise = variance;
    return report->plain_share >= 0.5f && variance <= 8 * 8 ? pixels_border_plain : pixels_border_not_plain;
}

bool cut_border(cut *c)
{
    samples s = {0};
    bool collected = collect(c, &s);
    float *scratch = collected ? malloc((s.count + 1) * sizeof *scratch) : NULL;
    if (scratch != NULL) c->report->border = judge(c, &s, scratch);
    free(s.colors);
    free(s.places);
    free(s.weights);
    free(s.distances);
    bool judged = scratch != NULL;
    free(scratch);
    return judged;
}
