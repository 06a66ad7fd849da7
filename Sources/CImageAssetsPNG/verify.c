#include <stdlib.h>
#include <string.h>

#include "error.h"
#include "reader.h"
#include "rows.h"

typedef struct {
    cpng_layout layout;
    cpng_reader reader;
    /// Of a file whose stream declares a smaller window than the largest.
    cpng_reader second_reader;
    cpng_rows rows;
    uint32_t pass_width;
    /// NULL where nobody wants the rows, or not as they are stored.
    cpng_take_stored take;
    void *context;
    const cpng_facts *facts;
} verification;

static void add_row(void *context, const uint8_t *row)
{
    verification *v = context;
    cpng_rows_add(&v->rows, row, v->pass_width);
    if (v->take != NULL) v->take(v->context, v->facts, row);
}

static bool read_rows(verification *v, cpng_reader *reader, cpng_row_read row_read)
{
    for (int i = 0; i < cpng_pass_count(&v->layout); i++) {
        cpng_pass pass = cpng_pass_of(&v->layout, i);
        if (pass.width == 0) continue;
        v->pass_width = pass.width;
        if (!cpng_reader_rows(reader, pass.height, row_read, v)) return false;
    }
    return cpng_reader_end(reader);
}

static bool learn(verification *v, const cpng_limits *limits, cpng_facts *facts, cpng_error *error)
{
    cpng_rows_begin(&v->rows, &v->layout);
    return cpng_reader_open(&v->reader, &v->layout, limits, CPNG_INFLATED, CPNG_STORED, error)
        && read_rows(v, &v->reader, add_row) && cpng_rows_end(&v->rows, facts, error);
}

/// Whether libpng can read the stream with the window that it declares. All else about the file is known to be right.
static bool fits_window(verification *v, const cpng_limits *limits, cpng_error *error)
{
    uint32_t window = cpng_stream_window(&v->layout);
    if (window >= CPNG_LARGEST_WINDOW) return true;
    if (cpng_reader_open(&v->second_reader, &v->layout, limits, CPNG_DEFLATED, CPNG_STORED, error)
        && read_rows(v, &v->second_reader, NULL))
        return true;
    if (error->fault != cpng_fault_libpng) return false;
    char words[sizeof error->words];
    memcpy(words, error->words, sizeof words);
    cpng_fail_with_words(error, cpng_fault_stream_window, v->layout.bytes, v->layout.first_data, words);
    error->declared = window;
    return false;
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
    facts->trailing_bytes = layout->trailing_bytes;
}

static bool is_taken_as_stored(const cpng_layout *layout)
{
    return layout->bit_depth == 8 && !layout->interlaced
        && (layout->color_type == 6 || (layout->color_type == 2 && layout->transparency == NULL));
}

bool cpng_verify_taking(
    const uint8_t *bytes, size_t count, const cpng_limits *limits, cpng_take_stored take, void *context,
    cpng_facts *facts, cpng_error *error)
{
    memset(facts, 0, sizeof *facts);
    memset(error, 0, sizeof *error);
    verification *v = calloc(1, sizeof *v);
    if (v == NULL) return cpng_fail(error, cpng_fault_memory, bytes, NULL, 0, 0);
    bool holds = cpng_walk(bytes, count, limits, &v->layout, error);
    if (holds) {
        describe(&v->layout, facts);
        v->take = is_taken_as_stored(&v->layout) ? take : NULL;
        v->context = context;
        v->facts = facts;
        holds = learn(v, limits, facts, error) && fits_window(v, limits, error);
    }
    cpng_reader_close(&v->reader);
    cpng_reader_close(&v->second_reader);
    free(v);
    return holds;
}

bool cpng_verify(
    const uint8_t *bytes, size_t count, const cpng_limits *limits, cpng_facts *facts, cpng_error *error)
{
    return cpng_verify_taking(bytes, count, limits, NULL, NULL, facts, error);
}
