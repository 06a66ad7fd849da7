#ifndef PIXELS_H
#define PIXELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What is done with the pixels of a picture, over the caller's memory. Nothing here keeps state; scratch is allocated
// and freed within a call. The same pixels come out of every build on every processor: floating point is IEEE single
// and double in an order that the code fixes, never fused, and no function of the C library's mathematics is called.

/// The longest side that anything here takes.
enum { PIXELS_LONGEST_SIDE = 1 << 20 };

typedef enum __attribute__((enum_extensibility(closed))) pixels_result {
    pixels_done,
    pixels_no_memory,
    /// Sides, depths or windows that do not fit each other: a mistake of the caller's.
    pixels_misuse,
} pixels_result;

/// Red, green, blue and alpha of each pixel, not multiplied, in sRGB's curve; 16-bit samples in the machine's own
/// order.
typedef struct pixels_picture {
    void *samples;
    uint32_t width;
    uint32_t height;
    /// From one row to the next; a part of a picture is a picture whose rows lie further apart.
    size_t row_bytes;
    /// 8 or 16.
    uint32_t depth;
} pixels_picture;

typedef struct pixels_rect {
    uint32_t x;
    uint32_t y;
    uint32_t width;
    uint32_t height;
} pixels_rect;

/// The part of `whole` within `rect`, in the same memory.
pixels_picture pixels_part(const pixels_picture *whole, pixels_rect rect);

/// Writes a row of 16-bit samples, most significant byte first (as PNG has them), as row `y` of the picture: their
/// upper bytes where its depth is 8.
void pixels_put_row(const pixels_picture *picture, uint32_t y, const uint8_t *big_endian);

/// Writes a row of three samples of 8 bits for each pixel, or of four, as row `y` of a picture of 8 bits.
void pixels_put_bytes(const pixels_picture *picture, uint32_t y, const uint8_t *samples, uint32_t channels);

/// Whether row `y` of a picture of 8 bits is this one of 16-bit samples, most significant byte first. What the colour
/// of a fully transparent pixel is makes no difference.
bool pixels_is_row(const pixels_picture *picture, uint32_t y, const uint8_t *big_endian);

/// Copies a picture of 8 bits into another one of the same sides, fully transparent pixels as 0, 0, 0, 0.
void pixels_copy(const pixels_picture *from, const pixels_picture *into);

/// No pixel is transparent.
bool pixels_opaque(const pixels_picture *picture);

// MARK: Geometry

/// The words of a recipe.
typedef enum __attribute__((enum_extensibility(closed))) pixels_fit {
    pixels_inside,
    pixels_outside,
    pixels_cover,
    pixels_contain,
    pixels_fill,
} pixels_fit;

/// How the difference of two sides is shared out: all of it behind, the smaller half before, all of it before.
typedef enum __attribute__((enum_extensibility(closed))) pixels_place {
    pixels_first,
    pixels_middle,
    pixels_last,
} pixels_place;

typedef struct pixels_request {
    /// 0 where the recipe does not say.
    uint32_t width;
    uint32_t height;
    pixels_fit fit;
    pixels_place across;
    pixels_place down;
} pixels_request;

typedef struct pixels_layout {
    /// What the whole source is resized to.
    uint32_t scaled_width;
    uint32_t scaled_height;
    /// What of that is kept.
    pixels_rect window;
    /// What is made, and where the window goes in it.
    uint32_t width;
    uint32_t height;
    uint32_t left;
    uint32_t top;
    /// One of the scaled sides is longer than the source's.
    bool enlarges;
} pixels_layout;

/// The second side is rounded half up and is at least 1. False where a side would be above `PIXELS_LONGEST_SIDE`; the
/// layout is filled in then too, as far as 32 bits hold it.
bool pixels_lay_out(uint32_t width, uint32_t height, const pixels_request *request, pixels_layout *layout);

// MARK: Resizing

/// Makes the window of the picture that `from` would be at `width` x `height`: Lanczos with three lobes, widened where
/// it reduces, edges clamped, in linear light on premultiplied alpha. `into` has 8 bits and the window's sides. A pixel
/// whose alpha comes out as 0 is 0, 0, 0, 0.
pixels_result pixels_resize(
    const pixels_picture *from, uint32_t width, uint32_t height, pixels_rect window, const pixels_picture *into);

// MARK: What else a recipe asks

/// Lays a colour below a picture of 8 bits, in the curve that browsers composite in, rounded to nearest.
void pixels_flatten(const pixels_picture *picture, const uint8_t color[4]);

/// Gives each pixel of a picture of 8 bits the grey that is as bright: luminance is a sum of light, so it is taken in
/// linear light. Weights on samples would make pure blue nearly black. Greys stay as they are, and so does alpha.
pixels_result pixels_make_grey(const pixels_picture *picture);

/// The smallest part that holds all pixels that are not fully transparent, and `margin` pixels around it as far as the
/// picture goes. False where there are none.
bool pixels_find_content(const pixels_picture *picture, uint32_t margin, pixels_rect *content);

// MARK: The smallest form

/// PNG's colour types by their numbers.
typedef enum __attribute__((enum_extensibility(closed))) pixels_kind {
    pixels_grey = 0,
    pixels_rgb = 2,
    pixels_palette = 3,
    pixels_grey_alpha = 4,
    pixels_rgba = 6,
} pixels_kind;

/// How the pixels of a picture are written with nothing lost but the colours of those that are fully transparent.
typedef struct pixels_form {
    pixels_kind kind;
    uint32_t bit_depth;
    /// Of a palette: colours that are not opaque stand first, then by brightness.
    uint32_t color_count;
    uint32_t transparent_count;
    uint8_t colors[256][4];
} pixels_form;

typedef struct pixels_allowed {
    /// Not beside an RGB profile, nor in catalogs.
    bool grey;
    bool palette;
} pixels_allowed;

/// Finds the form with the fewest bits, the palette's own counted. The picture has 8 bits.
pixels_result pixels_find_form(const pixels_picture *picture, pixels_allowed allowed, pixels_form *form);

/// The bytes of a row in that form.
size_t pixels_packed_count(const pixels_form *form, uint32_t width);

/// Writes row `y` in that form, the leftmost pixel in the highest bits.
void pixels_pack_row(const pixels_picture *picture, uint32_t y, const pixels_form *form, uint8_t *row);

// MARK: Comparing

/// How many pixels of two pictures differ.
typedef struct pixels_comparison {
    /// So much that it is noticed.
    uint64_t differing;
    /// Those that an edge which lies a part of a pixel further explains. They are not among the others.
    uint64_t moved;
} pixels_comparison;

enum {
    /// What a map has where an edge moved. Where nothing differs it has 0.
    PIXELS_MOVED = 1,
    /// Where it differs it has 2 for what is just noticed, and 1 more for each time that it is twice as much, up to
    /// this.
    PIXELS_MOST = 7,
};

/// Compares two pictures of 8 bits and the same sides as the eye does, and fills in a map of a byte for each pixel, row
/// by row. What is transparent is seen on black and on white.
pixels_result pixels_compare(
    const pixels_picture *before, const pixels_picture *after, uint8_t *map, pixels_comparison *result);

// MARK: Cutting out

typedef struct pixels_cutout {
    /// The key is looked for near this colour; else it is what most of the border has.
    bool has_color;
    uint8_t color[3];
    /// How far from the key still counts as background, 0 to 100; below 0 what the picture's own noise asks for.
    int32_t tolerance;
    /// Regions of the key's colour that the border does not reach go too.
    bool inside;
} pixels_cutout;

typedef enum __attribute__((enum_extensibility(closed))) pixels_border {
    pixels_border_plain,
    /// All of it is transparent: the picture is cut out already, and stays as it is.
    pixels_border_transparent,
    pixels_border_not_plain,
    /// Squares of two greys, as programs show transparency.
    pixels_border_checkerboard,
    /// Nothing of the border is near the colour that was asked for.
    pixels_border_other_color,
} pixels_border;

typedef struct pixels_cutout_report {
    pixels_border border;
    /// The key, in the middle of the border's own gradient; where the border has another colour than was asked for,
    /// the commonest one.
    uint8_t key[3];
    /// How much of the border has the key's colour, 0 to 1, and how far from it half of the border's pixels are: the
    /// length of the difference of two colours of 8 bits.
    float plain_share;
    float distance;
    /// The background's own noise, one standard deviation of a channel.
    float noise;
    /// Pixels that became transparent, partly transparent, and opaque ones whose colour lies near the key.
    uint64_t removed;
    uint64_t partial;
    uint64_t near_key;
} pixels_cutout_report;

/// Gives a picture that was drawn on a plain background real alpha, in place; alpha that it has is multiplied. A border
/// that is not plain leaves it as it is. Scratch is 5 bytes for each pixel, and 8 for those at the edges.
/// Documentation/CutOut.md says how.
pixels_result pixels_cut_out(
    const pixels_picture *picture, const pixels_cutout *request, pixels_cutout_report *report);

#endif
