#include "picture.h"

#include <string.h>

/// Sixteen pixels of 8 bits, at any address.
typedef uint32_t __attribute__((vector_size(64), aligned(1), may_alias)) words;

bool pixels_is_sound(const pixels_picture *picture)
{
    return picture->samples != NULL && (picture->depth == 8 || picture->depth == 16)
        && picture->width >= 1 && picture->width <= PIXELS_LONGEST_SIDE
        && picture->height >= 1 && picture->height <= PIXELS_LONGEST_SIDE
        && picture->row_bytes >= (size_t)picture->width * (picture->depth / 2);
}

pixels_picture pixels_part(const pixels_picture *whole, pixels_rect rect)
{
    pixels_picture part = *whole;
    part.samples = pixels_row(whole, rect.y) + (size_t)rect.x * (whole->depth / 2);
    part.width = rect.width;
    part.height = rect.height;
    return part;
}

void pixels_put_row(const pixels_picture *picture, uint32_t y, const uint8_t *big_endian)
{
    uint8_t *row = pixels_row(picture, y);
    size_t samples = (size_t)picture->width * 4;
    if (picture->depth == 8) {
        for (size_t i = 0; i < samples; i += 4) {
            row[i] = big_endian[2 * i];
            row[i + 1] = big_endian[2 * i + 2];
            row[i + 2] = big_endian[2 * i + 4];
            row[i + 3] = big_endian[2 * i + 6];
        }
        return;
    }
    for (size_t i = 0; i < samples; i++) {
        uint16_t sample = (uint16_t)(big_endian[2 * i] << 8 | big_endian[2 * i + 1]);
        memcpy(row + 2 * i, &sample, 2);
    }
}

void pixels_put_bytes(const pixels_picture *picture, uint32_t y, const uint8_t *samples, uint32_t channels)
{
    uint8_t *row = pixels_row(picture, y);
    if (channels == 4) {
        memcpy(row, samples, (size_t)picture->width * 4);
        return;
    }
    for (uint8_t *end = row + (size_t)picture->width * 4; row < end; row += 4, samples += 3) {
        row[0] = samples[0];
        row[1] = samples[1];
        row[2] = samples[2];
        row[3] = 255;
    }
}

bool pixels_is_row(const pixels_picture *picture, uint32_t y, const uint8_t *big_endian)
{
    const uint8_t *pixel = pixels_row(picture, y), *end = pixel + (size_t)picture->width * 4;
    for (; pixel < end; pixel += 4, big_endian += 8) {
        uint8_t wide[8] = {pixel[0], pixel[0], pixel[1], pixel[1], pixel[2], pixel[2], pixel[3], pixel[3]};
        if (memcmp(wide, big_endian, 8) != 0 && (pixel[3] != 0 || big_endian[6] != 0 || big_endian[7] != 0))
            return false;
    }
    return true;
}

void pixels_copy(const pixels_picture *from, const pixels_picture *into)
{
    for (uint32_t y = 0; y < from->height; y++) {
        const uint8_t *pixel = pixels_row(from, y), *end = pixel + (size_t)from->width * 4;
        uint8_t *copy = pixels_row(into, y);
        for (; pixel < end; pixel += 4, copy += 4) {
            if (pixel[3] == 0) memset(copy, 0, 4);
            else memcpy(copy, pixel, 4);
        }
    }
}

static bool is_opaque_8(const uint8_t *row, uint32_t width)
{
    words all = ~(words){0};
    uint32_t x = 0;
    for (; x + 16 <= width; x += 16) all &= *(const words *)(row + 4 * (size_t)x);
    uint8_t alpha = 255, bytes[64];
    memcpy(bytes, &all, 64);
    for (int i = 3; i < 64; i += 4) alpha &= bytes[i];
    for (; x < width; x++) alpha &= row[4 * (size_t)x + 3];
    return alpha == 255;
}

static bool is_opaque_16(const uint8_t *row, uint32_t width)
{
    uint8_t alpha = 255;
    for (uint32_t x = 0; x < width; x++) alpha &= row[8 * (size_t)x + 6] & row[8 * (size_t)x + 7];
    return alpha == 255;
}

bool pixels_opaque(const pixels_picture *picture)
{
    for (uint32_t y = 0; y < picture->height; y++) {
        const uint8_t *row = pixels_row(picture, y);
        if (!(picture->depth == 8 ? is_opaque_8 : is_opaque_16)(row, picture->width)) return false;
    }
    return true;
}
