#ifndef FUZZING_VERIFY_H
#define FUZZING_VERIFY_H

#include <stddef.h>
#include <stdint.h>

/// Verifies the bytes as they are, once more with all their checksums made right, so that a mutation reaches what lies
/// behind them, and then with the smallest window declared. Aborts when the verdict contradicts itself or plain libpng.
void verify_both(const uint8_t *bytes, size_t count);

#endif
