#include <math.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "baselines.h"

static uint32_t mix(uint32_t x, uint32_t y, uint32_t seed)
{
    uint32_t h = x * 0x9e3779b1u ^ y * 0x85ebca77u ^ seed * 0xc2b2ae3du;
    h = (h ^ h >> 15) * 0x2c1b3c6du;
    h = (h ^ h >> 12) * 0x297a2d39u;
    return h ^ h >> 15;
}

static float lattice(uint32_t x, uint32_t y, uint32_t seed) { return (float)(mix(x, y, seed) & 0xffff) / 65535.0f; }

static float smooth(float t) { return t * t * (3 - 2 * t); }

/// Value noise of one octave.
static float noise(float x, float y, uint32_t seed)
{
    uint32_t ix = (uint32_t)x, iy = (uint32_t)y;
    float fx = smooth(x - (float)ix), fy = smooth(y - (float)iy);
    float top = lattice(ix, iy, seed) * (1 - fx) + lattice(ix + 1, iy, seed) * fx;
    float bottom = lattice(ix, iy + 1, seed) * (1 - fx) + lattice(ix + 1, iy + 1, seed) * fx;
    return top * (1 - fy) + bottom * fy;
}

/// How much of a disc with a soft edge covers a place.
static float disc(float x, float y, float cx, float cy, float radius, float edge)
{
    float t = (radius - hypotf(x - cx, y - cy)) / edge + 0.5f;
    return t < 0 ? 0 : t > 1 ? 1 : smooth(t);
}

static void fill_row(uint8_t *row, uint32_t y, uint32_t width, uint32_t height, int channels, uint32_t seed)
{
    float v = (float)y / (float)height;
    for (uint32_t x = 0; x < width; x++) {
        float u = (float)x / (float)width;
        float cloud = 0, weight = 0.5f, frequency = 4;
        for (uint32_t octave = 0; octave < 6; octave++) {
            cloud += weight * noise(u * frequency, v * frequency, seed + octave);
            weight *= 0.5f;
            frequency *= 2;
        }
        float sun = disc(u, v, 0.7f, 0.3f, 0.12f, 0.02f), hill = disc(u, v, 0.3f, 1.4f, 0.75f, 0.005f);
        float base[3] = {0.25f + 0.5f * v, 0.35f + 0.3f * u, 0.75f - 0.4f * v};
        for (int c = 0; c < 3; c++) {
            float value = base[c] * 0.6f + cloud * 0.4f;
            value = value * (1 - sun) + sun * (0.95f - 0.12f * (float)c);
            value = value * (1 - hill) + hill * (0.15f + 0.25f * cloud * (float)(3 - c) / 3);
            // Film grain: about two levels of deviation, a sum of four dice.
            uint32_t dice = mix(x, y, seed + 100 + (uint32_t)c);
            float grain = (float)((dice & 7) + (dice >> 3 & 7) + (dice >> 6 & 7) + (dice >> 9 & 7)) - 14.0f;
            value = value * 255 + grain * 0.45f;
            row[(size_t)x * (size_t)channels + (size_t)c] = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
        }
        if (channels == 4) row[(size_t)x * 4 + 3] = (uint8_t)(255 * disc(u, v, 0.5f, 0.5f, 0.45f, 0.05f));
    }
}

typedef struct {
    uint8_t *bytes;
    size_t count;
} output;

static void append(png_structp png, png_bytep bytes, size_t count)
{
    output *o = png_get_io_ptr(png);
    o->bytes = realloc(o->bytes, o->count + count);
    memcpy(o->bytes + o->count, bytes, count);
    o->count += count;
}

static void flush(png_structp png) { (void)png; }

uint8_t *baseline_photograph(uint32_t width, uint32_t height, int channels, uint32_t seed, size_t *count)
{
    output o = {0};
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    uint8_t *row = malloc((size_t)width * (size_t)channels);
    png_set_write_fn(png, &o, append, flush);
    png_set_IHDR(
        png, info, width, height, 8, channels == 4 ? PNG_COLOR_TYPE_RGBA : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
        PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_ALL_FILTERS);
    png_set_compression_level(png, 6);
    png_write_info(png, info);
    for (uint32_t y = 0; y < height; y++) {
        fill_row(row, y, width, height, channels, seed);
        png_write_row(png, row);
    }
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    free(row);
    *count = o.count;
    return o.bytes;
}
