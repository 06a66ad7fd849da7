#ifndef DECODERS_H
#define DECODERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What others' decoders make of our files, as red, green, blue and alpha of 8 bits each. The caller has room for the
// pixels, whose sides it knows; false where they are others, and without the trait.

bool decoders_read_jpeg(const uint8_t *bytes, size_t count, uint32_t width, uint32_t height, uint8_t *pixels);
bool decoders_read_webp(const uint8_t *bytes, size_t count, uint32_t width, uint32_t height, uint8_t *pixels);

#endif
