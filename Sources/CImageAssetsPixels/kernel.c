#include "kernel.h"

#include <stdlib.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

static const double pi = 3.14159265358979323846;

/// sin(pi t), for t from -3 to 3.
static double sine_of_pi(double t)
{
    int whole = (int)(t < 0 ? t - 0.5 : t + 0.5);
    double x = (t - whole) * pi, square = x * x, term = x, sum = x;
    // At most pi / 2: eleven terms reach the last bit.
    for (int i = 1; i <= 11; i++) {
        term = -term * square / ((2 * i) * (2 * i + 1));
        sum += term;
    }
    return whole % 2 == 0 ? sum : -sum;
}

static double sinc(double t)
{
    return t == 0 ? 1 : sine_of_pi(t) / (t * pi);
}

typedef struct {
    int64_t from, to, longest;
} sides;

/// The weight of source place `j`, which may lie outside, for place `i`. Their distance is an exact fraction, so that
/// both sides of a centre get the same.
static double weight(sides s, int64_t i, int64_t j)
{
    int64_t distance = (2 * j + 1) * s.to - (2 * i + 1) * s.from;
    double t = (double)distance / (double)(2 * s.longest);
    return t <= -3 || t >= 3 ? 0 : sinc(t) * sinc(t / 3);
}

/// The source places that are not too far away: (2i + 1) from / (2 to) -+ 3 longest / to. Both ends grow with `i`, and
/// mirrored places have mirrored ends.
static void reach(sides s, int64_t i, int64_t *first, int64_t *last)
{
    int64_t centre = (2 * i + 1) * s.from, radius = 6 * s.longest, unit = 2 * s.to;
    int64_t low = centre - radius - s.to, high = centre + radius - s.to;
    *first = low > 0 ? (low + unit - 1) / unit : -(-low / unit);
    *last = high / unit;
}

/// Fills in one place; `scratch` has room for the weight of each source place that is reached, inside the picture.
static void fill(pixels_kernel *kernel, sides s, uint32_t at, int64_t i, double *scratch)
{
    int64_t first, last;
    reach(s, i, &first, &last);
    int64_t low = first < 0 ? 0 : first, high = last > s.from - 1 ? s.from - 1 : last;
    int64_t count = high - low + 1;
    for (int64_t k = 0; k < count; k++) scratch[k] = weight(s, i, low + k);
    // What lies outside is the edge again. Summed from the far side inwards, the same way at both ends.
    double before = 0, behind = 0;
    for (int64_t j = first; j < low; j++) before += weight(s, i, j);
    for (int64_t j = last; j > high; j--) behind += weight(s, i, j);
    scratch[0] += before;
    scratch[count - 1] += behind;
    // In pairs from the ends, so that a mirrored side has mirrored weights.
    double sum = 0;
    for (int64_t k = 0; k < count / 2; k++) sum += scratch[k] + scratch[count - 1 - k];
    if (count % 2 == 1) sum += scratch[count / 2];
    kernel->first[at] = (uint32_t)low;
    kernel->used[at] = (uint32_t)count;
    float *weights = kernel->weights + (size_t)at * kernel->taps;
    for (int64_t k = 0; k < count; k++) weights[k] = (float)(scratch[k] / sum);
}

bool pixels_kernel_make(pixels_kernel *kernel, uint32_t from, uint32_t to, uint32_t start, uint32_t count)
{
    sides s = {from, to, from > to ? from : to};
    uint64_t most = (uint64_t)(6 * s.longest / s.to) + 1;
    uint64_t taps = most < from ? most : from;
    kernel->count = count;
    kernel->taps = (uint32_t)((taps + 3) & ~(uint64_t)3);
    kernel->first = malloc((size_t)count * sizeof *kernel->first);
    kernel->used = malloc((size_t)count * sizeof *kernel->used);
    kernel->weights = calloc((size_t)count * kernel->taps, sizeof *kernel->weights);
    double *scratch = malloc((size_t)most * sizeof *scratch);
    bool made = kernel->first != NULL && kernel->used != NULL && kernel->weights != NULL && scratch != NULL;
    for (uint32_t at = 0; made && at < count; at++) fill(kernel, s, at, (int64_t)start + at, scratch);
    free(scratch);
    if (!made) pixels_kernel_free(kernel);
    return made;
}

void pixels_kernel_free(pixels_kernel *kernel)
{
    free(kernel->first);
    free(kernel->used);
    free(kernel->weights);
    memset(kernel, 0, sizeof *kernel);
}
