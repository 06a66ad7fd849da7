#include "pixels.h"

static uint32_t held(uint64_t value)
{
    return value > UINT32_MAX ? UINT32_MAX : (uint32_t)value;
}

/// The other side of a picture whose `side` becomes `wanted`: rounded half up, at least 1.
static uint32_t other_side(uint32_t other, uint32_t side, uint32_t wanted)
{
    uint64_t rounded = ((uint64_t)other * wanted + side / 2) / side;
    // Of an odd side the half lies between two integers, and `side / 2` is below it: no sum can fall on it.
    return rounded == 0 ? 1 : held(rounded);
}

static uint32_t before(uint32_t difference, pixels_place place)
{
    return place == pixels_first ? 0 : place == pixels_middle ? difference / 2 : difference;
}

static void scale(uint32_t width, uint32_t height, const pixels_request *r, pixels_layout *l)
{
    bool by_width = r->height == 0;
    if (r->width == 0 && r->height == 0) {
        l->scaled_width = width;
        l->scaled_height = height;
        return;
    }
    if (r->width != 0 && r->height != 0) {
        if (r->fit == pixels_fill) {
            l->scaled_width = r->width;
            l->scaled_height = r->height;
            return;
        }
        // Which side has the smaller factor.
        uint64_t across = (uint64_t)r->width * height, down = (uint64_t)r->height * width;
        by_width = r->fit == pixels_inside || r->fit == pixels_contain ? across <= down : across >= down;
    }
    l->scaled_width = by_width ? r->width : other_side(width, height, r->height);
    l->scaled_height = by_width ? other_side(height, width, r->width) : r->height;
}

bool pixels_lay_out(uint32_t width, uint32_t height, const pixels_request *request, pixels_layout *layout)
{
    pixels_layout l = {0};
    scale(width, height, request, &l);
    bool framed = request->width != 0 && request->height != 0
        && (request->fit == pixels_cover || request->fit == pixels_contain);
    l.width = framed ? request->width : l.scaled_width;
    l.height = framed ? request->height : l.scaled_height;
    l.window = (pixels_rect){0, 0, l.scaled_width, l.scaled_height};
    if (l.scaled_width > l.width) {
        l.window.x = before(l.scaled_width - l.width, request->across);
        l.window.width = l.width;
    }
    if (l.scaled_height > l.height) {
        l.window.y = before(l.scaled_height - l.height, request->down);
        l.window.height = l.height;
    }
    l.left = before(l.width - l.window.width, request->across);
    l.top = before(l.height - l.window.height, request->down);
    l.enlarges = l.scaled_width > width || l.scaled_height > height;
    *layout = l;
    return l.scaled_width <= PIXELS_LONGEST_SIDE && l.scaled_height <= PIXELS_LONGEST_SIDE
        && l.width <= PIXELS_LONGEST_SIDE && l.height <= PIXELS_LONGEST_SIDE;
}
