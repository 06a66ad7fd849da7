#include <string.h>

#include "cdigest.h"

// SHA-256 as FIPS 180-4 has it, in its names. Macros and unrolled rounds, because this is built for debugging too,
// where a call costs as much as a round.

enum { BLOCK = 64 };

static const uint32_t K[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, //
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, //
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, //
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, //
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, //
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, //
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3, //
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

#define ROTR(x, n) ((x) >> (n) | (x) << (32 - (n)))
#define CH(x, y, z) ((z) ^ ((x) & ((y) ^ (z))))
#define MAJ(x, y, z) (((x) & (y)) | ((z) & ((x) | (y))))
#define SUM0(x) (ROTR(x, 2) ^ ROTR(x, 13) ^ ROTR(x, 22))
#define SUM1(x) (ROTR(x, 6) ^ ROTR(x, 11) ^ ROTR(x, 25))
#define SIGMA0(x) (ROTR(x, 7) ^ ROTR(x, 18) ^ (x) >> 3)
#define SIGMA1(x) (ROTR(x, 17) ^ ROTR(x, 19) ^ (x) >> 10)

/// In place of moving eight variables along, the next round names them otherwise.
#define ROUND(a, b, c, d, e, f, g, h, t) \
    h += SUM1(e) + CH(e, f, g) + K[t] + W[t]; \
    d += h; \
    h += SUM0(a) + MAJ(a, b, c)

static uint32_t big_endian(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static void put_big_endian(uint32_t number, uint8_t *bytes)
{
    for (int i = 0; i < 4; i++) bytes[i] = (uint8_t)(number >> (24 - 8 * i));
}

static void compress(uint32_t state[8], const uint8_t *bytes)
{
    uint32_t W[64];
    for (int t = 0; t < 16; t++) W[t] = big_endian(bytes + 4 * t);
    for (int t = 16; t < 64; t++) W[t] = SIGMA1(W[t - 2]) + W[t - 7] + SIGMA0(W[t - 15]) + W[t - 16];
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    uint32_t e = state[4], f = state[5], g = state[6], h = state[7];
    for (int t = 0; t < 64; t += 8) {
        ROUND(a, b, c, d, e, f, g, h, t);
        ROUND(h, a, b, c, d, e, f, g, t + 1);
        ROUND(g, h, a, b, c, d, e, f, t + 2);
        ROUND(f, g, h, a, b, c, d, e, t + 3);
        ROUND(e, f, g, h, a, b, c, d, t + 4);
        ROUND(d, e, f, g, h, a, b, c, t + 5);
        ROUND(c, d, e, f, g, h, a, b, t + 6);
        ROUND(b, c, d, e, f, g, h, a, t + 7);
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d;
    state[4] += e, state[5] += f, state[6] += g, state[7] += h;
}

cdigest_sha256 cdigest_portable_begin(void)
{
    return (cdigest_sha256){
        .state = {
            0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
        },
        .digest_count = 32,
    };
}

void cdigest_portable_update(cdigest_sha256 *hash, const void *bytes, size_t count)
{
    const uint8_t *next = bytes;
    uint64_t bits = (uint64_t)hash->high_bit_count << 32 | hash->low_bit_count;
    bits += (uint64_t)count << 3;
    hash->low_bit_count = (uint32_t)bits;
    hash->high_bit_count = (uint32_t)(bits >> 32);
    while (count > 0) {
        if (hash->block_count == 0 && count >= BLOCK) {
            compress(hash->state, next);
            next += BLOCK;
            count -= BLOCK;
            continue;
        }
        size_t taken = BLOCK - hash->block_count;
        if (taken > count) taken = count;
        memcpy((uint8_t *)hash->block + hash->block_count, next, taken);
        next += taken;
        count -= taken;
        hash->block_count += (uint32_t)taken;
        if (hash->block_count == BLOCK) {
            compress(hash->state, (const uint8_t *)hash->block);
            hash->block_count = 0;
        }
    }
}

void cdigest_portable_finish(cdigest_sha256 *hash, uint8_t digest[32])
{
    static const uint8_t padding[BLOCK] = {0x80};
    uint8_t bits[8];
    put_big_endian(hash->high_bit_count, bits);
    put_big_endian(hash->low_bit_count, bits + 4);
    // So that the count of bits ends a block.
    size_t filled = hash->block_count;
    cdigest_portable_update(hash, padding, (filled < BLOCK - 8 ? BLOCK : 2 * BLOCK) - 8 - filled);
    cdigest_portable_update(hash, bits, sizeof bits);
    for (int i = 0; i < 8; i++) put_big_endian(hash->state[i], digest + 4 * i);
}
