#include <stdlib.h>
#include <string.h>

#include "cpng.h"
#include "libpng.h"

/// A name of 1 to 79 bytes ends with a zero, and the only method is 0.
static size_t begin_of_stream(const uint8_t *data, size_t count)
{
    const uint8_t *end = memchr(data, 0, count < 80 ? count : 80);
    if (end == NULL || end == data || (size_t)(end - data) + 2 > count || end[1] != 0) return 0;
    return (size_t)(end - data) + 2;
}

/// The size is known only once the first four bytes are there; what a stream claims is never allocated unbounded.
static bool unpack(z_stream *stream, cpng_bytes *profile)
{
    uint8_t head[4];
    stream->next_out = head;
    stream->avail_out = sizeof head;
    if (inflate(stream, Z_SYNC_FLUSH) != Z_OK || stream->avail_out != 0) return false;
    size_t count = (size_t)head[0] << 24 | (size_t)head[1] << 16 | (size_t)head[2] << 8 | head[3];
    if (count <= sizeof head || count > CPNG_PROFILE_LIMIT) return false;
    // One byte more shows what is too long.
    profile->bytes = malloc(count + 1);
    if (profile->bytes == NULL) return false;
    memcpy(profile->bytes, head, sizeof head);
    profile->count = count;
    stream->next_out = profile->bytes + sizeof head;
    stream->avail_out = (uInt)(count - sizeof head + 1);
    return inflate(stream, Z_FINISH) == Z_STREAM_END && stream->avail_out == 1 && stream->avail_in == 0;
}

bool cpng_unpack_profile(const uint8_t *data, size_t count, cpng_bytes *profile)
{
    memset(profile, 0, sizeof *profile);
    z_stream stream;
    memset(&stream, 0, sizeof stream);
    size_t begin = begin_of_stream(data, count);
    if (begin == 0 || inflateInit(&stream) != Z_OK) return false;
    // zlib does not write there; its field is no pointer to const.
    stream.next_in = (Bytef *)(data + begin);
    stream.avail_in = (uInt)(count - begin);
    bool unpacked = unpack(&stream, profile);
    inflateEnd(&stream);
    if (unpacked) return true;
    free(profile->bytes);
    memset(profile, 0, sizeof *profile);
    return false;
}
