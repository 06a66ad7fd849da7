#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "session.h"
#include "walk.h"

typedef struct {
    cpng_session session;
    png_structp png;
    png_infop info;
    uint8_t *row;
    uint8_t *bytes;
    size_t count;
    size_t capacity;
} writing;

static void append(png_structp png, png_bytep bytes, size_t count)
{
    writing *w = png_get_io_ptr(png);
    if (w->capacity - w->count < count) {
        size_t capacity = (w->count + count) * 2;
        uint8_t *grown = realloc(w->bytes, capacity);
        if (grown == NULL) {
            w->session.has_error = !cpng_fail(w->session.error, cpng_fault_memory, NULL, NULL, 0, 0);
            png_error(png, "");
        }
        w->bytes = grown;
        w->capacity = capacity;
    }
    memcpy(w->bytes + w->count, bytes, count);
    w->count += count;
}

static void flush(png_structp png) { (void)png; }

static void set_palette(writing *w, const cpng_picture *picture)
{
    png_color colors[256];
    png_byte alphas[256];
    int alpha_count = 0;
    for (int i = 0; i < picture->palette_count; i++) {
        const uint8_t *entry = picture->palette + 4 * i;
        colors[i] = (png_color){entry[0], entry[1], entry[2]};
        alphas[i] = entry[3];
        if (entry[3] != 255) alpha_count = i + 1;
    }
    png_set_PLTE(w->png, w->info, colors, picture->palette_count);
    if (alpha_count != 0) png_set_tRNS(w->png, w->info, alphas, alpha_count, NULL);
}

static void set_text(writing *w, const cpng_text *text)
{
    png_text entry = {.compression = PNG_TEXT_COMPRESSION_NONE};
    entry.key = (png_charp)text->keyword;
    entry.text = (png_charp)text->text;
    entry.text_length = strlen(text->text);
    png_set_text(w->png, w->info, &entry, 1);
}

/// All that decides the bytes is said here, so that no default of another libpng changes them.
static void configure(writing *w, const cpng_picture *picture)
{
    png_set_write_fn(w->png, w, append, flush);
    png_set_benign_errors(w->png, 0);
    png_set_IHDR(
        w->png, w->info, picture->width, picture->height, picture->bit_depth, picture->color_type, PNG_INTERLACE_NONE,
        PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_filter(
        w->png, PNG_FILTER_TYPE_BASE, picture->is_filtered ? PNG_ALL_FILTERS : PNG_FILTER_NONE);
    png_set_compression_level(w->png, picture->compression_level);
    png_set_compression_strategy(w->png, picture->is_filtered ? Z_FILTERED : Z_DEFAULT_STRATEGY);
    png_set_compression_window_bits(w->png, 15);
    png_set_compression_mem_level(w->png, 8);
    png_set_compression_buffer_size(w->png, 1 << 16);
    if (picture->color_type == PNG_COLOR_TYPE_PALETTE) set_palette(w, picture);
    for (size_t i = 0; i < picture->text_count; i++) set_text(w, &picture->texts[i]);
}

static bool write_rows(writing *w, const cpng_picture *picture, cpng_fill_row fill, void *context)
{
    if (setjmp(w->session.jump) != 0) return false;
    w->png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &w->session, cpng_session_fail, cpng_session_warn);
    if (w->png != NULL) w->info = png_create_info_struct(w->png);
    size_t row_bits = (size_t)picture->width * cpng_channels(picture->color_type) * picture->bit_depth;
    size_t row_bytes = (row_bits + 7) / 8;
    w->row = calloc(1, row_bytes);
    if (w->info == NULL || w->row == NULL) return cpng_fail(w->session.error, cpng_fault_memory, NULL, NULL, 0, 0);
    configure(w, picture);
    png_write_info_before_PLTE(w->png, w->info);
    for (size_t i = 0; i < picture->extra_count; i++) {
        const cpng_extra *extra = &picture->extras[i];
        png_write_chunk(w->png, extra->name, extra->data, extra->count);
    }
    png_write_info(w->png, w->info);
    for (uint32_t y = 0; y < picture->height; y++) {
        if (!fill(context, y, w->row, row_bytes))
            return cpng_fail(w->session.error, cpng_fault_caller, NULL, NULL, 0, y);
        png_write_row(w->png, w->row);
    }
    png_write_end(w->png, w->info);
    return true;
}

bool cpng_write(
    const cpng_picture *picture, cpng_fill_row fill, void *context, cpng_bytes *result, cpng_error *error)
{
    memset(result, 0, sizeof *result);
    memset(error, 0, sizeof *error);
    writing *w = calloc(1, sizeof *w);
    if (w == NULL) return cpng_fail(error, cpng_fault_memory, NULL, NULL, 0, 0);
    w->session.error = error;
    bool written = write_rows(w, picture, fill, context);
    png_destroy_write_struct(&w->png, &w->info);
    free(w->row);
    if (written) {
        result->bytes = w->bytes;
        result->count = w->count;
    } else {
        free(w->bytes);
    }
    free(w);
    return written;
}
