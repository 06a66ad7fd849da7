#include <stdlib.h>
#include <string.h>

#include "cbytes.h"
#include "json.h"

enum { DEPTH = 64 };

static const uint64_t ONES = 0x0101010101010101;

typedef struct {
    const uint8_t *text;
    const uint8_t *end;
    /// What is read next. The NUL at the end stops every loop.
    const uint8_t *at;
    cbytes_json *json;
    size_t room;
} scan;

static bool fail(scan *s, cbytes_json_fault fault, const uint8_t *opener)
{
    s->json->fault = fault;
    s->json->offset = (size_t)(s->at - s->text);
    s->json->opener = (size_t)(opener - s->text);
    return false;
}

static bool add(scan *s, const uint8_t *start, const uint8_t *end)
{
    cbytes_json *json = s->json;
    if (json->count == s->room) {
        size_t room = 2 * s->room;
        cbytes_json_token *tokens = realloc(json->tokens, room * sizeof *tokens);
        if (tokens == NULL) return fail(s, CBYTES_JSON_NO_MEMORY, start);
        json->tokens = tokens;
        s->room = room;
    }
    cbytes_json_token *token = &json->tokens[json->count++];
    token->start = (uint32_t)(start - s->text);
    token->end = (uint32_t)(end - s->text);
    token->has_escapes = 0;
    return true;
}

static void skip_space(scan *s)
{
    const uint8_t *at = s->at;
    while (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t') {
        at++;
        // An indent.
        uint64_t word;
        while (s->end - at >= 8 && (memcpy(&word, at, 8), word == ONES * ' ')) at += 8;
    }
    s->at = at;
}

// MARK: Strings

static bool escape(scan *s, const uint8_t *opener)
{
    const uint8_t *backslash = s->at++;
    if (s->at == s->end) return fail(s, CBYTES_JSON_IN_STRING, opener);
    if (*s->at == '\0' || strchr("\"\\/bfnrtu", *s->at) == NULL) return fail(s, CBYTES_JSON_ESCAPE, opener);
    if (*s->at++ != 'u') return true;
    int unit = four_digits(s->at);
    s->at = backslash;
    if (unit < 0) return fail(s, CBYTES_JSON_DIGITS, opener);
    if (is_lead(unit) && backslash[6] == '\\' && backslash[7] == 'u') {
        int trail = four_digits(backslash + 8);
        if (trail < 0) s->at = backslash + 6;
        if (trail < 0) return fail(s, CBYTES_JSON_DIGITS, opener);
        if (!is_trail(trail)) return fail(s, CBYTES_JSON_SURROGATE, opener);
        s->at = backslash + 12;
        return true;
    }
    if (is_lead(unit) || is_trail(unit)) return fail(s, CBYTES_JSON_SURROGATE, opener);
    s->at = backslash + 6;
    return true;
}

/// From its opening quote to behind its closing one.
static bool string(scan *s)
{
    const uint8_t *opener = s->at++;
    bool has_escapes = false;
    while (true) {
        uint64_t word;
        while (s->end - s->at >= 8) {
            memcpy(&word, s->at, 8);
            uint64_t quote = word ^ ONES * '"', backslash = word ^ ONES * '\\';
            // A byte's highest bit is set where it is zero in one of the first two, or small in the word.
            uint64_t stop =
                ((quote - ONES) & ~quote) | ((backslash - ONES) & ~backslash) | ((word - ONES * ' ') & ~word);
            if ((stop & ONES << 7) != 0) break;
            s->at += 8;
        }
        while (*s->at >= 0x20 && *s->at != '"' && *s->at != '\\') s->at++;
        if (*s->at != '\\') break;
        has_escapes = true;
        if (!escape(s, opener)) return false;
    }
    if (*s->at != '"') return fail(s, CBYTES_JSON_IN_STRING, opener);
    if (!add(s, opener, s->at)) return false;
    s->json->tokens[s->json->count - 1].has_escapes = has_escapes;
    s->at++;
    return true;
}

// MARK: Values

static const uint8_t *digits(const uint8_t *at)
{
    while (*at >= '0' && *at <= '9') at++;
    return at;
}

/// Number = `-`? (`0` | `1`–`9` digits) (`.` digits)? (`e` sign? digits)?
static bool is_number(const uint8_t *at, const uint8_t *end)
{
    if (*at == '-') at++;
    const uint8_t *first = at;
    at = digits(at);
    if (at == first || (*first == '0' && at - first > 1)) return false;
    if (*at == '.') {
        first = ++at;
        at = digits(at);
        if (at == first) return false;
    }
    if (*at == 'e' || *at == 'E') {
        at++;
        if (*at == '+' || *at == '-') at++;
        first = at;
        at = digits(at);
        if (at == first) return false;
    }
    return at == end;
}

size_t cbytes_json_word(const uint8_t *text)
{
    const uint8_t *at = text;
    while ((*at >= '0' && *at <= '9') || ((*at | 0x20) >= 'a' && (*at | 0x20) <= 'z')
        || (*at != '\0' && strchr("+-._$", *at) != NULL))
        at++;
    return (size_t)(at - text);
}

static bool word(scan *s, const uint8_t *opener)
{
    size_t length = cbytes_json_word(s->at);
    if (length == 0) return fail(s, CBYTES_JSON_NO_VALUE, opener);
    const uint8_t *end = s->at + length;
    bool is_name = (length == 4 && (memcmp(s->at, "true", 4) == 0 || memcmp(s->at, "null", 4) == 0))
        || (length == 5 && memcmp(s->at, "false", 5) == 0);
    if (!is_name && !is_number(s->at, end)) return fail(s, CBYTES_JSON_WORD, opener);
    if (!add(s, s->at, end)) return false;
    s->at = end;
    return true;
}

static bool value(scan *s, const uint8_t *opener, int depth);

/// Whether something follows; at the closer, or where there is a fault, nothing does.
static bool next(scan *s, const uint8_t *opener, uint8_t closer)
{
    skip_space(s);
    if (*s->at == closer) return false;
    if (*s->at != ',') return fail(s, CBYTES_JSON_NO_COMMA, opener);
    const uint8_t *comma = s->at++;
    skip_space(s);
    if (*s->at != closer) return true;
    s->at = comma;
    return fail(s, CBYTES_JSON_COMMA, opener);
}

static bool member(scan *s, const uint8_t *opener, int depth)
{
    if (*s->at != '"') return fail(s, CBYTES_JSON_NO_KEY, opener);
    if (!string(s)) return false;
    skip_space(s);
    if (*s->at != ':') return fail(s, CBYTES_JSON_NO_COLON, opener);
    s->at++;
    skip_space(s);
    return value(s, opener, depth);
}

static bool nested(scan *s, int depth, uint8_t closer)
{
    const uint8_t *opener = s->at;
    if (depth == DEPTH) return fail(s, CBYTES_JSON_TOO_DEEP, opener);
    size_t token = s->json->count;
    if (!add(s, opener, opener)) return false;
    s->at++;
    skip_space(s);
    if (*s->at != closer) {
        do
            if (!(closer == '}' ? member(s, opener, depth + 1) : value(s, opener, depth + 1))) return false;
        while (next(s, opener, closer));
        if (s->json->fault != CBYTES_JSON_WHOLE) return false;
    }
    s->at++;
    s->json->tokens[token].end = (uint32_t)s->json->count;
    return true;
}

static bool value(scan *s, const uint8_t *opener, int depth)
{
    switch (*s->at) {
    case '"': return string(s);
    case '{': return nested(s, depth, '}');
    case '[': return nested(s, depth, ']');
    default: return word(s, opener);
    }
}

cbytes_json cbytes_json_scan(const uint8_t *text, size_t count)
{
    cbytes_json json = {.fault = CBYTES_JSON_WHOLE};
    scan s = {.text = text, .end = text + count, .at = text, .json = &json, .room = count / 16 + 16};
    if (count > CBYTES_JSON_LARGEST) {
        fail(&s, CBYTES_JSON_TOO_LARGE, text);
        return json;
    }
    json.tokens = malloc(s.room * sizeof *json.tokens);
    if (json.tokens == NULL) {
        fail(&s, CBYTES_JSON_NO_MEMORY, text);
        return json;
    }
    skip_space(&s);
    if (s.at == s.end) {
        s.at = text;
        fail(&s, CBYTES_JSON_EMPTY, text);
    } else if (value(&s, s.end, 0)) {
        skip_space(&s);
        if (s.at != s.end) fail(&s, CBYTES_JSON_MORE, s.end);
    }
    if (json.fault != CBYTES_JSON_WHOLE) {
        if (json.count > 0) json.last = json.tokens[json.count - 1];
        cbytes_json_free(&json);
    }
    return json;
}

void cbytes_json_free(cbytes_json *json)
{
    free(json->tokens);
    json->tokens = NULL;
    json->count = 0;
}
