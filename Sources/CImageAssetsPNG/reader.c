#include "reader.h"

#include <stdlib.h>
#include <string.h>

#include "error.h"

static void read_stream(png_structp png, png_bytep bytes, size_t count)
{
    cpng_reader *reader = png_get_io_ptr(png);
    if (cpng_stream_read(&reader->stream, bytes, count)) return;
    reader->session.has_error = true;
    png_error(png, "");
}

static void configure(cpng_reader *reader, const cpng_limits *limits, cpng_samples samples)
{
    png_structp png = reader->png;
    png_set_read_fn(png, reader, read_stream);
    png_set_benign_errors(png, 0);
    // The walk compared every checksum of the file; the frames of the stored stream have none.
    png_set_crc_action(png, PNG_CRC_QUIET_USE, PNG_CRC_QUIET_USE);
    png_set_keep_unknown_chunks(png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
    png_set_user_limits(png, limits->width, limits->height);
    if (reader->stream.source == CPNG_INFLATED) {
        // The one real inflate, in cpng_stream, compares the checksum of the rows.
#ifdef PNG_IGNORE_ADLER32
        png_set_option(png, PNG_IGNORE_ADLER32, PNG_OPTION_ON);
#endif
        png_set_compression_buffer_size(png, sizeof reader->stream.buffer);
    }
    if (samples == CPNG_RGBA16) {
        png_set_expand_16(png);
        png_set_gray_to_rgb(png);
        png_set_add_alpha(png, 0xffff, PNG_FILLER_AFTER);
    }
}

bool cpng_reader_open(
    cpng_reader *reader, const cpng_layout *layout, const cpng_limits *limits, cpng_source source, cpng_samples samples,
    cpng_error *error)
{
    reader->session.error = error;
    if (!cpng_stream_open(&reader->stream, layout, source, error)) return false;
    if (setjmp(reader->session.jump) != 0) return false;
    reader->png = png_create_read_struct(
        PNG_LIBPNG_VER_STRING, &reader->session, cpng_session_fail, cpng_session_warn);
    if (reader->png != NULL) reader->info = png_create_info_struct(reader->png);
    if (reader->info == NULL) return cpng_fail(error, cpng_fault_memory, NULL, NULL, 0, 0);
    configure(reader, limits, samples);
    png_read_info(reader->png, reader->info);
    png_read_update_info(reader->png, reader->info);
    reader->row = malloc(png_get_rowbytes(reader->png, reader->info));
    if (reader->row == NULL) return cpng_fail(error, cpng_fault_memory, NULL, NULL, 0, 0);
    return true;
}

void cpng_reader_close(cpng_reader *reader)
{
    png_destroy_read_struct(&reader->png, &reader->info, NULL);
    cpng_stream_close(&reader->stream);
    free(reader->row);
    reader->row = NULL;
}

bool cpng_reader_rows(cpng_reader *reader, uint32_t count, cpng_row_read row_read, void *context)
{
    if (setjmp(reader->session.jump) != 0) return false;
    for (uint32_t i = 0; i < count; i++) {
        png_read_row(reader->png, reader->row, NULL);
        if (row_read != NULL) row_read(context, reader->row);
    }
    return true;
}

bool cpng_reader_end(cpng_reader *reader)
{
    if (setjmp(reader->session.jump) != 0) return false;
    png_read_end(reader->png, reader->info);
    return true;
}
