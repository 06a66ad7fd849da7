#include <stdint.h>
#include <string.h>

#include "cbytes.h"
#include "json.h"

/// What the escape after a backslash stands for, or 0, and how long it is.
static uint8_t escape(const uint8_t *bytes, size_t count, size_t *length)
{
    *length = 0;
    if (count == 0) return 0;
    if (bytes[0] == 'n' || bytes[0] == 'r' || bytes[0] == 't') *length = 1;
    if (bytes[0] != 'u' || count < 5) return 0;
    int code = four_digits(bytes + 1);
    if (code < 0) return 0;
    *length = 5;
    return code < 0x80 ? (uint8_t)code : 0;
}

/// The character of the usual alphabet, or 0.
static uint8_t usual(uint8_t byte)
{
    if (byte == '-') return '+';
    if (byte == '_') return '/';
    uint8_t letter = byte | 0x20;
    bool is_usual = (letter >= 'a' && letter <= 'z') || (byte >= '0' && byte <= '9') || byte == '+' || byte == '/';
    return is_usual ? byte : 0;
}

size_t cbytes_plain_base64(void *bytes, size_t count)
{
    uint8_t *text = bytes;
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        uint8_t byte = text[i];
        // A stream of events may part its data into lines.
        if (byte == '\n' && count - i > 5 && memcmp(text + i + 1, "data:", 5) == 0) i += 5;
        if (byte == '\\') {
            size_t length;
            byte = escape(text + i + 1, count - i - 1, &length);
            i += length;
        }
        uint8_t character = usual(byte);
        if (character != 0) text[kept++] = character;
    }
    return kept;
}
