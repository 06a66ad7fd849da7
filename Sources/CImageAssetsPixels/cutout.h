#ifndef PIXELS_CUTOUT_H
#define PIXELS_CUTOUT_H

#include <string.h>

#include "picture.h"

// The rooms of a cut-out, in the order in which they are walked through: border, ground, edges, matte.

/// Red, green and blue of an 8-bit scale, whatever the depth, and a 0: one operation does them all, in a build for
/// debugging too.
typedef float __attribute__((vector_size(16))) color;

#define CUT_INLINE static inline __attribute__((always_inline))

CUT_INLINE float dot(color a, color b)
{
    color products = a * b;
    return products[0] + products[1] + products[2];
}

/// The key all over the picture: bilinear between nodes, which stand in the middles of square cells.
enum { CELL = 16 };
typedef struct {
    uint32_t columns, rows;
    color *nodes;
} key_field;

/// The key as the border tells it: a polynomial of the second degree in x and y, both from -1 to 1.
typedef struct {
    color terms[6];
} key_shape;

/// What a pixel is taken for.
enum { mark_unknown, mark_ground, mark_opaque, mark_queued, mark_partial };

/// What is known of a pixel that is not opaque: the colour of what covers in 256ths, and its alpha in 65535ths.
typedef struct {
    uint16_t r, g, b, alpha;
} cover;

typedef struct {
    const pixels_picture *picture;
    const pixels_cutout *request;
    pixels_cutout_report *report;
    key_shape shape;
    key_field key;
    /// The channels that make the key's hue, a set of three bits, or none where it is near grey.
    uint32_t strong;
    /// Of each pixel: four times the square of its distance from the key, as far as 16 bits hold it; how far it is from
    /// the ground in thirds of a pixel, as far as 8 bits hold it; what it is.
    uint16_t *far;
    uint8_t *depth, *marks;
    /// How much of the key's light a pixel has, where there is a shadow; else 0.
    uint8_t *shades;
    cover *covers;
    /// How often each value of `far` occurs, of what is being looked at.
    uint32_t *counts;
    /// Pixels in the order in which they are dealt with.
    uint32_t *queue;
    size_t queue_count, queue_room;
    /// Within this distance of the key is ground; one standard deviation of a channel of the ground.
    float tolerance, noise;
    /// Where the subject is thick: how much of the key's hue it has, and the square of six tenths of how far it is from
    /// the key, but for a few pixels.
    float own_hue, own_square;
} cut;

CUT_INLINE color color_at(const cut *c, uint32_t x, uint32_t y)
{
    const uint8_t *pixel = (const uint8_t *)c->picture->samples + y * c->picture->row_bytes;
    if (c->picture->depth == 8) {
        pixel += 4 * (size_t)x;
        return (color){pixel[0], pixel[1], pixel[2]};
    }
    uint16_t wide[4];
    memcpy(wide, pixel + 8 * (size_t)x, 8);
    return (color){(float)wide[0] / 257, (float)wide[1] / 257, (float)wide[2] / 257};
}

CUT_INLINE bool is_clear(const cut *c, uint32_t x, uint32_t y)
{
    const uint8_t *pixel = (const uint8_t *)c->picture->samples + y * c->picture->row_bytes;
    if (c->picture->depth == 8) return pixel[4 * (size_t)x + 3] == 0;
    return (pixel[8 * (size_t)x + 6] | pixel[8 * (size_t)x + 7]) == 0;
}

enum { COUNTS = 65536 };

/// The counts, set to 0.
uint32_t *cut_counts(cut *c);

/// Puts a pixel into the queue; false without memory.
bool cut_push(cut *c, uint32_t at);

/// Marks what is marked so of the pixel itself and the eight around it as queued, and queues it; false without memory.
bool cut_push_around(cut *c, uint32_t at, uint8_t mark);

/// Finds the key along the border and says in the report whether the border is plain.
bool cut_border(cut *c);

color key_shape_at(const key_shape *shape, float x, float y);

/// Fits the shape to the colours at places whose `weights` are not 0.
void key_shape_fit(
    key_shape *shape, const color *colors, const float (*places)[2], const uint8_t *weights, size_t count, int terms);

bool key_field_make(key_field *field, const key_shape *shape, uint32_t width, uint32_t height);
color key_field_at(const key_field *field, uint32_t x, uint32_t y);
/// The key of a whole row.
void key_field_row(const key_field *field, uint32_t y, uint32_t width, color *row);
/// Takes the means of the ground, where there is enough of it, and what lies between from what lies around. False
/// without memory.
bool key_field_learn(cut *c);

/// Marks the ground, from the border, and learns the key from it.
bool cut_ground(cut *c);

/// The square of the distance from the key that 19 of 20 pixels of the ground keep that are 3 to 6 pixels from other
/// things, where a JPEG has its noise. 0 where there are too few.
float cut_edge_reach(cut *c);

/// Makes specks of noise ground. False without memory.
bool cut_sweep(cut *c);

/// Makes shadows on the ground part of it. False without memory.
bool cut_shades(cut *c);

/// The key at a pixel, in the light that is there.
color cut_key_at(const cut *c, uint32_t x, uint32_t y);

/// Fills in how far each pixel is from the ground, or from what is no ground.
void cut_depths(cut *c, bool from_ground);

/// The least alpha with which the key and a colour that exists give one that is `d` away from the key.
float cut_least_alpha(color key, color d);

/// Finds out which channels make the key's hue.
uint32_t cut_strong_channels(color key);

/// By how much all channels that are strong in the key are above all that are weak.
float cut_excess(color c, uint32_t strong);

/// The greatest alpha with which what covers has no more of the key's hue than `allowed`.
float cut_most_alpha(uint32_t strong, color key, color d, float allowed);

/// Whether the colour changes around a pixel, by more than a fifteenth of its distance from the key and more than
/// noise.
bool cut_is_uneven(const cut *c, uint32_t x, uint32_t y, uint32_t step);

/// Looks at the pixels that are twice `band` from the ground, or three fifths as far as any, and at even patches that
/// are nearer, for what the edges can be measured by.
void cut_know_inside(cut *c, uint32_t band, uint32_t step);

enum {
    /// Depths in thirds of a pixel. From here on something is thick enough to have its own colour.
    THICK = 9,
    AT_GROUND = 4,
};

/// Decides over a pixel by the known ones around it: opaque, partial, or ground after all.
void cut_decide(cut *c, uint32_t x, uint32_t y);

/// Makes a pixel partial.
void cut_cover(cut *c, size_t at, color covers, float alpha);

/// Finds what is opaque at the edges and carries its colour outwards over what is not.
bool cut_edges(cut *c);

/// Writes alpha and colours, and counts.
bool cut_matte(cut *c);

#endif
