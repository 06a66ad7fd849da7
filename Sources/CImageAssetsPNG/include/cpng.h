#ifndef CPNG_H
#define CPNG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What Swift sees of libpng and zlib: plain structs and a few functions. No libpng jump leaves them.

/// What is wrong with a file. One case per kind of fault; `cpng_error` carries the place and both sides.
typedef enum __attribute__((enum_extensibility(closed))) cpng_fault : uint32_t {
    cpng_fault_none,

    cpng_fault_signature,
    cpng_fault_byte_limit,
    cpng_fault_chunk_limit,

    cpng_fault_cut_in_chunk_header,
    cpng_fault_cut_in_chunk,
    cpng_fault_chunk_length,
    cpng_fault_chunk_name,
    cpng_fault_chunk_crc,
    cpng_fault_unknown_critical_chunk,

    cpng_fault_header_not_first,
    cpng_fault_header_repeated,
    cpng_fault_header_length,
    cpng_fault_width,
    cpng_fault_height,
    cpng_fault_color_type,
    cpng_fault_bit_depth,
    cpng_fault_compression_method,
    cpng_fault_filter_method,
    cpng_fault_interlace_method,
    cpng_fault_width_limit,
    cpng_fault_height_limit,
    cpng_fault_pixel_limit,

    cpng_fault_palette_forbidden,
    cpng_fault_palette_repeated,
    cpng_fault_palette_late,
    cpng_fault_palette_length,
    cpng_fault_palette_too_long,
    cpng_fault_palette_missing,
    cpng_fault_palette_index,

    cpng_fault_transparency_forbidden,
    cpng_fault_transparency_repeated,
    cpng_fault_transparency_early,
    cpng_fault_transparency_late,
    cpng_fault_transparency_length,
    cpng_fault_transparency_too_long,

    cpng_fault_data_missing,
    cpng_fault_data_interrupted,
    cpng_fault_stream_invalid,
    cpng_fault_stream_dictionary,
    cpng_fault_stream_cut,
    cpng_fault_stream_end_missing,
    cpng_fault_stream_checksum,
    cpng_fault_stream_window,
    cpng_fault_stream_followed,
    cpng_fault_too_little_data,
    cpng_fault_too_much_data,
    cpng_fault_row_filter,

    cpng_fault_end_missing,
    cpng_fault_end_length,
    cpng_fault_end_followed,

    cpng_fault_libpng,
    cpng_fault_memory,
    cpng_fault_caller,
} cpng_fault;

typedef struct cpng_error {
    cpng_fault fault;
    /// Whether `offset` and `chunk` hold a place.
    bool has_place;
    /// Where the chunk begins, counted from the file's first byte; its length field is there.
    uint64_t offset;
    /// The chunk's four bytes as they are in the file, perhaps no letters.
    uint8_t chunk[4];
    /// What the file says, and what was found. Their meaning depends on the fault; of a row's filter the second is the
    /// row in its lower 32 bits, counted from 0, and the interlace pass above them, counted from 1.
    uint64_t declared;
    uint64_t computed;
    /// What zlib or libpng said, for the faults that pass on their words.
    char words[96];
} cpng_error;

/// Bytes behind IEND that every decoder takes; with more of them a file is not one PNG and a little.
enum { CPNG_TRAILING_LIMIT = 1024 };

/// Bounds that hold before anything is allocated or decoded.
typedef struct cpng_limits {
    uint32_t width;
    uint32_t height;
    uint64_t pixels;
    uint64_t bytes;
    uint32_t chunks;
} cpng_limits;

typedef struct cpng_facts {
    uint32_t width;
    uint32_t height;
    uint8_t bit_depth;
    /// By the number of the specification: 0, 2, 3, 4 or 6.
    uint8_t color_type;
    bool interlaced;
    bool animated;
    uint16_t palette_count;
    /// How many bytes follow IEND, at most `CPNG_TRAILING_LIMIT`.
    uint32_t trailing_bytes;
    /// Pixels that are not fully opaque.
    uint64_t transparent_pixels;
    /// All pixels have one colour and one alpha.
    bool flat;
    /// All pixels are fully transparent, whatever their colours.
    bool clear;
} cpng_facts;

/// Decodes all of a file: its structure chunk by chunk, its zlib stream to the last byte, every row through libpng.
/// Returns false with `error` filled in unless the bytes are one whole PNG and at most a little behind its end. Memory
/// is two rows and 200 KiB.
bool cpng_verify(
    const uint8_t *bytes, size_t count, const cpng_limits *limits, cpng_facts *facts, cpng_error *error);

/// Takes the next row from the top as it is stored: RGB, or RGBA where the colour type is 6, of 8 bits.
typedef void (*cpng_take_stored)(void *context, const cpng_facts *facts, const uint8_t *row);

/// Does the same, and hands over the rows on the way where they are of 8 bits, RGB or RGBA, with no transparent colour
/// and not interlaced: what nearly all pictures are. Of others none; `cpng_read_pixels` decodes any, once more and into
/// twice as many bytes. With the rows come the sides, and no other facts yet.
bool cpng_verify_taking(
    const uint8_t *bytes, size_t count, const cpng_limits *limits, cpng_take_stored take, void *context,
    cpng_facts *facts, cpng_error *error);

/// A chunk of a file that was verified.
typedef struct cpng_chunk {
    uint8_t name[4];
    const uint8_t *data;
    uint32_t length;
} cpng_chunk;

/// Finds the first ancillary chunk at or after `*offset` (0 to begin with) and steps over it. False at IEND.
/// Frames of an animation are passed over.
bool cpng_next_metadata(const uint8_t *bytes, size_t count, size_t *offset, cpng_chunk *chunk);

/// Bytes that the caller must release with `free`.
typedef struct cpng_bytes {
    uint8_t *bytes;
    size_t count;
} cpng_bytes;

/// The longest profile that is unpacked.
enum { CPNG_PROFILE_LIMIT = 4 << 20 };

/// Unpacks the profile in the data of a chunk iCCP: a name, a method, and a zlib stream that holds just as many bytes
/// as the profile says at its beginning, and no byte behind it. No memory looks like a chunk that is no such thing.
bool cpng_unpack_profile(const uint8_t *data, size_t count, cpng_bytes *profile);

/// Takes the next row from the top: red, green, blue and alpha of 16 bits each, most significant byte first.
typedef void (*cpng_take_row)(void *context, const uint8_t *row, size_t count);

/// Decodes the pixels of a file that was verified, whatever its colour type and depth, in the order in which they are
/// seen. Memory is some rows, also of an interlaced picture, which costs two decodes.
bool cpng_read_pixels(
    const uint8_t *bytes, size_t count, const cpng_limits *limits, cpng_take_row take, void *context,
    cpng_error *error);

typedef struct cpng_text {
    const char *keyword;
    const char *text;
} cpng_text;

/// A chunk to write as it is, between the header and the palette.
typedef struct cpng_extra {
    uint8_t name[4];
    const uint8_t *data;
    size_t count;
} cpng_extra;

/// A picture to write: not interlaced.
typedef struct cpng_picture {
    uint32_t width;
    uint32_t height;
    uint8_t color_type;
    /// 1, 2, 4, 8 or 16 as the colour type lets it be: rows are packed just so.
    uint8_t bit_depth;
    /// Whether each row goes through the one of libpng's five filters whose result is smallest: not what suits
    /// palettes, and samples that share a byte.
    bool is_filtered;
    /// Red, green, blue, alpha by entry; only for colour type 3.
    const uint8_t *palette;
    uint16_t palette_count;
    const cpng_text *texts;
    size_t text_count;
    const cpng_extra *extras;
    size_t extra_count;
    /// zlib's, 0 to 9.
    int32_t compression_level;
} cpng_picture;

/// Fills in row `y`. Returns false to give up.
typedef bool (*cpng_fill_row)(void *context, uint32_t y, uint8_t *row, size_t count);

bool cpng_write(
    const cpng_picture *picture, cpng_fill_row fill, void *context, cpng_bytes *result, cpng_error *error);

/// The versions of the libraries that do the work, as they are loaded: `1.6.39`.
const char *cpng_libpng_version(void);
const char *cpng_zlib_version(void);

#endif
