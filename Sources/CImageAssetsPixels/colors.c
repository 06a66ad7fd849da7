#include "colors.h"

#include <string.h>

uint32_t pixels_color_place(pixels_colors *colors, uint32_t color)
{
    uint32_t slot = (color * 2654435761u) >> 22;
    for (; colors->slots[slot] != 0; slot = (slot + 1) % 1024)
        if (colors->colors[colors->slots[slot] - 1] == color) return colors->slots[slot] - 1u;
    if (colors->count == 256) {
        colors->overflowed = true;
        return 256;
    }
    colors->colors[colors->count] = color;
    colors->slots[slot] = (uint16_t)++colors->count;
    return colors->count - 1;
}

int pixels_color_order(const void *a, const void *b)
{
    const uint8_t *p = a, *q = b;
    if ((p[3] == 255) != (q[3] == 255)) return p[3] == 255 ? 1 : -1;
    int brightness = (2 * p[0] + 5 * p[1] + p[2]) - (2 * q[0] + 5 * q[1] + q[2]);
    return brightness != 0 ? brightness : memcmp(p, q, 4);
}
