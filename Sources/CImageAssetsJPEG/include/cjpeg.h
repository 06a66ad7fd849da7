#ifndef CJPEG_H
#define CJPEG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What Swift sees of libjpeg-turbo, with the package's trait JPEG alone: else nothing of this is defined.

enum { CJPEG_WORDS = 200 };

typedef struct cjpeg_picture {
    /// Red, green, blue and a byte that is passed over of each pixel.
    const uint8_t *pixels;
    uint32_t width;
    uint32_t height;
    size_t row_bytes;
    /// 1 to 100.
    int32_t quality;
    /// Colour at half the resolution, across and down.
    bool halves_color;
} cjpeg_picture;

/// What was encoded, by its own header.
typedef struct cjpeg_result {
    /// The caller releases them by `cjpeg_free`.
    uint8_t *bytes;
    size_t count;
    uint32_t width;
    uint32_t height;
    /// What libjpeg-turbo says, where there are no bytes.
    char words[CJPEG_WORDS];
} cjpeg_result;

/// Makes a progressive file in the accurate transform. The same picture gives the same bytes by the same library,
/// whatever variables for libjpeg-turbo are in the environment: the first thing that a program with this in it does is
/// to take those away.
bool cjpeg_encode(const cjpeg_picture *picture, cjpeg_result *result);

void cjpeg_free(uint8_t *bytes);

#endif
