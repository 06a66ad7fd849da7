#ifdef CWEBP_TRAIT

#include <stdlib.h>
#include <string.h>

#if !__has_include(<webp/encode.h>)
#error "libwebp is missing, which the trait WebP needs. Debian, Ubuntu: apt-get install libwebp-dev. Fedora, UBI, Amazon Linux: dnf install libwebp-devel. Alpine: apk add libwebp-dev. Nix: IMAGE_ASSETS_PKG_CONFIG=1 in nix-shell -p libwebp pkg-config. macOS: brew install webp pkg-config"
#endif
#include <webp/decode.h>
#include <webp/encode.h>

#include "cwebp.h"

/// By their numbers, from 1.
static const char *const errors[] = {
    "out of memory", "out of memory for its bits", "a parameter is missing", "the configuration is invalid",
    "the sides are invalid", "the first partition is too large", "a partition is too large", "writing failed",
    "the file is too large", "it was given up",
};

static bool fail(WebPEncodingError error, cwebp_result *result)
{
    size_t place = (size_t)error - 1;
    result->words = place < sizeof errors / sizeof errors[0] ? errors[place] : "its version is another";
    return false;
}

static bool configure(WebPConfig *config, const cwebp_picture *picture)
{
    if (!WebPConfigInit(config)) return false;
    config->thread_level = 0;
    config->alpha_quality = 100;
    if (picture->lossless) {
        // Also where nothing is seen: else its colours were others.
        if (!WebPConfigLosslessPreset(config, 6)) return false;
        config->exact = 1;
    } else {
        config->quality = (float)picture->quality;
        // Colour is halved in any lossy file, and without this red and blue edges go dark.
        config->use_sharp_yuv = 1;
    }
    return WebPValidateConfig(config) != 0;
}

static bool compress(const cwebp_picture *picture, WebPMemoryWriter *writer, cwebp_result *result)
{
    WebPConfig config;
    WebPPicture pixels;
    if (!configure(&config, picture) || !WebPPictureInit(&pixels))
        return fail(VP8_ENC_ERROR_INVALID_CONFIGURATION, result);
    // Not halved while it is taken over: that is the configuration's to say.
    pixels.use_argb = 1;
    pixels.width = (int)picture->width;
    pixels.height = (int)picture->height;
    pixels.writer = WebPMemoryWrite;
    pixels.custom_ptr = writer;
    int stride = (int)picture->row_bytes;
    bool taken = picture->opaque ? WebPPictureImportRGBX(&pixels, picture->pixels, stride)
                                 : WebPPictureImportRGBA(&pixels, picture->pixels, stride);
    bool done = (taken && WebPEncode(&config, &pixels)) || fail(pixels.error_code, result);
    WebPPictureFree(&pixels);
    return done;
}

/// Whether they decode to the very pixels.
static bool matches(const cwebp_picture *picture, const cwebp_result *result)
{
    int width = 0, height = 0;
    uint8_t *decoded = WebPDecodeRGBA(result->bytes, result->count, &width, &height);
    size_t row_bytes = (size_t)picture->width * 4;
    bool equal = decoded != NULL && (uint32_t)width == picture->width && (uint32_t)height == picture->height;
    for (uint32_t y = 0; y < picture->height && equal; y++)
        equal = memcmp(decoded + y * row_bytes, picture->pixels + y * picture->row_bytes, row_bytes) == 0;
    WebPFree(decoded);
    return equal;
}

static bool read_back(const cwebp_picture *picture, cwebp_result *result)
{
    WebPBitstreamFeatures features;
    if (WebPGetFeatures(result->bytes, result->count, &features) != VP8_STATUS_OK) {
        result->words = "it does not read its own file";
        return false;
    }
    result->width = (uint32_t)features.width;
    result->height = (uint32_t)features.height;
    result->has_alpha = features.has_alpha;
    result->matches = picture->lossless && matches(picture, result);
    return true;
}

bool cwebp_encode(const cwebp_picture *picture, cwebp_result *result)
{
    memset(result, 0, sizeof *result);
    WebPMemoryWriter writer;
    WebPMemoryWriterInit(&writer);
    bool done = compress(picture, &writer, result);
    result->bytes = writer.mem;
    result->count = writer.size;
    if (done && read_back(picture, result)) return true;
    WebPMemoryWriterClear(&writer);
    result->bytes = NULL;
    return false;
}

void cwebp_free(uint8_t *bytes) { WebPFree(bytes); }

#else

// An empty file is no C.
typedef int cwebp_is_not_built;

#endif
