// The bytes of answers: each function of CBytes against the plainest way to do the same.
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
    check_base64(bytes, count);
    size_t whole = unpack(bytes, count, once, LIMIT);
    size_t parts = unpack(bytes, count, again, 61);
    // Of what breaks off or is damaged, zlib gives up at the same byte in the input, and may hold back some of the
    // output.
    require(memcmp(once, again, whole < parts ? whole : parts) == 0);
    check_round_trip(bytes, count);
    free(bytes);
}
