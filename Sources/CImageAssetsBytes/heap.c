#include "cbytes.h"

#include <stdlib.h>

// glibc grows the heap of every thread but the first by no more than is asked for: a system call for each page, and
// one that all threads of the process wait for. What is freed at the heap's end stays with it up to a limit, and both
// this limit and the size from which memory is none of the heap's follow the largest that was freed, up to 32 MB.

enum { LARGEST_THAT_COUNTS = (32 << 20) - (64 << 10), RESERVE = 28 << 20 };

void cbytes_reserve_heap(void) {
#ifdef __GLIBC__
    // Else the compiler knows that nothing comes of it.
    void *volatile memory = malloc(LARGEST_THAT_COUNTS);
    free(memory);
    memory = malloc(RESERVE);
    free(memory);
#endif
}
