#ifndef CBYTES_JSON_H
#define CBYTES_JSON_H

#include <stdbool.h>
#include <stdint.h>

// Escapes of JSON: `\u` and four digits, two of them for a character beyond the first 65,536.

static inline int hex_digit(uint8_t byte)
{
    if (byte >= '0' && byte <= '9') return byte - '0';
    byte |= 0x20;
    return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

/// The number of four digits, or -1.
static inline int four_digits(const uint8_t *at)
{
    int unit = 0;
    for (int i = 0; i < 4; i++) {
        int digit = hex_digit(at[i]);
        if (digit < 0) return -1;
        unit = unit << 4 | digit;
    }
    return unit;
}

static inline bool is_lead(int unit) { return (unit & 0xFC00) == 0xD800; }
static inline bool is_trail(int unit) { return (unit & 0xFC00) == 0xDC00; }

#endif
