#ifndef CPNG_READER_H
#define CPNG_READER_H

#include "session.h"
#include "stream.h"

/// libpng's sequential reader over the image data of a file whose chunks are in order. Strict, one row at a time; an
/// interlaced picture comes as the rows of its seven passes.
typedef struct cpng_reader {
    cpng_session session;
    cpng_stream stream;
    png_structp png;
    png_infop info;
    /// The row that was read last, as wide as the picture also in a narrower pass.
    uint8_t *row;
} cpng_reader;

typedef enum {
    /// The samples just as they are stored.
    CPNG_STORED,
    /// Red, green, blue and alpha of 16 bits each, most significant byte first, whatever is stored.
    CPNG_RGBA16,
} cpng_samples;

typedef void (*cpng_row_read)(void *context, const uint8_t *row);

/// A reader that was opened, also in vain, must be closed. It starts out as zeros.
bool cpng_reader_open(
    cpng_reader *reader, const cpng_layout *layout, const cpng_limits *limits, cpng_source source, cpng_samples samples,
    cpng_error *error);
void cpng_reader_close(cpng_reader *reader);

/// Reads the next `count` rows; `row_read` is told of each and may be NULL.
bool cpng_reader_rows(cpng_reader *reader, uint32_t count, cpng_row_read row_read, void *context);

/// Reads what follows the last row.
bool cpng_reader_end(cpng_reader *reader);

#endif
