#define _GNU_SOURCE
#include <stdint.h>
#include <string.h>

#include "cbytes.h"

size_t cbytes_find(const void *bytes, size_t count, const void *wanted, size_t wanted_count)
{
    const char *found = count > 0 ? memmem(bytes, count, wanted, wanted_count) : NULL;
    return found == NULL ? count : (size_t)(found - (const char *)bytes);
}

size_t cbytes_span(const void *bytes, size_t count, const char *set, bool within)
{
    bool is_member[256] = {false};
    for (const char *member = set; *member != '\0'; member++) is_member[(uint8_t)*member] = true;
    const uint8_t *byte = bytes;
    size_t span = 0;
    while (span < count && is_member[byte[span]] == within) span++;
    return span;
}

size_t cbytes_string_end(const void *bytes, size_t count)
{
    const char *text = bytes;
    for (size_t i = 0; i < count; i++) {
        const char *quote = memchr(text + i, '"', count - i);
        if (quote == NULL) break;
        i = (size_t)(quote - text);
        size_t backslashes = 0;
        while (backslashes < i && text[i - 1 - backslashes] == '\\') backslashes++;
        if (backslashes % 2 == 0) return i;
    }
    return count;
}
