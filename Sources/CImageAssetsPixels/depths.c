#include "cutout.h"

static inline uint8_t nearer(uint8_t known, uint32_t other, uint32_t step)
{
    return other + step < known ? (uint8_t)(other + step) : known;
}

/// Chamfer distances: 3 to a neighbour, 4 across a corner, in two sweeps.
void cut_depths(cut *c, bool from_ground)
{
    uint32_t width = c->picture->width, height = c->picture->height;
    uint8_t *depth = c->depth;
    for (size_t i = 0; i < (size_t)width * height; i++)
        depth[i] = (c->marks[i] == mark_ground) == from_ground ? 0 : 255;
    for (uint32_t y = 0; y < height; y++) {
        uint8_t *row = depth + (size_t)y * width, *above = y == 0 ? NULL : row - width;
        for (uint32_t x = 0; x < width; x++) {
            uint8_t d = row[x];
            if (d == 0) continue;
            if (x > 0) d = nearer(d, row[x - 1], 3);
            if (above != NULL) {
                d = nearer(d, above[x], 3);
                if (x > 0) d = nearer(d, above[x - 1], 4);
                if (x + 1 < width) d = nearer(d, above[x + 1], 4);
            }
            row[x] = d;
        }
    }
    for (uint32_t y = height; y-- > 0;) {
        uint8_t *row = depth + (size_t)y * width, *below = y + 1 == height ? NULL : row + width;
        for (uint32_t x = width; x-- > 0;) {
            uint8_t d = row[x];
            if (d == 0) continue;
            if (x + 1 < width) d = nearer(d, row[x + 1], 3);
            if (below != NULL) {
                d = nearer(d, below[x], 3);
                if (x > 0) d = nearer(d, below[x - 1], 4);
                if (x + 1 < width) d = nearer(d, below[x + 1], 4);
            }
            row[x] = d;
        }
    }
}
