#include "verify.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    verify_both(bytes, count);
    return 0;
}
