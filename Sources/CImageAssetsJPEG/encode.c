#ifdef CJPEG_TRAIT

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if !__has_include(<turbojpeg.h>)
#error "libjpeg-turbo is missing, which the trait JPEG needs. Debian, Ubuntu: apt-get install libturbojpeg0-dev. Fedora, UBI, Amazon Linux: dnf install turbojpeg-devel. Alpine: apk add libjpeg-turbo-dev. Nix: IMAGE_ASSETS_PKG_CONFIG=1 in nix-shell -p libjpeg pkg-config. macOS: brew install jpeg-turbo pkg-config"
#endif
#include <turbojpeg.h>

#include "cjpeg.h"

/// libjpeg-turbo lets variables of the environment decide how it encodes. No other thread is there yet that could be
/// reading the environment: later nobody could change it safely.
__attribute__((constructor)) static void leave_environment(void)
{
    unsetenv("TJ_OPTIMIZE");
    unsetenv("TJ_ARITHMETIC");
    unsetenv("TJ_PROGRESSIVE");
    unsetenv("TJ_RESTART");
    // Less memory than a picture needs would be a failure.
    unsetenv("JPEGMEM");
}

static bool fail(tjhandle handle, cjpeg_result *result)
{
    snprintf(result->words, sizeof result->words, "%s", tjGetErrorStr2(handle));
    return false;
}

static bool compress(tjhandle handle, const cjpeg_picture *picture, cjpeg_result *result)
{
    unsigned long count = 0;
    int failed = tjCompress2(
        handle, picture->pixels, (int)picture->width, (int)picture->row_bytes, (int)picture->height, TJPF_RGBX,
        &result->bytes, &count, picture->halves_color ? TJSAMP_420 : TJSAMP_444, picture->quality,
        TJFLAG_PROGRESSIVE | TJFLAG_ACCURATEDCT);
    result->count = count;
    return failed == 0 || fail(handle, result);
}

static bool read_back(tjhandle handle, cjpeg_result *result)
{
    int width = 0, height = 0, subsampling = 0, colorspace = 0;
    if (tjDecompressHeader3(
            handle, result->bytes, (unsigned long)result->count, &width, &height, &subsampling, &colorspace)
        != 0)
        return fail(handle, result);
    result->width = (uint32_t)width;
    result->height = (uint32_t)height;
    return true;
}

bool cjpeg_encode(const cjpeg_picture *picture, cjpeg_result *result)
{
    memset(result, 0, sizeof *result);
    tjhandle compressor = tjInitCompress(), reader = tjInitDecompress();
    bool done = compressor != NULL && reader != NULL
        ? compress(compressor, picture, result) && read_back(reader, result)
        : fail(NULL, result);
    if (compressor != NULL) tjDestroy(compressor);
    if (reader != NULL) tjDestroy(reader);
    if (done) return true;
    cjpeg_free(result->bytes);
    result->bytes = NULL;
    return false;
}

void cjpeg_free(uint8_t *bytes)
{
    if (bytes != NULL) tjFree(bytes);
}

#else

// An empty file is no C.
typedef int cjpeg_is_not_built;

#endif
