#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "rows.h"
#include "session.h"
#include "stream.h"

typedef struct {
    cpng_session session;
    cpng_layout layout;
    cpng_stream stream;
    cpng_rows rows;
    png_structp png;
    png_infop info;
    uint8_t *row;
} verification;

static void read_stream(png_structp png, png_bytep bytes, size_t count)
{
    verification *v = png_get_io_ptr(png);
    if (cpng_stream_read(&v->stream, bytes, count)) return;
    v->session.has_error = true;
    png_error(png, "");
}

/// Strict, sequential, no transformation: one row of samples at a time, just as they are stored.
static void configure(verification *v, const cpng_limits *limits)
{
    png_set_read_fn(v->png, v, read_stream);
    png_set_benign_errors(v->png, 0);
    // The walk compared every checksum of the file; the frames of the stored stream have none.
    png_set_crc_action(v->png, PNG_CRC_QUIET_USE, PNG_CRC_QUIET_USE);
    png_set_keep_unknown_chunks(v->png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
    png_set_user_limits(v->png, limits->width, limits->height);
    png_set_compression_buffer_size(v->png, sizeof v->stream.buffer);
}

static bool read_rows(verification *v, const cpng_limits *limits)
{
    if (setjmp(v->session.jump) != 0) return false;
    v->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &v->session, cpng_session_fail, cpng_session_warn);
    if (v->png != NULL) v->info = png_create_info_struct(v->png);
    if (v->info == NULL) return cpng_fail(v->session.error, cpng_fault_memory, NULL, NULL, 0, 0);
    configure(v, limits);
    png_read_info(v->png, v->info);
    v->row = malloc(png_get_rowbytes(v->png, v->info));
    if (v->row == NULL) return cpng_fail(v->session.error, cpng_fault_memory, NULL, NULL, 0, 0);
    for (int i = 0; i < cpng_pass_count(&v->layout); i++) {
        cpng_pass pass = cpng_pass_of(&v->layout, i);
        if (pass.width == 0) continue;
        for (uint32_t y = 0; y < pass.height; y++) {
            png_read_row(v->png, v->row, NULL);
            cpng_rows_add(&v->rows, v->row, pass.width);
        }
    }
    png_read_end(v->png, v->info);
    return true;
}

bool cpng_verify(
    const uint8_t *bytes, size_t count, const cpng_limits *limits, cpng_facts *facts, cpng_error *error)
{
    memset(facts, 0, sizeof *facts);
    memset(error, 0, sizeof *error);
    verification *v = calloc(1, sizeof *v);
    if (v == NULL) return cpng_fail(error, cpng_fault_memory, bytes, NULL, 0, 0);
    v->session.error = error;
    bool holds = cpng_walk(bytes, count, limits, &v->layout, error);
    if (holds) {
        const cpng_layout *layout = &v->layout;
        facts->width = layout->width;
        facts->height = layout->height;
        facts->bit_depth = layout->bit_depth;
        facts->color_type = layout->color_type;
        facts->interlaced = layout->interlaced;
        facts->animated = layout->animated;
        facts->palette_count = layout->palette_count;
        cpng_rows_begin(&v->rows, layout);
        holds = cpng_stream_open(&v->stream, layout, error) && read_rows(v, limits)
            && cpng_rows_end(&v->rows, facts, error);
    }
    png_destroy_read_struct(&v->png, &v->info, NULL);
    cpng_stream_close(&v->stream);
    free(v->row);
    free(v);
    return holds;
}
