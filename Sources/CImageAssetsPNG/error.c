#include "error.h"

#include <stdio.h>
#include <string.h>

bool cpng_fail(
    cpng_error *error, cpng_fault fault, const uint8_t *bytes, const uint8_t *chunk, uint64_t declared,
    uint64_t computed)
{
    memset(error, 0, sizeof *error);
    error->fault = fault;
    error->declared = declared;
    error->computed = computed;
    if (chunk != NULL) {
        error->has_place = true;
        error->offset = (uint64_t)(chunk - bytes);
        memcpy(error->chunk, chunk + 4, sizeof error->chunk);
    }
    return false;
}

bool cpng_fail_with_words(
    cpng_error *error, cpng_fault fault, const uint8_t *bytes, const uint8_t *chunk, const char *words)
{
    cpng_fail(error, fault, bytes, chunk, 0, 0);
    snprintf(error->words, sizeof error->words, "%s", words != NULL ? words : "");
    return false;
}
