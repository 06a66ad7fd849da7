#ifndef CPNG_STREAM_H
#define CPNG_STREAM_H

#include "libpng.h"
#include "walk.h"

enum { CPNG_BLOCK = 32768 };

/// Which image data libpng gets to read.
typedef enum {
    /// Inflated here, all of the stream compared, and stored again.
    CPNG_INFLATED,
    /// As they are in the file: libpng inflates them by itself, as every other program does.
    CPNG_DEFLATED,
} cpng_source;

/// The image data of a file, inflated once, and handed to libpng as a PNG of the same header, palette and rows whose
/// zlib stream is stored instead of deflated.
///
/// libpng asks its own inflate for one row at a time and lets go of the stream when it has the last: it does not see a
/// checksum that is cut off or split over two IDATs, nor what follows the stream. Inflating in front of it sees all of
/// that, is faster in large blocks than row by row, and costs libpng no more than copying.
///
/// What is done here hides one thing from libpng, the stream's window: see `cpng_stream_window`.
typedef struct cpng_stream {
    const cpng_layout *layout;
    cpng_source source;
    cpng_error *error;
    z_stream zlib;
    bool has_zlib;

    /// The IDAT that is being read, and the one after it.
    const uint8_t *chunk;
    const uint8_t *next_chunk;

    /// Bytes of all rows with their filter bytes, and how many of them are inflated.
    uint64_t total;
    uint64_t made;

    /// Where the next row begins in the inflated bytes, and which it is.
    uint64_t next_row;
    int row_pass;
    uint32_t row_y;

    /// What libpng reads now, and how much of it is left.
    const uint8_t *segment;
    size_t segment_left;
    enum { CPNG_AT_PREFIX, CPNG_AT_DATA, CPNG_AT_END, CPNG_AT_EOF } next;
    uint8_t buffer[CPNG_BLOCK + 32];
    uint8_t prefix[8 + 25 + 12 + 768 + 12 + 256];
} cpng_stream;

bool cpng_stream_open(cpng_stream *stream, const cpng_layout *layout, cpng_source source, cpng_error *error);
void cpng_stream_close(cpng_stream *stream);

enum { CPNG_LARGEST_WINDOW = 32768 };

/// How far back the zlib stream says that it reaches.
///
/// With large blocks there is always the largest window here; libpng has the one that is declared, and so have most
/// programs. A stream that declares less than it uses is right here and wrong there. Where less than the largest is
/// declared, libpng's own reading decides; where the largest is declared, both have the same.
uint32_t cpng_stream_window(const cpng_layout *layout);

/// Copies the next `count` bytes of the stored PNG. False when the file's image data are at fault.
bool cpng_stream_read(cpng_stream *stream, uint8_t *bytes, size_t count);

#endif
