// Prints a digest of the pixels that each call makes of pictures that are made here: the lines are the same from every
// compiler, at every level of optimisation, on every processor. `check` compares them with digests.txt.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pixels.h"

static uint64_t state;

static uint32_t random_below(uint32_t below)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((state >> 33) % below);
}

static pixels_picture make(uint32_t width, uint32_t height, uint32_t depth)
{
    size_t row = (size_t)width * (depth / 2);
    return (pixels_picture){calloc(height, row), width, height, row, depth};
}

static void print(const char *what, int number, const pixels_picture *p)
{
    uint64_t digest = 14695981039346656037u;
    for (uint32_t y = 0; y < p->height; y++) {
        const uint8_t *row = (const uint8_t *)p->samples + y * p->row_bytes;
        for (size_t i = 0; i < (size_t)p->width * (p->depth / 2); i++) digest = (digest ^ row[i]) * 1099511628211u;
    }
    printf("%s %d %ux%u %016llx\n", what, number, p->width, p->height, (unsigned long long)digest);
}

/// Sums of slow waves and noise, in the host's own order of bytes.
static void paint(const pixels_picture *p, bool opaque)
{
    for (uint32_t y = 0; y < p->height; y++)
        for (uint32_t x = 0; x < p->width; x++) {
            uint8_t wide[8];
            for (uint32_t i = 0; i < 4; i++) {
                uint32_t v = (x * (i + 3) * 700 + y * (5 - i) * 900 + random_below(9000)) % 65536;
                if (i == 3) v = opaque ? 65535 : v < 20000 ? 0 : v > 40000 ? 65535 : v;
                wide[2 * i] = (uint8_t)(v >> 8);
                wide[2 * i + 1] = (uint8_t)v;
            }
            pixels_rect one = {x, y, 1, 1};
            pixels_picture pixel = pixels_part(p, one);
            pixels_put_row(&pixel, 0, wide);
        }
}

/// A blurred disc with spokes on a shaded, noisy key.
static void paint_subject(const pixels_picture *p, int number)
{
    static const uint8_t keys[4][3] = {{4, 246, 10}, {250, 250, 248}, {250, 6, 246}, {8, 162, 24}};
    int32_t cx = (int32_t)p->width / 2, cy = (int32_t)p->height / 2, radius = cx * 3 / 5;
    for (uint32_t y = 0; y < p->height; y++)
        for (uint32_t x = 0; x < p->width; x++) {
            int32_t dx = (int32_t)x - cx, dy = (int32_t)y - cy, inside = radius * radius - dx * dx - dy * dy;
            int32_t alpha = 128 + inside * 128 / (radius * (number % 2 == 0 ? 2 : 16));
            if (dx % 9 == 0 || dx == dy) alpha += 90;
            alpha = alpha < 0 ? 0 : alpha > 256 ? 256 : alpha;
            if (dx * dx + dy * dy > cx * cx * 4 / 5) alpha = 0;
            uint8_t wide[8] = {0};
            wide[6] = wide[7] = 255;
            for (int i = 0; i < 3; i++) {
                int32_t key = keys[number % 4][i] - dy * 8 / cy, color = (40 + i * 60 + dx * (i + 1) / 2 + dy) & 127;
                int32_t v = color * alpha + key * (256 - alpha);
                if (number > 3) v += (int32_t)random_below(1024) - 512;
                v = v < 0 ? 0 : v > 65535 ? 65535 : v;
                wide[2 * i] = (uint8_t)(v >> 8);
                wide[2 * i + 1] = (uint8_t)v;
            }
            pixels_rect one = {x, y, 1, 1};
            pixels_picture pixel = pixels_part(p, one);
            pixels_put_row(&pixel, 0, wide);
        }
}

static void resize_all(void)
{
    static const uint32_t sides[][4] = {
        {97, 61, 40, 23}, {97, 61, 200, 131}, {64, 64, 64, 63}, {1, 1, 9, 7},
        {300, 2, 7, 1}, {2, 300, 1, 77}, {33, 57, 33, 57},
    };
    for (int i = 0; i < 7; i++)
        for (int kind = 0; kind < 4; kind++) {
            pixels_picture from = make(sides[i][0], sides[i][1], kind < 2 ? 8 : 16);
            pixels_picture into = make(sides[i][2], sides[i][3], 8);
            paint(&from, kind % 2 == 0);
            pixels_resize(&from, into.width, into.height, (pixels_rect){0, 0, into.width, into.height}, &into);
            print("resize", 4 * i + kind, &into);
            uint8_t below[4] = {200, 30, 77, (uint8_t)(kind * 85)};
            pixels_flatten(&into, below);
            print("flatten", 4 * i + kind, &into);
            pixels_make_grey(&into);
            print("grey", 4 * i + kind, &into);
            free(from.samples);
            free(into.samples);
        }
}

static void cut_out_all(void)
{
    for (int number = 0; number < 8; number++)
        for (uint32_t depth = 8; depth <= 16; depth += 8) {
            pixels_picture p = make(180, 150, depth);
            paint_subject(&p, number);
            pixels_cutout request = {.tolerance = -1, .inside = number % 3 == 0};
            pixels_cutout_report report;
            pixels_cut_out(&p, &request, &report);
            print("cutout", number, &p);
            printf("border %u key %u %u %u noise %.6f removed %llu partial %llu near %llu\n",
                report.border, report.key[0], report.key[1], report.key[2], (double)report.noise,
                (unsigned long long)report.removed, (unsigned long long)report.partial,
                (unsigned long long)report.near_key);
            free(p.samples);
        }
}

static void compare_all(void)
{
    static const uint32_t sides[][2] = {{97, 61}, {64, 5}, {1, 200}, {200, 1}};
    for (int i = 0; i < 4; i++)
        for (int kind = 0; kind < 4; kind++) {
            pixels_picture before = make(sides[i][0], sides[i][1], 8), after = make(sides[i][0], sides[i][1], 8);
            paint(&before, kind % 2 == 0);
            size_t count = after.row_bytes * after.height;
            memcpy(after.samples, before.samples, count);
            // Steps of all sizes, or a picture that moved by a part of a pixel.
            for (size_t at = 4; at < count; at++) {
                uint8_t *a = after.samples, *b = before.samples;
                if (kind < 2) a[at] = (uint8_t)(a[at] ^ (random_below(3) == 0 ? random_below(64) : 0));
                else a[at] = (uint8_t)((b[at] + b[at - 4]) / 2);
            }
            pixels_picture map = make(sides[i][0], sides[i][1], 8);
            pixels_comparison result;
            pixels_compare(&before, &after, map.samples, &result);
            print("compare", 4 * i + kind, &map);
            printf("differing %llu moved %llu\n", (unsigned long long)result.differing,
                (unsigned long long)result.moved);
            free(before.samples);
            free(after.samples);
            free(map.samples);
        }
}

int main(void)
{
    state = 1;
    resize_all();
    cut_out_all();
    compare_all();
    return 0;
}
