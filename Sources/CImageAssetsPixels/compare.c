#include <stdlib.h>
#include <string.h>

#include "notice.h"
#include "picture.h"

// A pixel whose colours differ noticeably counts unless an edge that lies a part of a pixel further explains it. Where
// pixelmatch looks for flat colour on both sides of the pixel, which a stroke of one pixel has not, this looks at how
// colours moved:
//
// - Something around it is as it was. A pattern that was drawn anew has few such places.
// - It changed by no more than three quarters of what lies between the colours around it: no whole pixel.
// - What each picture has there lies between what the other one has there and beside it. Of a thin stroke only one
//   does: its darkest pixel is darker than anything afterwards. Then what is lost there has to be found beside it,
//   which tells a stroke that moved from one that is gone.

typedef uint8_t __attribute__((vector_size(64), aligned(1), may_alias)) bytes;
typedef uint64_t __attribute__((vector_size(64))) words;
typedef int32_t __attribute__((vector_size(16))) samples;

enum {
    BLOCK = 64,
    /// Steps of 8 bits that rounding makes.
    SLACK = 4,
    /// How far around a pixel and at how many places it is asked what is as it was, with the edge repeated beyond it.
    REACH = 2,
    ROWS = 2 * REACH + 1,
    CALM = 6,
};

typedef struct {
    const pixels_picture *before, *after;
    uint8_t *map;
    /// For each pixel of some rows whether it is as it was, with room on both sides; row `y` is in place `y % ROWS`.
    uint8_t *calm[ROWS];
    /// How many pixels of those rows are, one above the other.
    uint8_t *columns;
    size_t stride;
} job;

/// The four samples of a pixel with alpha multiplied in, alpha itself last. By pointers: how vectors are handed over
/// differs between processors.
static inline void premultiply(const pixels_picture *picture, uint32_t x, uint32_t y, samples *seen)
{
    const uint8_t *pixel = pixels_row(picture, y) + 4 * (size_t)x;
    int32_t alpha = pixel[3];
    *seen = (samples){pixel[0], pixel[1], pixel[2], alpha};
    if (alpha == 255) return;
    for (int i = 0; i < 3; i++) (*seen)[i] = (int32_t)pixels_on_black(pixel[i], (uint32_t)alpha);
}

static inline void sort(const samples *one, const samples *other, samples *low, samples *high)
{
    samples p = *one, q = *other, less = p < q;
    *low = (p & less) | (q & ~less);
    *high = (q & less) | (p & ~less);
}

static inline bool is_between(const samples *value, const samples *one, const samples *other)
{
    samples low, high;
    sort(one, other, &low, &high);
    samples outside = (*value < low - SLACK) | (*value > high + SLACK);
    return (outside[0] | outside[1] | outside[2] | outside[3]) == 0;
}

/// What the pixels around one tell, channel by channel.
typedef struct {
    samples low, high;
    /// By how much the pixels change in its own direction, itself included, and by how much in the other one.
    samples along, against;
} surroundings;

static inline void look(surroundings *s, const samples *before, const samples *after, const samples *change)
{
    samples low, high, unused;
    sort(before, after, &low, &high);
    samples size = high - low, is_along = (*change < 0) == (*after < *before);
    sort(&s->low, &low, &s->low, &unused);
    sort(&s->high, &high, &unused, &s->high);
    s->along += size & is_along;
    s->against += size & ~is_along;
}

static bool is_moved_edge(const job *j, uint32_t x, uint32_t y)
{
    samples before, after;
    premultiply(j->before, x, y, &before);
    premultiply(j->after, x, y, &after);
    samples change = after - before;
    surroundings s = {.low = {255, 255, 255, 255}};
    bool in_before = false, in_after = false;
    uint32_t right = x + 1 < j->before->width ? x + 1 : x, bottom = y + 1 < j->before->height ? y + 1 : y;
    for (uint32_t v = y == 0 ? 0 : y - 1; v <= bottom; v++)
        for (uint32_t u = x == 0 ? 0 : x - 1; u <= right; u++) {
            samples beside_before, beside_after;
            premultiply(j->before, u, v, &beside_before);
            premultiply(j->after, u, v, &beside_after);
            look(&s, &beside_before, &beside_after, &change);
            if (u == x && v == y) continue;
            in_before = in_before || is_between(&after, &before, &beside_before);
            in_after = in_after || is_between(&before, &after, &beside_after);
        }
    if (!in_before && !in_after) return false;
    for (int i = 0; i < 4; i++) {
        int32_t size = change[i] < 0 ? -change[i] : change[i];
        if (size <= SLACK) continue;
        if (4 * size > 3 * (s.high[i] - s.low[i]) + 4 * SLACK) return false;
        // A fifth: in linear light what comes is other steps than what goes.
        if (!(in_before && in_after) && 5 * s.against[i] < s.along[i]) return false;
    }
    return true;
}

static void find_calm(const job *j, uint32_t y)
{
    uint32_t width = j->before->width;
    uint8_t *calm = j->calm[y % ROWS] + BLOCK;
    memcpy(calm, j->map + (size_t)y * width, width);
    for (size_t x = 0; x < width; x += BLOCK) {
        bytes *block = (bytes *)(calm + x);
        *block = (bytes)(*block == 0) & 1;
    }
    memset(calm - REACH, calm[0], REACH);
    memset(calm + width, calm[width - 1], REACH);
}

/// Adds up the rows around `y`.
static void add_columns(const job *j, uint32_t y)
{
    uint32_t last = j->before->height - 1;
    memset(j->columns, 0, j->stride);
    for (int64_t v = (int64_t)y - REACH; v <= (int64_t)y + REACH; v++) {
        const uint8_t *calm = j->calm[(v < 0 ? 0 : v > last ? last : (uint32_t)v) % ROWS];
        for (size_t at = 0; at < j->stride; at += BLOCK)
            *(bytes *)(j->columns + at) += *(const bytes *)(calm + at);
    }
}

/// Which of the pixels from `start` on differ where enough is as it was; false for none.
static bool find_doubtful(const job *j, uint32_t y, size_t start, uint8_t doubtful[BLOCK])
{
    const uint8_t *columns = j->columns + BLOCK + start, *own = j->calm[y % ROWS] + BLOCK + start;
    bytes around = {0};
    for (int i = -REACH; i <= REACH; i++) around += *(const bytes *)(columns + i);
    bytes found = (bytes)(around >= CALM) & (bytes)(*(const bytes *)own == 0);
    memcpy(doubtful, &found, BLOCK);
    words w = (words)found;
    return (w[0] | w[1] | w[2] | w[3] | w[4] | w[5] | w[6] | w[7]) != 0;
}

/// Marks the pixels of a row that an edge explains, and counts.
static void judge(const job *j, uint32_t y, pixels_comparison *result)
{
    uint32_t width = j->before->width;
    uint8_t *row = j->map + (size_t)y * width;
    add_columns(j, y);
    for (uint32_t start = 0; start < width; start += BLOCK) {
        uint8_t doubtful[BLOCK];
        if (!find_doubtful(j, y, start, doubtful)) continue;
        uint32_t end = width - start < BLOCK ? width : start + BLOCK;
        for (uint32_t x = start; x < end; x++)
            if (doubtful[x - start] != 0 && is_moved_edge(j, x, y)) row[x] = PIXELS_MOVED;
    }
    for (uint32_t x = 0; x < width; x++) {
        if (row[x] == PIXELS_MOVED) result->moved++;
        else if (row[x] != 0) result->differing++;
    }
}

static void compare(const job *j, pixels_comparison *result)
{
    uint32_t width = j->before->width, height = j->before->height;
    pixels_screen screen;
    pixels_screen_make(&screen);
    for (uint32_t y = 0; y < height; y++) {
        uint8_t *row = j->map + (size_t)y * width;
        pixels_notice(&screen, pixels_row(j->before, y), pixels_row(j->after, y), width, row);
        for (uint32_t x = 0; x < width; x++) row[x] += row[x] != 0;
    }
    for (uint32_t y = 0, found = 0; y < height; y++) {
        for (; found < height && found <= y + REACH; found++) find_calm(j, found);
        judge(j, y, result);
    }
}

pixels_result pixels_compare(
    const pixels_picture *before, const pixels_picture *after, uint8_t *map, pixels_comparison *result)
{
    memset(result, 0, sizeof *result);
    if (!pixels_is_sound(before) || !pixels_is_sound(after) || before->depth != 8 || after->depth != 8
        || before->width != after->width || before->height != after->height || map == NULL) return pixels_misuse;
    job j = {.before = before, .after = after, .map = map};
    // Blocks begin at any pixel, and the last one reaches beyond the row.
    j.stride = ((size_t)before->width / BLOCK + 3) * BLOCK;
    uint8_t *scratch = calloc(ROWS + 1, j.stride);
    if (scratch == NULL) return pixels_no_memory;
    for (int i = 0; i < ROWS; i++) j.calm[i] = scratch + (size_t)i * j.stride;
    j.columns = scratch + ROWS * j.stride;
    compare(&j, result);
    free(scratch);
    return pixels_done;
}
