#include "cutout.h"

#include <stdlib.h>
#include <string.h>

static bool prepare(cut *c)
{
    size_t count = (size_t)c->picture->width * c->picture->height;
    c->far = malloc(count * sizeof *c->far);
    c->depth = malloc(count);
    c->marks = malloc(count);
    c->counts = malloc(COUNTS * sizeof *c->counts);
    // Pages that nothing is written to cost nothing.
    c->shades = calloc(count, 1);
    c->covers = calloc(count, sizeof *c->covers);
    return c->far != NULL && c->depth != NULL && c->marks != NULL && c->counts != NULL && c->shades != NULL
        && c->covers != NULL && key_field_make(&c->key, &c->shape, c->picture->width, c->picture->height);
}

static bool run(cut *c)
{
    if (!cut_border(c)) return false;
    if (c->report->border != pixels_border_plain) return true;
    const uint8_t *key = c->report->key;
    c->strong = cut_strong_channels((color){key[0], key[1], key[2]});
    if (!prepare(c) || !cut_ground(c) || !cut_shades(c)) return false;
    cut_depths(c, true);
    return cut_edges(c) && cut_matte(c);
}

pixels_result pixels_cut_out(
    const pixels_picture *picture, const pixels_cutout *request, pixels_cutout_report *report)
{
    memset(report, 0, sizeof *report);
    if (!pixels_is_sound(picture) || (uint64_t)picture->width * picture->height > UINT32_MAX) return pixels_misuse;
    cut c = {.picture = picture, .request = request, .report = report};
    bool ran = run(&c);
    free(c.far);
    free(c.depth);
    free(c.marks);
    free(c.counts);
    free(c.shades);
    free(c.covers);
    free(c.queue);
    free(c.key.nodes);
    return ran ? pixels_done : pixels_no_memory;
}
