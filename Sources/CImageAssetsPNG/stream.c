#include "stream.h"

#include <string.h>

#include "error.h"

enum { FRAME = 12, FRONT = 16, SURPLUS_COUNTED = 65536 };

static bool fail(cpng_stream *s, cpng_fault fault, uint64_t declared, uint64_t computed)
{
    return cpng_fail(s->error, fault, s->layout->bytes, s->chunk, declared, computed);
}

static void put_u32(uint8_t *bytes, uint32_t value)
{
    bytes[0] = (uint8_t)(value >> 24);
    bytes[1] = (uint8_t)(value >> 16);
    bytes[2] = (uint8_t)(value >> 8);
    bytes[3] = (uint8_t)value;
}

bool cpng_stream_open(cpng_stream *s, const cpng_layout *layout, cpng_source source, cpng_error *error)
{
    memset(s, 0, sizeof *s);
    s->layout = layout;
    s->source = source;
    s->error = error;
    if (source == CPNG_DEFLATED) return true;
    s->next_chunk = layout->first_data;
    for (int i = 0; i < cpng_pass_count(layout); i++) {
        cpng_pass pass = cpng_pass_of(layout, i);
        if (pass.width != 0) s->total += (uint64_t)pass.height * (1 + (uint64_t)pass.row_bytes);
    }
    if (inflateInit(&s->zlib) != Z_OK) return cpng_fail(error, cpng_fault_memory, layout->bytes, NULL, 0, 0);
    s->has_zlib = true;
    return true;
}

void cpng_stream_close(cpng_stream *s)
{
    if (s->has_zlib) inflateEnd(&s->zlib);
    s->has_zlib = false;
}

uint32_t cpng_stream_window(const cpng_layout *layout)
{
    for (const uint8_t *chunk = layout->first_data; chunk < layout->data_end; chunk += FRAME + cpng_u32(chunk))
        if (cpng_u32(chunk) != 0) return 256u << (chunk[8] >> 4);
    return CPNG_LARGEST_WINDOW;
}

/// Puts the next IDAT that is not empty in front of zlib. False when there is none.
static bool next_data(cpng_stream *s)
{
    while (s->next_chunk < s->layout->data_end) {
        s->chunk = s->next_chunk;
        uint32_t length = cpng_u32(s->chunk);
        s->next_chunk = s->chunk + FRAME + length;
        if (length != 0) {
            s->zlib.next_in = (Bytef *)(s->chunk + 8);
            s->zlib.avail_in = length;
            return true;
        }
    }
    return false;
}

/// The last four bytes that zlib took from the IDATs, wherever their borders are.
static uint32_t declared_checksum(const cpng_stream *s)
{
    uint8_t last[4] = {0};
    uint64_t taken = s->zlib.total_in, passed = 0;
    for (const uint8_t *chunk = s->layout->first_data; chunk < s->layout->data_end;) {
        uint32_t length = cpng_u32(chunk);
        for (uint64_t i = taken < 4 ? 0 : taken - 4; i < taken; i++)
            if (i >= passed && i < passed + length) last[i + 4 - taken] = chunk[8 + (i - passed)];
        passed += length;
        chunk += FRAME + length;
    }
    return cpng_u32(last);
}

static bool fail_inflate(cpng_stream *s, int status)
{
    if (status == Z_NEED_DICT) return fail(s, cpng_fault_stream_dictionary, 0, 0);
    if (status == Z_MEM_ERROR) return fail(s, cpng_fault_memory, 0, 0);
    const char *words = s->zlib.msg != NULL ? s->zlib.msg : "";
    if (strcmp(words, "incorrect data check") == 0)
        return fail(s, cpng_fault_stream_checksum, declared_checksum(s), (uint32_t)s->zlib.adler);
    return cpng_fail_with_words(s->error, cpng_fault_stream_invalid, s->layout->bytes, s->chunk, words);
}

/// Inflates exactly `count` bytes to `into`. `ended` tells whether the stream's end was seen.
static bool inflate_block(cpng_stream *s, uint8_t *into, size_t count, bool *ended)
{
    s->zlib.next_out = into;
    s->zlib.avail_out = (uInt)count;
    while (s->zlib.avail_out > 0) {
        uint64_t made = s->made + (count - s->zlib.avail_out);
        if (*ended) return fail(s, cpng_fault_too_little_data, s->total, made);
        if (s->zlib.avail_in == 0 && !next_data(s)) return fail(s, cpng_fault_stream_cut, s->total, made);
        int status = inflate(&s->zlib, Z_NO_FLUSH);
        if (status == Z_STREAM_END)
            *ended = true;
        else if (status != Z_OK && status != Z_BUF_ERROR)
            return fail_inflate(s, status);
    }
    s->made += count;
    return true;
}

/// After the last row: the stream must end here, and the IDATs with it.
static bool finish(cpng_stream *s, bool ended)
{
    uint8_t surplus[1024];
    uint64_t extra = 0;
    while (!ended) {
        if (s->zlib.avail_in == 0 && !next_data(s)) {
            if (extra != 0) return fail(s, cpng_fault_too_much_data, s->total, s->total + extra);
            return fail(s, cpng_fault_stream_end_missing, 0, 0);
        }
        s->zlib.next_out = surplus;
        s->zlib.avail_out = sizeof surplus;
        int status = inflate(&s->zlib, Z_NO_FLUSH);
        extra += sizeof surplus - s->zlib.avail_out;
        if (extra > SURPLUS_COUNTED) break;
        if (status == Z_STREAM_END)
            ended = true;
        else if (status != Z_OK && status != Z_BUF_ERROR)
            return fail_inflate(s, status);
    }
    if (extra != 0) return fail(s, cpng_fault_too_much_data, s->total, s->total + extra);
    uint64_t left = s->zlib.avail_in;
    const uint8_t *ending = s->chunk;
    s->zlib.avail_in = 0;
    while (next_data(s)) {
        if (left == 0) ending = s->chunk;
        left += s->zlib.avail_in;
    }
    s->chunk = ending;
    return left == 0 ? true : fail(s, cpng_fault_stream_followed, 0, left);
}

/// Looks at the filter byte of each row that begins among the newly made bytes, which start at position `from`.
static bool check_filters(cpng_stream *s, const uint8_t *made, uint64_t from)
{
    while (s->next_row < s->made) {
        cpng_pass pass = cpng_pass_of(s->layout, s->row_pass);
        if (pass.width == 0 || s->row_y == pass.height) {
            s->row_pass += 1;
            s->row_y = 0;
            continue;
        }
        uint8_t filter = made[s->next_row - from];
        uint64_t pass_number = s->layout->interlaced ? (uint64_t)s->row_pass + 1 : 0;
        if (filter > 4) return fail(s, cpng_fault_row_filter, filter, pass_number << 32 | s->row_y);
        s->next_row += 1 + (uint64_t)pass.row_bytes;
        s->row_y += 1;
    }
    return true;
}

/// One IDAT with one stored block: frame and headers are written around the rows' bytes where they are.
static bool make_data_segment(cpng_stream *s)
{
    uint64_t from = s->made;
    size_t count = s->total - from < CPNG_BLOCK ? (size_t)(s->total - from) : CPNG_BLOCK;
    uint8_t *data = s->buffer + FRONT, *front = data, *back = data + count;
    bool ended = false;
    if (!inflate_block(s, data, count, &ended)) return false;
    bool last = s->made == s->total;
    if (!last && ended) return fail(s, cpng_fault_too_little_data, s->total, s->made);
    if (last && !finish(s, ended)) return false;
    if (!check_filters(s, data, from)) return false;

    front -= 5;
    front[0] = last;
    front[1] = (uint8_t)count;
    front[2] = (uint8_t)(count >> 8);
    front[3] = (uint8_t)~count;
    front[4] = (uint8_t)(~count >> 8);
    if (from == 0) {
        front -= 2;
        front[0] = 0x78;
        front[1] = 0x01;
    }
    if (last) {
        put_u32(back, (uint32_t)s->zlib.adler);
        back += 4;
        s->next = CPNG_AT_END;
    }
    uint32_t length = (uint32_t)(back - front);
    // The walk compared the checksums of the file's own chunks; libpng is told to expect none of these.
    put_u32(back, 0);
    back += 4;
    front -= 8;
    put_u32(front, length);
    memcpy(front + 4, "IDAT", 4);
    s->segment = front;
    s->segment_left = (size_t)(back - front);
    return true;
}

static void make_prefix_segment(cpng_stream *s)
{
    const cpng_layout *layout = s->layout;
    const uint8_t *chunks[] = {layout->header, layout->palette, layout->transparency};
    uint8_t *to = s->prefix;
    memcpy(to, layout->bytes, 8);
    to += 8;
    for (int i = 0; i < 3; i++) {
        if (chunks[i] == NULL) continue;
        size_t length = cpng_u32(chunks[i]) + FRAME;
        memcpy(to, chunks[i], length);
        to += length;
    }
    s->segment = s->prefix;
    s->segment_left = (size_t)(to - s->prefix);
    s->next = CPNG_AT_DATA;
}

/// All IDATs at once, just as they are.
static void pass_data_on(cpng_stream *s)
{
    s->segment = s->layout->first_data;
    s->segment_left = (size_t)(s->layout->data_end - s->layout->first_data);
    s->next = CPNG_AT_END;
}

static bool next_segment(cpng_stream *s)
{
    static const uint8_t end[FRAME] = {0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82};
    switch (s->next) {
    case CPNG_AT_PREFIX: make_prefix_segment(s); return true;
    case CPNG_AT_DATA:
        if (s->source == CPNG_INFLATED) return make_data_segment(s);
        pass_data_on(s);
        return true;
    case CPNG_AT_END:
        s->segment = end;
        s->segment_left = sizeof end;
        s->next = CPNG_AT_EOF;
        return true;
    case CPNG_AT_EOF: break;
    }
    s->chunk = NULL;
    return cpng_fail_with_words(s->error, cpng_fault_libpng, s->layout->bytes, NULL, "reads past IEND");
}

bool cpng_stream_read(cpng_stream *s, uint8_t *bytes, size_t count)
{
    while (count > 0) {
        if (s->segment_left == 0 && !next_segment(s)) return false;
        size_t part = count < s->segment_left ? count : s->segment_left;
        memcpy(bytes, s->segment, part);
        s->segment += part;
        s->segment_left -= part;
        bytes += part;
        count -= part;
    }
    return true;
}
