#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "baselines.h"

typedef struct {
    jmp_buf jump;
    const uint8_t *next;
    size_t left;
    png_structp png;
    png_infop info;
    uint8_t *row;
} decoding;

static void fail(png_structp png, png_const_charp words)
{
    (void)words;
    decoding *d = png_get_error_ptr(png);
    longjmp(d->jump, 1);
}

static void warn(png_structp png, png_const_charp words)
{
    (void)png;
    (void)words;
}

static void read_bytes(png_structp png, png_bytep bytes, size_t count)
{
    decoding *d = png_get_io_ptr(png);
    if (count > d->left) png_error(png, "end");
    memcpy(bytes, d->next, count);
    d->next += count;
    d->left -= count;
}

static bool decode(decoding *d)
{
    if (setjmp(d->jump) != 0) return false;
    d->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, d, fail, warn);
    d->info = png_create_info_struct(d->png);
    png_set_read_fn(d->png, d, read_bytes);
    png_set_benign_errors(d->png, 0);
    png_set_crc_action(d->png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
    png_set_keep_unknown_chunks(d->png, PNG_HANDLE_CHUNK_NEVER, NULL, -1);
    png_read_info(d->png, d->info);
    int passes = png_set_interlace_handling(d->png);
    png_start_read_image(d->png);
    d->row = calloc(1, png_get_rowbytes(d->png, d->info));
    for (; passes > 0; passes--)
        for (uint32_t y = png_get_image_height(d->png, d->info); y > 0; y--) png_read_row(d->png, d->row, NULL);
    png_read_end(d->png, d->info);
    return true;
}

bool baseline_decode(const uint8_t *bytes, size_t count)
{
    decoding *d = calloc(1, sizeof *d);
    d->next = bytes;
    d->left = count;
    bool done = decode(d);
    png_destroy_read_struct(&d->png, &d->info, NULL);
    free(d->row);
    free(d);
    return done;
}

bool baseline_inflate(const uint8_t *bytes, size_t count)
{
    static _Thread_local uint8_t out[65536];
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    if (inflateInit(&stream) != Z_OK) return false;
    int status = Z_OK;
    for (size_t at = 8; at + 12 <= count && status == Z_OK;) {
        uint32_t length = (uint32_t)bytes[at] << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 | bytes[at + 3];
        if (memcmp(bytes + at + 4, "IDAT", 4) == 0) {
            stream.next_in = (Bytef *)(bytes + at + 8);
            stream.avail_in = length;
            do {
                stream.next_out = out;
                stream.avail_out = sizeof out;
                status = inflate(&stream, Z_NO_FLUSH);
            } while (status == Z_OK && (stream.avail_in > 0 || stream.avail_out == 0));
            if (status == Z_BUF_ERROR) status = Z_OK;
        }
        at += length + 12;
    }
    inflateEnd(&stream);
    return status == Z_STREAM_END;
}
