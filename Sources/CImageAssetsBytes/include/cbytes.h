#ifndef CBYTES_H
#define CBYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What is done with each byte of a manifest, a lockfile, or an answer of megabytes: Swift that is built for debugging,
// as users run it, would take seconds.

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

// MARK: JSON

/// A value or a key of a JSON text, in the order of the text. Its first byte says of which kind it is.
typedef struct {
    uint32_t start;
    /// Of an object or a list, the token behind its last one; of all others a byte: a string's closing quote, or what
    /// follows a word or number.
    uint32_t end : 31;
    uint32_t has_escapes : 1;
} cbytes_json_token;

/// What keeps a text from being JSON, at the first byte that does.
typedef enum {
    CBYTES_JSON_WHOLE,
    CBYTES_JSON_EMPTY,
    CBYTES_JSON_MORE,
    CBYTES_JSON_TOO_DEEP,
    CBYTES_JSON_NO_VALUE,
    CBYTES_JSON_NO_KEY,
    CBYTES_JSON_NO_COLON,
    CBYTES_JSON_NO_COMMA,
    /// A comma with nothing behind it; the place is the comma's.
    CBYTES_JSON_COMMA,
    CBYTES_JSON_WORD,
    CBYTES_JSON_IN_STRING,
    /// The place is that of the letter behind the backslash; of the next two, the backslash's.
    CBYTES_JSON_ESCAPE,
    CBYTES_JSON_DIGITS,
    CBYTES_JSON_SURROGATE,
    CBYTES_JSON_TOO_LARGE,
    CBYTES_JSON_NO_MEMORY,
} cbytes_json_fault;

typedef struct {
    /// NULL unless the text is whole. An object's tokens alternate between keys and values.
    cbytes_json_token *tokens;
    size_t count;
    cbytes_json_fault fault;
    /// The byte at fault.
    size_t offset;
    /// Where the object, list or string around it begins; the text's end where none is.
    size_t opener;
    /// What was read last.
    cbytes_json_token last;
} cbytes_json;

/// Bytes of the longest text that is read.
enum { CBYTES_JSON_LARGEST = INT32_MAX };

/// Reads UTF-8 that is exactly one JSON value (RFC 8259), nested at most 64 deep. A NUL follows the text.
cbytes_json cbytes_json_scan(const uint8_t *text, size_t count);

void cbytes_json_free(cbytes_json *json);

/// How long the word or number is that begins there, right or wrong.
size_t cbytes_json_word(const uint8_t *text);

/// What a string says. It takes no more room than its text. Returns its length.
size_t cbytes_json_unescape(const uint8_t *text, cbytes_json_token string, uint8_t *into);

/// Moves along a string from the byte `at`, which says byte `said` of what the string says, to the one that says byte
/// `wanted` of it, and sets `said` to that.
size_t cbytes_json_say(const uint8_t *text, size_t at, size_t *said, size_t wanted);

/// The token behind a value.
size_t cbytes_json_behind(const uint8_t *text, const cbytes_json_token *tokens, size_t value);

/// The value of an object's first member with this key, of at most 32 bytes; 0 where it has none.
size_t cbytes_json_member(const uint8_t *text, const cbytes_json_token *tokens, size_t object, const char *key);

/// An object's first key that is none of those known, or that it has already; 0 where all are right.
///
/// `known`: at most 64 keys, a space between them.
size_t cbytes_json_odd_key(
    const uint8_t *text, const cbytes_json_token *tokens, size_t object, const char *known);

// MARK: Text

/// Where the text stops being UTF-8; `count` where all of it is.
size_t cbytes_utf8(const uint8_t *text, size_t count);

/// Moves line and column, which are those of `from`, to `to`. Columns are counted in characters.
void cbytes_place(const uint8_t *text, size_t from, size_t to, size_t *line, size_t *column);

/// Reads lower-case hexadecimal digits, two a byte. Whether all are such.
bool cbytes_from_hex(const uint8_t *text, size_t count, uint8_t *into);

/// Writes two digits for each byte.
void cbytes_to_hex(const uint8_t *bytes, size_t count, uint8_t *into);

// MARK: Packed data

typedef struct cbytes_unpacking cbytes_unpacking;

/// Unpacks gzip or zlib data, which must stay where it is. NULL when there is no memory.
cbytes_unpacking *cbytes_unpack(const void *bytes, size_t count);

/// How many bytes came; fewer than there is room for only at the end.
size_t cbytes_take(cbytes_unpacking *unpacking, void *into, size_t room);

void cbytes_close(cbytes_unpacking *unpacking);

// MARK: Memory

/// Has this thread's heap grow once instead of page by page, before many small values are made: address space, which
/// costs memory only where it is used. Nothing where the C library does that by itself.
void cbytes_reserve_heap(void);

#endif
