// The bytes of manifests, lockfiles and answers: each function of CBytes against the plainest way to do the same.
#include "check.h"

#include <stdbool.h>
#include <string.h>
#include <zlib.h>

#include "cbytes.h"

static size_t plain_find(const uint8_t *bytes, size_t count, const uint8_t *wanted, size_t wanted_count)
{
    if (count == 0) return 0;
    for (size_t i = 0; i + wanted_count <= count; i++)
        if (memcmp(bytes + i, wanted, wanted_count) == 0) return i;
    return count;
}

static void check_search(const uint8_t *bytes, size_t count)
{
    size_t wanted = count < 5 ? count : 5;
    for (size_t start = 0; start + wanted <= count && start < 64; start += 7)
        for (size_t length = 1; length <= wanted; length++) {
            // A copy of its own, so that what is read past its end is seen.
            uint8_t *copy = malloc(length);
            memcpy(copy, bytes + start, length);
            copy[length - 1] ^= start & 1;
            require(cbytes_find(bytes, count, copy, length) == plain_find(bytes, count, copy, length));
            free(copy);
        }
    for (int within = 0; within < 2; within++) {
        char set[] = {count > 1 ? (char)bytes[1] : 'x', '"', '{', '\0'};
        size_t span = cbytes_span(bytes, count, set, within);
        require(span <= count);
        for (size_t i = 0; i < span; i++) require((bytes[i] != 0 && strchr(set, bytes[i]) != NULL) == within);
        require(span == count || (bytes[span] != 0 && strchr(set, bytes[span]) != NULL) != within);
    }
}

static void check_string_end(const uint8_t *bytes, size_t count)
{
    size_t end = 0;
    while (end < count && bytes[end] != '"') end += bytes[end] == '\\' ? 2 : 1;
    require(cbytes_string_end(bytes, count) == (end < count ? end : count));
}

static void check_base64(const uint8_t *bytes, size_t count)
{
    static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint8_t *text = malloc(count + 1);
    memcpy(text, bytes, count);
    size_t kept = cbytes_plain_base64(text, count);
    require(kept <= count);
    for (size_t i = 0; i < kept; i++) require(memchr(alphabet, text[i], 64) != NULL);
    require(cbytes_plain_base64(text, kept) == kept);
    free(text);
}

/// One character at a time, by its value.
static size_t plain_utf8(const uint8_t *text, size_t count)
{
    size_t at = 0;
    while (at < count) {
        size_t length =
            text[at] < 0x80 ? 1 : text[at] >> 5 == 6 ? 2 : text[at] >> 4 == 14 ? 3 : text[at] >> 3 == 30 ? 4 : 0;
        if (length == 0 || length > count - at) break;
        uint32_t scalar = length == 1 ? text[at] : text[at] & (0x7F >> length);
        size_t i = 1;
        for (; i < length && text[at + i] >> 6 == 2; i++) scalar = scalar << 6 | (text[at + i] & 0x3F);
        static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
        if (i < length || scalar < least[length] || scalar > 0x10FFFF || (scalar >= 0xD800 && scalar < 0xE000)) break;
        at += length;
    }
    return at;
}

static void check_text(const uint8_t *text, size_t count)
{
    require(cbytes_utf8(text, count) == plain_utf8(text, count));
    size_t line = 1, column = 1, lines = 1, columns = 1;
    for (size_t i = 0; i < count; i++) {
        if (text[i] == '\n') lines++, columns = 1;
        else if (text[i] >> 6 != 2) columns++;
    }
    cbytes_place(text, 0, count / 2, &line, &column);
    cbytes_place(text, count / 2, count, &line, &column);
    require(line == lines && column == columns);
    uint8_t *digits = malloc(2 * count + 1), *again = malloc(count + 1);
    cbytes_to_hex(text, count, digits);
    require(cbytes_from_hex(digits, 2 * count, again) && memcmp(text, again, count) == 0);
    if (count > 0) digits[count] = 'F';
    require(count == 0 || !cbytes_from_hex(digits, 2 * count, again));
    free(digits);
    free(again);
}

/// Tokens from this one on are of one value, each in its place. Returns the one behind it.
static size_t check_value(const uint8_t *text, size_t count, const cbytes_json *json, size_t index)
{
    require(index < json->count);
    cbytes_json_token token = json->tokens[index];
    require(token.start < count && (index == 0 || json->tokens[index - 1].start < token.start));
    uint8_t first = text[token.start];
    size_t next = index + 1;
    if (first == '{' || first == '[') {
        for (size_t i = 0; next < token.end; i++) {
            require(first == '[' || i % 2 == 1 || text[json->tokens[next].start] == '"');
            next = check_value(text, count, json, next);
        }
        require(next == token.end);
    } else if (first == '"') {
        size_t length = token.end - token.start - 1;
        require(text[token.end] == '"');
        require(token.has_escapes == (memchr(text + token.start + 1, '\\', length) != NULL));
        uint8_t *plain = malloc(length + 1);
        size_t plain_length = cbytes_json_unescape(text, token, plain);
        require(plain_length <= length && (plain_length == length) == !token.has_escapes);
        require(cbytes_utf8(plain, plain_length) == plain_length);
        size_t said = 0;
        require(cbytes_json_say(text, token.start + 1, &said, plain_length) == token.end && said == plain_length);
        free(plain);
    } else {
        require(token.end == token.start + cbytes_json_word(text + token.start));
    }
    require(cbytes_json_behind(text, json->tokens, index) == next);
    return next;
}

/// Of the whole text's object, with keys of a manifest.
static void check_members(const uint8_t *text, const cbytes_json *json)
{
    static const char *const known[] = {"images", "name", "version"};
    size_t first[3] = {0}, odd = 0;
    for (size_t key = 1; key < json->count; key = cbytes_json_behind(text, json->tokens, key + 1)) {
        cbytes_json_token token = json->tokens[key];
        uint8_t *plain = malloc(token.end - token.start);
        size_t length = cbytes_json_unescape(text, token, plain), i = 0;
        while (i < 3 && (length != strlen(known[i]) || memcmp(plain, known[i], length) != 0)) i++;
        if (odd == 0 && (i == 3 || first[i] != 0)) odd = key;
        if (i < 3 && first[i] == 0) first[i] = key + 1;
        free(plain);
    }
    require(cbytes_json_odd_key(text, json->tokens, 0, "images name version") == odd);
    for (size_t i = 0; i < 3; i++) require(cbytes_json_member(text, json->tokens, 0, known[i]) == first[i]);
}

static void check_json(const uint8_t *bytes, size_t given)
{
    // As its user does: what is not UTF-8 is not read.
    size_t count = cbytes_utf8(bytes, given);
    uint8_t *text = malloc(count + 2);
    memcpy(text, bytes, count);
    text[count] = '\0';
    cbytes_json json = cbytes_json_scan(text, count);
    require(json.offset <= count && json.opener <= count);
    if (json.fault == CBYTES_JSON_WHOLE) {
        require(check_value(text, count, &json, 0) == json.count);
        if (text[json.tokens[0].start] == '{') {
            check_members(text, &json);
        }
        text[count] = '}';
        text[count + 1] = '\0';
        cbytes_json more = cbytes_json_scan(text, count + 1);
        require(more.fault == CBYTES_JSON_MORE || more.fault == CBYTES_JSON_WORD);
    } else {
        require(json.tokens == NULL && json.count == 0);
    }
    cbytes_json_free(&json);
    free(text);
}

enum { LIMIT = 1 << 18 };

/// What comes when so many bytes are taken at once.
static size_t unpack(const uint8_t *bytes, size_t count, uint8_t *into, size_t step)
{
    cbytes_unpacking *unpacking = cbytes_unpack(bytes, count);
    require(unpacking != NULL);
    size_t all = 0;
    while (all < LIMIT) {
        size_t room = step < LIMIT - all ? step : LIMIT - all;
        size_t taken = cbytes_take(unpacking, into + all, room);
        require(taken <= room);
        all += taken;
        if (taken < room) {
            // Once it is over it stays so.
            require(cbytes_take(unpacking, into, 1) == 0);
            break;
        }
    }
    cbytes_close(unpacking);
    return all;
}

static uint8_t once[LIMIT], again[LIMIT];

/// Packs the bytes as gzip or zlib and expects them back, twice in a row for gzip as for several files.
static void check_round_trip(const uint8_t *bytes, size_t count)
{
    if (count > LIMIT / 2) return;
    for (int bits = 15; bits <= 31; bits += 16) {
        z_stream zlib = {0};
        require(deflateInit2(&zlib, 1, Z_DEFLATED, bits, 8, Z_DEFAULT_STRATEGY) == Z_OK);
        size_t room = deflateBound(&zlib, count);
        uint8_t *packed = malloc(2 * room);
        zlib.next_in = (Bytef *)bytes;
        zlib.avail_in = (uInt)count;
        zlib.next_out = packed;
        zlib.avail_out = (uInt)room;
        require(deflate(&zlib, Z_FINISH) == Z_STREAM_END);
        size_t length = room - zlib.avail_out;
        deflateEnd(&zlib);
        require(unpack(packed, length, once, 4096) == count && memcmp(once, bytes, count) == 0);
        memcpy(packed + length, packed, length);
        require(unpack(packed, 2 * length, once, 777) == 2 * count);
        require(memcmp(once, bytes, count) == 0 && memcmp(once + count, bytes, count) == 0);
        free(packed);
    }
}

void check(const uint8_t *given, size_t count)
{
    uint8_t *bytes = malloc(count == 0 ? 1 : count);
    memcpy(bytes, given, count);
    check_search(bytes, count);
    check_string_end(bytes, count);
    check_text(bytes, count);
    check_json(bytes, count);
    check_base64(bytes, count);
    size_t whole = unpack(bytes, count, once, LIMIT);
    size_t parts = unpack(bytes, count, again, 61);
    // Of what breaks off or is damaged, zlib gives up at the same byte in the input, and may hold back some of the
    // output.
    require(memcmp(once, again, whole < parts ? whole : parts) == 0);
    check_round_trip(bytes, count);
    free(bytes);
}
