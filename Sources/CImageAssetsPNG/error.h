#ifndef CPNG_ERROR_H
#define CPNG_ERROR_H

#include "cpng.h"

/// Fills in `error` and returns false, so that a check can end with `return cpng_fail(…)`.
/// `chunk` points to the chunk's first byte in the file, its length field; NULL when no chunk is to blame.
bool cpng_fail(
    cpng_error *error, cpng_fault fault, const uint8_t *bytes, const uint8_t *chunk, uint64_t declared,
    uint64_t computed);

/// The same for a fault that passes on zlib's or libpng's words.
bool cpng_fail_with_words(
    cpng_error *error, cpng_fault fault, const uint8_t *bytes, const uint8_t *chunk, const char *words);

#endif
