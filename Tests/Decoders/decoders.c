#include "decoders.h"

#ifdef CJPEG_TRAIT
#include <turbojpeg.h>

bool decoders_read_jpeg(const uint8_t *bytes, size_t count, uint32_t width, uint32_t height, uint8_t *pixels)
{
    tjhandle handle = tjInitDecompress();
    int has_width = 0, has_height = 0, subsampling = 0, colorspace = 0;
    bool read = tjDecompressHeader3(handle, bytes, count, &has_width, &has_height, &subsampling, &colorspace) == 0
        && (uint32_t)has_width == width && (uint32_t)has_height == height
        && tjDecompress2(
               handle, bytes, count, pixels, has_width, has_width * 4, has_height, TJPF_RGBA, TJFLAG_ACCURATEDCT)
            == 0;
    tjDestroy(handle);
    return read;
}
#else
bool decoders_read_jpeg(const uint8_t *bytes, size_t count, uint32_t width, uint32_t height, uint8_t *pixels)
{
    (void)bytes, (void)count, (void)width, (void)height, (void)pixels;
    return false;
}
#endif

#ifdef CWEBP_TRAIT
#include <webp/decode.h>

bool decoders_read_webp(const uint8_t *bytes, size_t count, uint32_t width, uint32_t height, uint8_t *pixels)
{
    int has_width = 0, has_height = 0;
    return WebPGetInfo(bytes, count, &has_width, &has_height) && (uint32_t)has_width == width
        && (uint32_t)has_height == height
        && WebPDecodeRGBAInto(bytes, count, pixels, (size_t)width * height * 4, has_width * 4) != NULL;
}
#else
bool decoders_read_webp(const uint8_t *bytes, size_t count, uint32_t width, uint32_t height, uint8_t *pixels)
{
    (void)bytes, (void)count, (void)width, (void)height, (void)pixels;
    return false;
}
#endif
