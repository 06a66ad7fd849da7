#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "reader.h"

enum { PIXEL = 8 };

/// An interlaced picture is read by one reader for each pass, side by side: whole rows without a whole picture in
/// memory.
typedef struct {
    cpng_layout layout;
    cpng_reader readers[7];
    uint8_t *row;
} picture;

static const uint8_t first_x[7] = {0, 4, 0, 2, 0, 1, 0}, step_x[7] = {8, 8, 4, 4, 2, 2, 1};
static const uint8_t first_y[7] = {0, 0, 4, 0, 2, 0, 1}, step_y[7] = {8, 8, 8, 4, 4, 2, 2};

/// A reader whose next row is the first of `pass`.
static bool open_at(picture *p, int pass, const cpng_limits *limits, cpng_error *error)
{
    if (!cpng_reader_open(&p->readers[pass], &p->layout, limits, CPNG_INFLATED, CPNG_RGBA16, error)) return false;
    for (int i = 0; i < pass; i++) {
        cpng_pass size = cpng_pass_of(&p->layout, i);
        if (size.width != 0 && !cpng_reader_rows(&p->readers[pass], size.height, NULL, NULL)) return false;
    }
    return true;
}

static bool read_row(picture *p, uint32_t y)
{
    if (!p->layout.interlaced) {
        if (!cpng_reader_rows(&p->readers[0], 1, NULL, NULL)) return false;
        memcpy(p->row, p->readers[0].row, (size_t)p->layout.width * PIXEL);
        return true;
    }
    for (int i = 0; i < 7; i++) {
        if (y < first_y[i] || (y - first_y[i]) % step_y[i] != 0 || first_x[i] >= p->layout.width) continue;
        if (!cpng_reader_rows(&p->readers[i], 1, NULL, NULL)) return false;
        const uint8_t *from = p->readers[i].row;
        for (size_t x = first_x[i]; x < p->layout.width; x += step_x[i], from += PIXEL)
            memcpy(p->row + x * PIXEL, from, PIXEL);
    }
    return true;
}

static bool read_all(
    picture *p, const cpng_limits *limits, cpng_take_row take, void *context, cpng_error *error)
{
    size_t row_bytes = (size_t)p->layout.width * PIXEL;
    p->row = malloc(row_bytes);
    if (p->row == NULL) return cpng_fail(error, cpng_fault_memory, NULL, NULL, 0, 0);
    for (int i = 0; i < cpng_pass_count(&p->layout); i++)
        if (!open_at(p, i, limits, error)) return false;
    for (uint32_t y = 0; y < p->layout.height; y++) {
        if (!read_row(p, y)) return false;
        take(context, p->row, row_bytes);
    }
    return true;
}

bool cpng_read_pixels(
    const uint8_t *bytes, size_t count, const cpng_limits *limits, cpng_take_row take, void *context,
    cpng_error *error)
{
    memset(error, 0, sizeof *error);
    picture *p = calloc(1, sizeof *p);
    if (p == NULL) return cpng_fail(error, cpng_fault_memory, bytes, NULL, 0, 0);
    bool read = cpng_walk(bytes, count, limits, &p->layout, error) && read_all(p, limits, take, context, error);
    for (int i = 0; i < 7; i++) cpng_reader_close(&p->readers[i]);
    free(p->row);
    free(p);
    return read;
}
