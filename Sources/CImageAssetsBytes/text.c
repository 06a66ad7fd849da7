#include <string.h>

#include "cbytes.h"

static const uint64_t ONES = 0x0101010101010101;

// MARK: UTF-8

/// How long the sequence is that begins there; 0 where it is ill-formed.
static size_t sequence(const uint8_t *at, size_t count)
{
    uint8_t lead = at[0], low = 0x80, high = 0xBF;
    size_t length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    // Not in the shortest form, half of a surrogate pair, or beyond the last character.
    if (lead == 0xE0) low = 0xA0;
    if (lead == 0xED) high = 0x9F;
    if (lead == 0xF0) low = 0x90;
    if (lead == 0xF4) high = 0x8F;
    if (length > count) return 0;
    for (size_t i = 1; i < length; i++) {
        if (at[i] < low || at[i] > high) return 0;
        low = 0x80;
        high = 0xBF;
    }
    return length;
}

size_t cbytes_utf8(const uint8_t *text, size_t count)
{
    size_t at = 0;
    while (at < count) {
        uint64_t word;
        while (count - at >= 8 && (memcpy(&word, text + at, 8), (word & ONES << 7) == 0)) at += 8;
        if (at == count) break;
        size_t length = sequence(text + at, count - at);
        if (length == 0) return at;
        at += length;
    }
    return at;
}

// MARK: Places

void cbytes_place(const uint8_t *text, size_t from, size_t to, size_t *line, size_t *column)
{
    const uint8_t *at = text + from, *end = text + to;
    while (at < end) {
        const uint8_t *newline = memchr(at, '\n', (size_t)(end - at));
        if (newline == NULL) break;
        ++*line;
        *column = 1;
        at = newline + 1;
    }
    // A character's other bytes are not counted.
    for (; at < end; at++) *column += (*at & 0xC0) != 0x80;
}

// MARK: Hexadecimal

bool cbytes_from_hex(const uint8_t *text, size_t count, uint8_t *into)
{
    // One more than a digit's value; of all else zero.
    static const uint8_t values[256] = {
        ['0'] = 1, ['1'] = 2, ['2'] = 3, ['3'] = 4, ['4'] = 5, ['5'] = 6, ['6'] = 7, ['7'] = 8, ['8'] = 9, ['9'] = 10,
        ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16,
    };
    for (size_t i = 0; i + 1 < count; i += 2) {
        uint8_t high = values[text[i]], low = values[text[i + 1]];
        if (high == 0 || low == 0) return false;
        into[i / 2] = (uint8_t)((high - 1) << 4 | (low - 1));
    }
    return true;
}

void cbytes_to_hex(const uint8_t *bytes, size_t count, uint8_t *into)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < count; i++) {
        into[2 * i] = (uint8_t)digits[bytes[i] >> 4];
        into[2 * i + 1] = (uint8_t)digits[bytes[i] & 15];
    }
}
