#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "reader.h"
#include "rows.h"

typedef struct {
    cpng_layout layout;
    cpng_reader reader;
    cpng_rows rows;
    uint32_t pass_width;
} verification;

static void add_row(void *context, const uint8_t *row)
{
    verification *v = context;
    cpng_rows_add(&v->rows, row, v->pass_width);
}

static bool read_rows(verification *v, const cpng_limits *limits, cpng_error *error)
{
    if (!cpng_reader_open(&v->reader, &v->layout, limits, CPNG_STORED, error)) return false;
    for (int i = 0; i < cpng_pass_count(&v->layout); i++) {
        cpng_pass pass = cpng_pass_of(&v->layout, i);
        if (pass.width == 0) continue;
        v->pass_width = pass.width;
        if (!cpng_reader_rows(&v->reader, pass.height, add_row, v)) return false;
    }
    return cpng_reader_end(&v->reader);
}

static void describe(const cpng_layout *layout, cpng_facts *facts)
{
    facts->width = layout->width;
    facts->height = layout->height;
    facts->bit_depth = layout->bit_depth;
    facts->color_type = layout->color_type;
    facts->interlaced = layout->interlaced;
    facts->animated = layout->animated;
    facts->palette_count = layout->palette_count;
}

bool cpng_verify(
    const uint8_t *bytes, size_t count, const cpng_limits *limits, cpng_facts *facts, cpng_error *error)
{
    memset(facts, 0, sizeof *facts);
    memset(error, 0, sizeof *error);
    verification *v = calloc(1, sizeof *v);
    if (v == NULL) return cpng_fail(error, cpng_fault_memory, bytes, NULL, 0, 0);
    bool holds = cpng_walk(bytes, count, limits, &v->layout, error);
    if (holds) {
        describe(&v->layout, facts);
        cpng_rows_begin(&v->rows, &v->layout);
        holds = read_rows(v, limits, error) && cpng_rows_end(&v->rows, facts, error);
    }
    cpng_reader_close(&v->reader);
    free(v);
    return holds;
}
