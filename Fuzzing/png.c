#include "check.h"

#include <string.h>
#include <zlib.h>

#include "baselines.h"
#include "cpng.h"

typedef struct {
    uint64_t rows;
    uint64_t bytes;
    uint8_t sum;
} seen;

static void take_row(void *context, const uint8_t *row, size_t count)
{
    seen *s = context;
    s->rows++;
    s->bytes += count;
    for (size_t i = 0; i < count; i++) s->sum ^= row[i];
}

static void take_stored(void *context, const cpng_facts *facts, const uint8_t *row)
{
    seen *s = context;
    require(facts->width >= 1 && facts->height >= 1 && facts->bit_depth == 8);
    size_t count = (size_t)facts->width * (facts->color_type == 6 ? 4 : 3);
    s->rows++;
    s->bytes += count;
    for (size_t i = 0; i < count; i++) s->sum ^= row[i];
}

static uint32_t u32(const uint8_t *b)
{
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 | b[3];
}

static void verify(const uint8_t *bytes, size_t count)
{
    cpng_limits limits = {.width = 4096, .height = 4096, .pixels = 1 << 20, .bytes = 1 << 24, .chunks = 4096};
    cpng_facts facts;
    cpng_error error;
    seen stored = {0};
    if (!cpng_verify_taking(bytes, count, &limits, take_stored, &stored, &facts, &error)) {
        require(error.fault != cpng_fault_none);
        require(!error.has_place || error.offset + 8 <= count);
        return;
    }
    require(facts.width >= 1 && facts.width <= 4096 && facts.height >= 1 && facts.height <= 4096);
    require(facts.transparent_pixels <= (uint64_t)facts.width * facts.height);
    require(!facts.clear || facts.transparent_pixels == (uint64_t)facts.width * facts.height);
    seen s = {0};
    require(cpng_read_pixels(bytes, count, &limits, take_row, &s, &error));
    require(s.rows == facts.height && s.bytes == (uint64_t)facts.width * facts.height * 8);
    require(stored.rows == 0 || stored.rows == facts.height);
    // Never laxer than libpng by itself.
    require(baseline_decode(bytes, count));

    cpng_chunk chunk;
    for (size_t offset = 0; cpng_next_metadata(bytes, count, &offset, &chunk);) {
        for (uint32_t i = 0; i < chunk.length; i++) s.sum ^= chunk.data[i];
        cpng_bytes profile;
        if (!cpng_unpack_profile(chunk.data, chunk.length, &profile)) continue;
        require(profile.count <= CPNG_PROFILE_LIMIT && profile.count == u32(profile.bytes));
        free(profile.bytes);
    }
}

static void put_u32(uint8_t *b, uint32_t v)
{
    for (int i = 0; i < 4; i++) b[i] = (uint8_t)(v >> (24 - 8 * i));
}

/// The address of byte `index` of the image data, across chunks. NULL past their end.
static uint8_t *data_byte(uint8_t *bytes, size_t count, uint64_t index)
{
    for (size_t at = 8; at + 12 <= count && u32(bytes + at) <= count - at - 12; at += u32(bytes + at) + 12) {
        if (memcmp(bytes + at + 4, "IDAT", 4) != 0) continue;
        if (index < u32(bytes + at)) return bytes + at + 8 + index;
        index -= u32(bytes + at);
    }
    return NULL;
}

/// Writes the true Adler-32 where a stream ends that is right but for it.
static void repair_adler(uint8_t *bytes, size_t count)
{
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    if (inflateInit(&stream) != Z_OK) return;
    uint8_t out[4096];
    uint64_t made = 0;
    int status = Z_OK;
    for (size_t at = 8; at + 12 <= count && u32(bytes + at) <= count - at - 12; at += u32(bytes + at) + 12) {
        if (memcmp(bytes + at + 4, "IDAT", 4) != 0) continue;
        stream.next_in = bytes + at + 8;
        stream.avail_in = u32(bytes + at);
        while (status == Z_OK && made < 1 << 22) {
            stream.next_out = out;
            stream.avail_out = sizeof out;
            status = inflate(&stream, Z_NO_FLUSH);
            made += sizeof out - stream.avail_out;
            if (stream.avail_in == 0 && stream.avail_out != 0) break;
        }
        if (status == Z_BUF_ERROR) status = Z_OK;
        if (status != Z_OK) break;
    }
    if (status == Z_DATA_ERROR && stream.msg != NULL && strcmp(stream.msg, "incorrect data check") == 0)
        for (int i = 0; i < 4; i++) {
            uint8_t *byte = data_byte(bytes, count, stream.total_in - 4 + (uint64_t)i);
            if (byte != NULL) *byte = (uint8_t)(stream.adler >> (24 - 8 * i));
        }
    inflateEnd(&stream);
}

static void repair_crcs(uint8_t *bytes, size_t count)
{
    for (size_t at = 8; at + 12 <= count && u32(bytes + at) <= count - at - 12; at += u32(bytes + at) + 12)
        put_u32(bytes + at + 8 + u32(bytes + at), (uint32_t)crc32(0, bytes + at + 4, u32(bytes + at) + 4));
}

/// Writes into the zlib header that the stream reaches back 256 bytes, whatever it does.
static void declare_smallest_window(uint8_t *bytes, size_t count)
{
    uint8_t *method = data_byte(bytes, count, 0), *flags = data_byte(bytes, count, 1);
    if (method == NULL || flags == NULL) return;
    *method = 0x08;
    *flags = 0x1d;
}

/// Verifies the bytes as they are, once more with all their checksums made right, so that a mutation reaches what lies
/// behind them, and then with the smallest window declared.
void check(const uint8_t *bytes, size_t count)
{
    // A copy of just this size lets the sanitizer see the first byte that is read past the end.
    uint8_t *copy = malloc(count == 0 ? 1 : count);
    memcpy(copy, bytes, count);
    verify(copy, count);
    repair_adler(copy, count);
    repair_crcs(copy, count);
    verify(copy, count);
    declare_smallest_window(copy, count);
    repair_crcs(copy, count);
    verify(copy, count);
    free(copy);
}
