#ifndef CBYTES_H
#define CBYTES_H

#include <stdbool.h>
#include <stddef.h>

// What is done with each byte of an answer of megabytes: Swift that is built for debugging, as users run it, would take
// seconds.

/// Where the wanted bytes begin, or `count` where they do not occur.
size_t cbytes_find(const void *bytes, size_t count, const void *wanted, size_t wanted_count);

/// How many bytes at the beginning are of the set, or, when `within` is false, are not of it.
size_t cbytes_span(const void *bytes, size_t count, const char *set, bool within);

/// Where the quotation mark is that ends a JSON string, given what follows the one that begins it; `count` where there
/// is none.
size_t cbytes_string_end(const void *bytes, size_t count);

/// Leaves base64 in its usual alphabet and without padding, taking out JSON's escapes, white space, what parts the
/// lines of an event, and what else stands in between. Works in place and returns the count of what is left.
size_t cbytes_plain_base64(void *bytes, size_t count);

typedef struct cbytes_unpacking cbytes_unpacking;

/// Unpacks gzip or zlib data, which must stay where it is. NULL when there is no memory.
cbytes_unpacking *cbytes_unpack(const void *bytes, size_t count);

/// How many bytes came; fewer than there is room for only at the end.
size_t cbytes_take(cbytes_unpacking *unpacking, void *into, size_t room);

void cbytes_close(cbytes_unpacking *unpacking);

#endif
