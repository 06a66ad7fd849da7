#include <stdlib.h>
#include <string.h>

#include "cutout.h"

#pragma STDC FP_CONTRACT OFF

bool key_field_make(key_field *field, const key_shape *shape, uint32_t width, uint32_t height)
{
    field->columns = (width + CELL - 1) / CELL;
    field->rows = (height + CELL - 1) / CELL;
    field->nodes = malloc((size_t)field->columns * field->rows * sizeof *field->nodes);
    if (field->nodes == NULL) return false;
    for (uint32_t row = 0; row < field->rows; row++)
        for (uint32_t column = 0; column < field->columns; column++) {
            float x = (float)(column * CELL * 2 + CELL) / (float)width - 1;
            float y = (float)(row * CELL * 2 + CELL) / (float)height - 1;
            field->nodes[(size_t)row * field->columns + column] = key_shape_at(shape, x, y);
        }
    return true;
}

/// The two nodes that a place is measured by, and how far it is from the first to the second; beyond the outermost
/// nodes their slope goes on.
CUT_INLINE float between(uint32_t place, uint32_t count, uint32_t *first, uint32_t *second)
{
    uint32_t node = place < CELL / 2 ? 0 : (place - CELL / 2) / CELL;
    if (node + 2 > count) node = count < 2 ? 0 : count - 2;
    *first = node;
    *second = count < 2 ? 0 : node + 1;
    return ((float)place + 0.5f - (float)(node * CELL) - CELL / 2) / CELL;
}

CUT_INLINE color mix(color a, color b, float by)
{
    return a + (b - a) * by;
}

color key_field_at(const key_field *field, uint32_t x, uint32_t y)
{
    uint32_t left, right, above, below;
    float across = between(x, field->columns, &left, &right), down = between(y, field->rows, &above, &below);
    const color *top = field->nodes + (size_t)above * field->columns;
    const color *bottom = field->nodes + (size_t)below * field->columns;
    return mix(mix(top[left], bottom[left], down), mix(top[right], bottom[right], down), across);
}

void key_field_row(const key_field *field, uint32_t y, uint32_t width, color *row)
{
    uint32_t above, below;
    float down = between(y, field->rows, &above, &below);
    const color *top = field->nodes + (size_t)above * field->columns;
    const color *bottom = field->nodes + (size_t)below * field->columns;
    for (uint32_t x = 0; x < width;) {
        uint32_t left, right, end = x < CELL / 2 ? CELL / 2 : x + CELL;
        float across = between(x, field->columns, &left, &right);
        color a = mix(top[left], bottom[left], down), b = mix(top[right], bottom[right], down);
        color step = (b - a) * (1.0f / CELL), at = mix(a, b, across);
        for (; x < end && x < width; x++) {
            row[x] = at;
            at += step;
        }
    }
}

typedef struct {
    color sum;
    float count;
} cell;

/// Ground that other things than ground are not near to.
static bool is_deep_ground(const cut *c, uint32_t x, uint32_t y)
{
    enum { AWAY = 3 };
    uint32_t width = c->picture->width, height = c->picture->height;
    size_t at = (size_t)y * width + x;
    if (c->marks[at] != mark_ground || is_clear(c, x, y)) return false;
    return (x < AWAY || c->marks[at - AWAY] == mark_ground) && (x + AWAY >= width || c->marks[at + AWAY] == mark_ground)
        && (y < AWAY || c->marks[at - (size_t)AWAY * width] == mark_ground)
        && (y + AWAY >= height || c->marks[at + (size_t)AWAY * width] == mark_ground);
}

/// How far every second pixel of every second row of a cell is from what is known.
static cell sum_cell(const cut *c, uint32_t column, uint32_t row)
{
    cell sum = {0};
    for (uint32_t y = row * CELL; y < (row + 1) * CELL && y < c->picture->height; y += 2)
        for (uint32_t x = column * CELL; x < (column + 1) * CELL && x < c->picture->width; x += 2) {
            if (!is_deep_ground(c, x, y)) continue;
            sum.sum += color_at(c, x, y) - key_field_at(&c->key, x, y);
            sum.count++;
        }
    return sum;
}

/// Of the level above, the cell that is second nearest to one of this.
static uint32_t beside(uint32_t place, uint32_t count)
{
    uint32_t upper = place / 2;
    if (place % 2 == 0) return upper == 0 ? 0 : upper - 1;
    return upper + 1 < count ? upper + 1 : upper;
}

static void sum_up(const cell *cells, uint32_t columns, uint32_t rows, cell *upper)
{
    for (uint32_t y = 0; y < rows; y++)
        for (uint32_t x = 0; x < columns; x++) {
            cell *to = upper + (size_t)(y / 2) * ((columns + 1) / 2) + x / 2;
            const cell *from = cells + (size_t)y * columns + x;
            to->sum += from->sum;
            to->count += from->count;
        }
}

/// What a cell knows, and four pixels' worth of what is known around it.
static void blend(const cell *cells, uint32_t columns, uint32_t rows, const color *known, color *into)
{
    uint32_t half_columns = (columns + 1) / 2, half_rows = (rows + 1) / 2;
    for (uint32_t y = 0; y < rows; y++)
        for (uint32_t x = 0; x < columns; x++) {
            size_t at = (size_t)y * columns + x;
            // Between the two nearest of the upper level, three to one.
            uint32_t ux = x / 2, vx = beside(x, half_columns), uy = y / 2, vy = beside(y, half_rows);
            color near = mix(known[(size_t)uy * half_columns + ux], known[(size_t)uy * half_columns + vx], 0.25f);
            color away = mix(known[(size_t)vy * half_columns + ux], known[(size_t)vy * half_columns + vx], 0.25f);
            color around = mix(near, away, 0.25f);
            into[at] = (cells[at].sum + around * 4) * (1 / (cells[at].count + 4));
        }
}

/// Settles a level of cells from the one above, which has half as many a side: what a cell knows little of it takes
/// from there. False without memory.
static bool settle(const cell *cells, uint32_t columns, uint32_t rows, color *into)
{
    if (columns == 1 && rows == 1) {
        into[0] = cells[0].count == 0 ? (color){} : cells[0].sum * (1 / cells[0].count);
        return true;
    }
    uint32_t half_columns = (columns + 1) / 2, half_rows = (rows + 1) / 2;
    cell *upper = calloc((size_t)half_columns * half_rows, sizeof *upper);
    color *known = malloc((size_t)half_columns * half_rows * sizeof *known);
    bool settled = upper != NULL && known != NULL;
    if (settled) {
        sum_up(cells, columns, rows, upper);
        settled = settle(upper, half_columns, half_rows, known);
    }
    if (settled) blend(cells, columns, rows, known, into);
    free(upper);
    free(known);
    return settled;
}

bool key_field_learn(cut *c)
{
    key_field *field = &c->key;
    size_t count = (size_t)field->columns * field->rows;
    cell *cells = malloc(count * sizeof *cells);
    // Differences are settled, so that what lies under the subject keeps the shape of the border.
    color *change = malloc(count * sizeof *change);
    bool learned = cells != NULL && change != NULL;
    if (learned) {
        for (uint32_t row = 0; row < field->rows; row++)
            for (uint32_t column = 0; column < field->columns; column++)
                cells[(size_t)row * field->columns + column] = sum_cell(c, column, row);
        learned = settle(cells, field->columns, field->rows, change);
    }
    for (size_t i = 0; learned && i < count; i++) field->nodes[i] += change[i];
    free(cells);
    free(change);
    return learned;
}
