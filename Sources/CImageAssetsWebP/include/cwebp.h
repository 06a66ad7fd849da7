#ifndef CWEBP_H
#define CWEBP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What Swift sees of libwebp, with the package's trait WebP alone: else nothing of this is defined.

typedef struct cwebp_picture {
    /// Red, green, blue and alpha of each pixel, not multiplied.
    const uint8_t *pixels;
    uint32_t width;
    uint32_t height;
    size_t row_bytes;
    /// No pixel is transparent.
    bool opaque;
    /// 1 to 100; of a lossless file it says nothing.
    int32_t quality;
    bool lossless;
} cwebp_picture;

/// What was encoded, by its own header.
typedef struct cwebp_result {
    /// The caller releases them by `cwebp_free`.
    uint8_t *bytes;
    size_t count;
    uint32_t width;
    uint32_t height;
    bool has_alpha;
    /// Whether a lossless file decodes to just those pixels.
    bool matches;
    /// libwebp's error, where there are no bytes.
    const char *words;
} cwebp_result;

bool cwebp_encode(const cwebp_picture *picture, cwebp_result *result);

void cwebp_free(uint8_t *bytes);

#endif
