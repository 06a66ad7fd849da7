#include "picture.h"

/// A pixel's alpha in its own depth, or any value that is 0 where that is.
static bool is_seen(const uint8_t *row, uint32_t x, uint32_t depth)
{
    return depth == 8 ? row[4 * (size_t)x + 3] != 0 : (row[8 * (size_t)x + 6] | row[8 * (size_t)x + 7]) != 0;
}

/// The first and last place of a row that is seen, widened into what was found before.
static bool widen(const uint8_t *row, uint32_t width, uint32_t depth, uint32_t *left, uint32_t *right)
{
    uint32_t first = 0, last = width;
    while (first < width && !is_seen(row, first, depth)) first++;
    if (first == width) return false;
    while (!is_seen(row, last - 1, depth)) last--;
    if (first < *left) *left = first;
    if (last > *right) *right = last;
    return true;
}

static uint32_t less(uint32_t a, uint32_t b) { return a < b ? a : b; }

bool pixels_find_content(const pixels_picture *picture, uint32_t margin, pixels_rect *content)
{
    uint32_t left = picture->width, right = 0, top = picture->height, bottom = 0;
    for (uint32_t y = 0; y < picture->height; y++) {
        if (!widen(pixels_row(picture, y), picture->width, picture->depth, &left, &right)) continue;
        if (y < top) top = y;
        bottom = y + 1;
    }
    if (bottom == 0) return false;
    left -= less(left, margin);
    top -= less(top, margin);
    right += less(picture->width - right, margin);
    bottom += less(picture->height - bottom, margin);
    *content = (pixels_rect){left, top, right - left, bottom - top};
    return true;
}
