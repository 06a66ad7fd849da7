#include "walk.h"

#include <string.h>

#include "error.h"
#include "libpng.h"

enum { HEAD = 8, CRC = 4, FRAME = HEAD + CRC, LONGEST = 0x7fffffff };

typedef struct {
    cpng_layout *layout;
    const cpng_limits *limits;
    cpng_error *error;
    /// The current chunk, and its data.
    const uint8_t *chunk;
    const uint8_t *data;
    uint32_t length;
    /// One past the file's last byte.
    const uint8_t *end;
    /// What acTL announces; 0 without a valid one.
    uint32_t frames;
    /// fcTL before the image data: the default image is the first frame.
    bool shows_default_image;
} walk;

static bool fail(const walk *w, cpng_fault fault, uint64_t declared, uint64_t computed)
{
    return cpng_fail(w->error, fault, w->layout->bytes, w->chunk, declared, computed);
}

static bool is_letter(uint8_t byte) { return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z'; }

static bool is_named(const walk *w, const char *name) { return memcmp(w->chunk + 4, name, 4) == 0; }

/// Looks for a chunk behind the current one without checking anything but lengths. NULL when there is none.
static const uint8_t *find_later(const walk *w, const char *name)
{
    const uint8_t *at = w->data + w->length + CRC;
    while ((size_t)(w->end - at) >= FRAME) {
        if (memcmp(at + 4, name, 4) == 0) return at;
        uint32_t length = cpng_u32(at);
        if (length > (size_t)(w->end - at) - FRAME) break;
        at += (size_t)length + FRAME;
    }
    return NULL;
}

static bool depth_fits(uint8_t color_type, uint8_t depth)
{
    switch (color_type) {
    case 0: return depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
    case 3: return depth == 1 || depth == 2 || depth == 4 || depth == 8;
    default: return depth == 8 || depth == 16;
    }
}

static bool take_header(walk *w)
{
    cpng_layout *layout = w->layout;
    if (layout->header != NULL) return fail(w, cpng_fault_header_repeated, 0, 0);
    if (w->length != 13) return fail(w, cpng_fault_header_length, w->length, 13);
    layout->header = w->chunk;
    layout->width = cpng_u32(w->data);
    layout->height = cpng_u32(w->data + 4);
    layout->bit_depth = w->data[8];
    layout->color_type = w->data[9];
    if (layout->width == 0 || layout->width > LONGEST) return fail(w, cpng_fault_width, layout->width, 0);
    if (layout->height == 0 || layout->height > LONGEST) return fail(w, cpng_fault_height, layout->height, 0);
    if (layout->color_type > 6 || layout->color_type == 1 || layout->color_type == 5)
        return fail(w, cpng_fault_color_type, layout->color_type, 0);
    if (!depth_fits(layout->color_type, layout->bit_depth))
        return fail(w, cpng_fault_bit_depth, layout->bit_depth, layout->color_type);
    if (w->data[10] != 0) return fail(w, cpng_fault_compression_method, w->data[10], 0);
    if (w->data[11] != 0) return fail(w, cpng_fault_filter_method, w->data[11], 0);
    if (w->data[12] > 1) return fail(w, cpng_fault_interlace_method, w->data[12], 0);
    layout->interlaced = w->data[12] == 1;
    if (layout->width > w->limits->width) return fail(w, cpng_fault_width_limit, layout->width, w->limits->width);
    if (layout->height > w->limits->height)
        return fail(w, cpng_fault_height_limit, layout->height, w->limits->height);
    uint64_t pixels = (uint64_t)layout->width * layout->height;
    if (pixels > w->limits->pixels) return fail(w, cpng_fault_pixel_limit, pixels, w->limits->pixels);
    return true;
}

static bool take_palette(walk *w)
{
    cpng_layout *layout = w->layout;
    if ((layout->color_type & 2) == 0) return fail(w, cpng_fault_palette_forbidden, layout->color_type, 0);
    if (layout->palette != NULL) return fail(w, cpng_fault_palette_repeated, 0, 0);
    if (layout->first_data != NULL) return fail(w, cpng_fault_palette_late, 0, 0);
    if (layout->transparency != NULL) return fail(w, cpng_fault_transparency_early, 0, 0);
    if (w->length == 0 || w->length % 3 != 0 || w->length > 768)
        return fail(w, cpng_fault_palette_length, w->length, 0);
    uint32_t room = layout->color_type == 3 ? 1u << layout->bit_depth : 256;
    if (w->length / 3 > room) return fail(w, cpng_fault_palette_too_long, w->length / 3, room);
    layout->palette = w->chunk;
    layout->palette_count = (uint16_t)(w->length / 3);
    return true;
}

static bool take_transparency(walk *w)
{
    cpng_layout *layout = w->layout;
    if (layout->color_type == 4 || layout->color_type == 6)
        return fail(w, cpng_fault_transparency_forbidden, layout->color_type, 0);
    if (layout->transparency != NULL) return fail(w, cpng_fault_transparency_repeated, 0, 0);
    if (layout->first_data != NULL) return fail(w, cpng_fault_transparency_late, 0, 0);
    if (layout->color_type == 3) {
        if (layout->palette == NULL) {
            bool follows = find_later(w, "PLTE") != NULL;
            return fail(w, follows ? cpng_fault_transparency_early : cpng_fault_palette_missing, 0, 0);
        }
        if (w->length == 0) return fail(w, cpng_fault_transparency_length, 0, 1);
        if (w->length > layout->palette_count)
            return fail(w, cpng_fault_transparency_too_long, w->length, layout->palette_count);
    } else {
        uint32_t wanted = layout->color_type == 0 ? 2 : 6;
        if (w->length != wanted) return fail(w, cpng_fault_transparency_length, w->length, wanted);
    }
    layout->transparency = w->chunk;
    layout->transparency_count = (uint16_t)w->length;
    return true;
}

static bool take_data(walk *w)
{
    cpng_layout *layout = w->layout;
    if (layout->first_data == NULL) {
        if (layout->color_type == 3 && layout->palette == NULL) {
            const uint8_t *late = find_later(w, "PLTE");
            if (late == NULL) return fail(w, cpng_fault_palette_missing, 0, 0);
            return cpng_fail(w->error, cpng_fault_palette_late, layout->bytes, late, 0, 0);
        }
        layout->first_data = w->chunk;
    } else if (w->chunk != layout->data_end) {
        return fail(w, cpng_fault_data_interrupted, (uint64_t)(layout->data_end - layout->bytes), 0);
    }
    layout->data_end = w->data + w->length + CRC;
    return true;
}

/// An animation is announced before its first frame; what comes later or cannot be is ignored, as the specification
/// says.
static void take_animation(walk *w)
{
    if (w->layout->first_data != NULL) return;
    if (is_named(w, "fcTL") && w->length == 26) w->shows_default_image = true;
    if (!is_named(w, "acTL") || w->length != 8 || w->frames != 0) return;
    uint32_t frames = cpng_u32(w->data);
    if (frames <= LONGEST) w->frames = frames;
}

static bool take_end(walk *w)
{
    cpng_layout *layout = w->layout;
    if (layout->first_data == NULL) return fail(w, cpng_fault_data_missing, 0, 0);
    if (w->length != 0) return fail(w, cpng_fault_end_length, w->length, 0);
    size_t trailing = (size_t)(w->end - (w->data + CRC));
    if (trailing > CPNG_TRAILING_LIMIT) return fail(w, cpng_fault_end_followed, 0, trailing);
    layout->trailing_bytes = (uint32_t)trailing;
    layout->animated = w->frames > 1 || (w->frames == 1 && !w->shows_default_image);
    return true;
}

static bool take(walk *w)
{
    if (is_named(w, "IHDR")) return take_header(w);
    if (w->layout->header == NULL) return fail(w, cpng_fault_header_not_first, 0, 0);
    if (is_named(w, "IDAT")) return take_data(w);
    if (is_named(w, "PLTE")) return take_palette(w);
    if (is_named(w, "tRNS")) return take_transparency(w);
    if (is_named(w, "IEND")) return take_end(w);
    if ((w->chunk[4] & 0x20) == 0) return fail(w, cpng_fault_unknown_critical_chunk, 0, 0);
    take_animation(w);
    return true;
}

static bool open_chunk(walk *w)
{
    size_t left = (size_t)(w->end - w->chunk);
    if (left < FRAME) {
        // The name may be cut off as well, so there is no chunk to name.
        cpng_fail(w->error, cpng_fault_cut_in_chunk_header, w->layout->bytes, NULL, FRAME, left);
        w->error->offset = (uint64_t)(w->chunk - w->layout->bytes);
        return false;
    }
    w->length = cpng_u32(w->chunk);
    w->data = w->chunk + HEAD;
    for (int i = 4; i < 8; i++)
        if (!is_letter(w->chunk[i])) return fail(w, cpng_fault_chunk_name, 0, 0);
    if (w->length > LONGEST) return fail(w, cpng_fault_chunk_length, w->length, LONGEST);
    if (w->length > left - FRAME) return fail(w, cpng_fault_cut_in_chunk, w->length, left - HEAD);
    uint32_t declared = cpng_u32(w->data + w->length);
    uint32_t computed = (uint32_t)crc32(0, w->chunk + 4, w->length + 4);
    return declared == computed ? true : fail(w, cpng_fault_chunk_crc, declared, computed);
}

bool cpng_walk(
    const uint8_t *bytes, size_t count, const cpng_limits *limits, cpng_layout *layout, cpng_error *error)
{
    static const uint8_t signature[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    memset(layout, 0, sizeof *layout);
    layout->bytes = bytes;
    if (count < sizeof signature || memcmp(bytes, signature, sizeof signature) != 0)
        return cpng_fail(error, cpng_fault_signature, bytes, NULL, 0, 0);
    if (count > limits->bytes) return cpng_fail(error, cpng_fault_byte_limit, bytes, NULL, count, limits->bytes);

    walk w = {
        .layout = layout, .limits = limits, .error = error, .chunk = bytes + sizeof signature, .end = bytes + count};
    for (uint32_t chunks = 1; w.chunk < w.end; chunks++) {
        if (!open_chunk(&w)) return false;
        if (chunks > limits->chunks) return fail(&w, cpng_fault_chunk_limit, 0, limits->chunks);
        if (!take(&w)) return false;
        if (is_named(&w, "IEND")) return true;
        w.chunk = w.data + w.length + CRC;
    }
    return cpng_fail(error, cpng_fault_end_missing, bytes, NULL, 0, count);
}

cpng_pass cpng_pass_of(const cpng_layout *layout, int pass)
{
    static const uint8_t x[7] = {0, 4, 0, 2, 0, 1, 0}, dx[7] = {8, 8, 4, 4, 2, 2, 1};
    static const uint8_t y[7] = {0, 0, 4, 0, 2, 0, 1}, dy[7] = {8, 8, 8, 4, 4, 2, 2};
    cpng_pass size = {layout->width, layout->height, 0};
    if (layout->interlaced) {
        size.width = (layout->width + dx[pass] - 1 - x[pass]) / dx[pass];
        size.height = (layout->height + dy[pass] - 1 - y[pass]) / dy[pass];
    }
    uint64_t bits = (uint64_t)size.width * layout->bit_depth * cpng_channels(layout->color_type);
    size.row_bytes = (size_t)((bits + 7) / 8);
    return size;
}

bool cpng_next_metadata(const uint8_t *bytes, size_t count, size_t *offset, cpng_chunk *chunk)
{
    size_t at = *offset < 8 ? 8 : *offset;
    while (at < count && count - at >= FRAME) {
        uint32_t length = cpng_u32(bytes + at);
        if (length > count - at - FRAME) return false;
        const uint8_t *name = bytes + at + 4;
        // What follows the end is none of the PNG's, even if it looks like a chunk.
        if (memcmp(name, "IEND", 4) == 0) return false;
        bool is_metadata = (name[0] & 0x20) != 0 && memcmp(name, "fdAT", 4) != 0 && memcmp(name, "fcTL", 4) != 0;
        if (is_metadata) {
            memcpy(chunk->name, name, sizeof chunk->name);
            chunk->data = bytes + at + HEAD;
            chunk->length = length;
        }
        at += (size_t)length + FRAME;
        *offset = at;
        if (is_metadata) return true;
    }
    return false;
}
