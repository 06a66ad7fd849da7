#include <string.h>

#include "cbytes.h"
#include "json.h"

// MARK: Strings

static size_t write_scalar(uint8_t *into, uint32_t scalar)
{
    if (scalar < 0x80) {
        into[0] = (uint8_t)scalar;
        return 1;
    }
    size_t more = scalar < 0x800 ? 1 : scalar < 0x10000 ? 2 : 3;
    static const uint8_t marks[] = {0, 0xC0, 0xE0, 0xF0};
    for (size_t i = more; i > 0; i--) {
        into[i] = 0x80 | (scalar & 0x3F);
        scalar >>= 6;
    }
    into[0] = marks[more] | (uint8_t)scalar;
    return more + 1;
}

size_t cbytes_json_unescape(const uint8_t *text, cbytes_json_token string, uint8_t *into)
{
    const uint8_t *at = text + string.start + 1, *end = text + string.end;
    size_t count = 0;
    while (at < end) {
        const uint8_t *backslash = memchr(at, '\\', (size_t)(end - at));
        size_t run = (size_t)((backslash == NULL ? end : backslash) - at);
        memcpy(into + count, at, run);
        count += run;
        at += run;
        if (at == end) break;
        static const char letters[] = "bfnrt", meant[] = "\b\f\n\r\t";
        const char *letter = strchr(letters, at[1]);
        if (at[1] == 'u') {
            uint32_t unit = (uint32_t)four_digits(at + 2);
            bool is_pair = is_lead((int)unit);
            if (is_pair) unit = 0x10000 + ((unit & 0x3FF) << 10 | ((uint32_t)four_digits(at + 8) & 0x3FF));
            count += write_scalar(into + count, unit);
            at += is_pair ? 12 : 6;
        } else {
            into[count++] = letter == NULL ? at[1] : (uint8_t)meant[letter - letters];
            at += 2;
        }
    }
    return count;
}

size_t cbytes_json_say(const uint8_t *text, size_t at, size_t *said, size_t wanted)
{
    while (*said < wanted) {
        if (text[at] != '\\') {
            const uint8_t *backslash = memchr(text + at, '\\', wanted - *said);
            size_t run = backslash == NULL ? wanted - *said : (size_t)(backslash - (text + at));
            at += run;
            *said += run;
        } else if (text[at + 1] != 'u') {
            at += 2;
            *said += 1;
        } else {
            int unit = four_digits(text + at + 2);
            *said += unit < 0x80 ? 1 : unit < 0x800 ? 2 : is_lead(unit) ? 4 : 3;
            at += is_lead(unit) ? 12 : 6;
        }
    }
    return at;
}

// MARK: Members

/// What is longer is no key of ours.
enum { LONGEST_KEY = 32 };

static bool is_text(const uint8_t *text, cbytes_json_token string, const char *wanted, size_t count)
{
    size_t length = string.end - string.start - 1;
    const char *start = (const char *)text + string.start + 1;
    if (!string.has_escapes) return length == count && *start == *wanted && memcmp(start, wanted, count) == 0;
    // No character takes more than six bytes of an escape.
    uint8_t plain[6 * LONGEST_KEY];
    if (length > sizeof plain) return false;
    return cbytes_json_unescape(text, string, plain) == count && memcmp(plain, wanted, count) == 0;
}

/// The token behind a value.
static size_t behind(const uint8_t *text, const cbytes_json_token *tokens, size_t index)
{
    uint8_t first = text[tokens[index].start];
    return first == '{' || first == '[' ? tokens[index].end : index + 1;
}

size_t cbytes_json_behind(const uint8_t *text, const cbytes_json_token *tokens, size_t index)
{
    return behind(text, tokens, index);
}

size_t cbytes_json_member(const uint8_t *text, const cbytes_json_token *tokens, size_t object, const char *key)
{
    size_t count = strlen(key), end = tokens[object].end;
    for (size_t index = object + 1; index < end; index = behind(text, tokens, index + 1))
        if (is_text(text, tokens[index], key, count)) return index + 1;
    return 0;
}

size_t cbytes_json_odd_key(
    const uint8_t *text, const cbytes_json_token *tokens, size_t object, const char *known)
{
    uint64_t seen = 0;
    const char *name = known;
    int number = 0;
    for (size_t index = object + 1; index < tokens[object].end; index = behind(text, tokens, index + 1)) {
        const char *first = name;
        // Keys often stand in the order in which they are known: each is looked for behind the one before.
        while (true) {
            const char *end = name;
            while (*end != ' ' && *end != '\0') end++;
            bool is_found = is_text(text, tokens[index], name, (size_t)(end - name));
            uint64_t bit = (uint64_t)1 << number;
            name = *end == '\0' ? known : end + 1;
            number = *end == '\0' ? 0 : number + 1;
            if (is_found && (seen & bit) != 0) return index;
            if (is_found) {
                seen |= bit;
                break;
            }
            if (name == first) return index;
        }
    }
    return 0;
}
