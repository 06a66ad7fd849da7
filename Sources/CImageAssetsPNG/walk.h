#ifndef CPNG_WALK_H
#define CPNG_WALK_H

#include "cpng.h"

/// Where things are in a file whose chunks are all in order. Pointers go into the file's bytes, to the chunks' first
/// byte.
typedef struct cpng_layout {
    const uint8_t *bytes;
    uint32_t width;
    uint32_t height;
    uint8_t bit_depth;
    uint8_t color_type;
    bool interlaced;
    /// Further frames are announced.
    bool animated;
    const uint8_t *header;
    const uint8_t *palette;
    uint16_t palette_count;
    const uint8_t *transparency;
    uint16_t transparency_count;
    const uint8_t *first_data;
    /// One past the last IDAT.
    const uint8_t *data_end;
    /// How many bytes follow IEND.
    uint32_t trailing_bytes;
} cpng_layout;

/// Checks all that can be known without inflating: lengths, names, order, checksums, header, palette, limits.
bool cpng_walk(
    const uint8_t *bytes, size_t count, const cpng_limits *limits, cpng_layout *layout, cpng_error *error);

static inline uint32_t cpng_u32(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

/// Samples per pixel.
static inline uint32_t cpng_channels(uint8_t color_type)
{
    switch (color_type) {
    case 2: return 3;
    case 4: return 2;
    case 6: return 4;
    default: return 1;
    }
}

/// Adam7: the size of one of seven smaller pictures, perhaps empty; of a picture that is not interlaced, pass 0 is all.
typedef struct cpng_pass {
    uint32_t width;
    uint32_t height;
    /// Of a row, without its filter byte.
    size_t row_bytes;
} cpng_pass;

cpng_pass cpng_pass_of(const cpng_layout *layout, int pass);

static inline int cpng_pass_count(const cpng_layout *layout) { return layout->interlaced ? 7 : 1; }

#endif
