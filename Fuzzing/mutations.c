// Checks each file that is named, and of those up to 1,000 bytes every prefix and every flip of one bit.
#include <stdio.h>

#include "check.h"

static uint8_t *read_file(const char *path, size_t *count)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        exit(1);
    }
    fseek(file, 0, SEEK_END);
    *count = (size_t)ftell(file);
    rewind(file);
    uint8_t *bytes = malloc(*count == 0 ? 1 : *count);
    if (fread(bytes, 1, *count, file) != *count) exit(1);
    fclose(file);
    return bytes;
}

int main(int argc, char **argv)
{
    unsigned long checked = 0;
    for (int i = 1; i < argc; i++) {
        size_t count;
        uint8_t *bytes = read_file(argv[i], &count);
        check(bytes, count);
        checked++;
        if (count <= 1000) {
            for (size_t cut = 0; cut < count; cut++, checked++) check(bytes, cut);
            for (size_t bit = 0; bit < count * 8; bit++, checked++) {
                bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
                check(bytes, count);
                bytes[bit / 8] ^= (uint8_t)(1 << bit % 8);
            }
        }
        free(bytes);
    }
    printf("%d files, %lu inputs: no fault found by the sanitizers\n", argc - 1, checked);
    return 0;
}
