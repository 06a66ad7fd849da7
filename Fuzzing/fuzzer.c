#include "check.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t count)
{
    check(bytes, count);
    return 0;
}
