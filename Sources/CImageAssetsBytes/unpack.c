#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

#include "cbytes.h"

struct cbytes_unpacking {
    z_stream zlib;
    /// What zlib, which counts in unsigned int, was not yet given.
    size_t left;
    bool is_over;
};

/// Either kind of header, told by itself, and the largest window.
enum { WINDOW_BITS = 15 + 32 };

cbytes_unpacking *cbytes_unpack(const void *bytes, size_t count)
{
    cbytes_unpacking *u = calloc(1, sizeof *u);
    if (u == NULL) return NULL;
    if (inflateInit2(&u->zlib, WINDOW_BITS) != Z_OK) {
        free(u);
        return NULL;
    }
    // zlib does not write there; its field is no pointer to const.
    u->zlib.next_in = (Bytef *)bytes;
    u->left = count;
    return u;
}

size_t cbytes_take(cbytes_unpacking *u, void *into, size_t room)
{
    size_t taken = 0;
    while (taken < room && !u->is_over) {
        if (u->zlib.avail_in == 0) {
            u->zlib.avail_in = (uInt)(u->left < UINT_MAX ? u->left : UINT_MAX);
            u->left -= u->zlib.avail_in;
        }
        size_t part = room - taken < UINT_MAX ? room - taken : UINT_MAX;
        u->zlib.next_out = (Bytef *)into + taken;
        u->zlib.avail_out = (uInt)part;
        int status = inflate(&u->zlib, Z_NO_FLUSH);
        taken += part - u->zlib.avail_out;
        bool has_more = u->zlib.avail_in > 0 || u->left > 0;
        // gzip may be several files in a row.
        if (status == Z_STREAM_END && has_more && inflateReset(&u->zlib) == Z_OK) continue;
        u->is_over = status != Z_OK;
    }
    return taken;
}

void cbytes_close(cbytes_unpacking *u)
{
    inflateEnd(&u->zlib);
    free(u);
}
