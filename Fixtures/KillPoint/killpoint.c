// Loaded into the tool by LD_PRELOAD: kills it at its Nth call that changes a file or talks to a socket.
//
// KILL_AT=N: the Nth such call is not made, a write is made half, and the process is gone.
// KILL_NAMES=1: calls that make, move or remove a name in a folder count, too. Where each is followed by an fsync, it is
// killed there anyway.
// KILL_COUNT=FILE: how many such calls there were is written there when the process ends by itself.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

static atomic_long calls;
static long target = -1;
static int counts_names = 0;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

__attribute__((constructor)) static void begin(void) {
    const char *at = getenv("KILL_AT");
    if (at) target = atol(at);
    counts_names = getenv("KILL_NAMES") != NULL;
}

__attribute__((destructor)) static void end(void) {
    const char *path = getenv("KILL_COUNT");
    if (!path) return;
    FILE *file = fopen(path, "w");
    if (!file) return;
    fprintf(file, "%ld\n", atomic_load(&calls));
    fclose(file);
}

static int is_due(void) { return atomic_fetch_add(&calls, 1) + 1 == target; }

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

static void count(void) {
    if (is_due()) die();
}

static int is_file(int descriptor) {
    struct stat status;
    return descriptor > 2 && fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

ssize_t write(int descriptor, const void *bytes, size_t length) {
    if (is_file(descriptor) && is_due()) {
        if (length > 1) REAL(write)(descriptor, bytes, length / 2);
        die();
    }
    return REAL(write)(descriptor, bytes, length);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t offset) {
    count();
    return REAL(pwrite)(descriptor, bytes, length, offset);
}

ssize_t send(int descriptor, const void *bytes, size_t length, int flags) {
    if (is_due()) {
        if (length > 1) REAL(send)(descriptor, bytes, length / 2, flags);
        die();
    }
    return REAL(send)(descriptor, bytes, length, flags);
}

ssize_t recv(int descriptor, void *bytes, size_t length, int flags) {
    ssize_t received = REAL(recv)(descriptor, bytes, length, flags);
    if (received > 0) count();
    return received;
}

int open(const char *path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    if (flags & (O_CREAT | O_TRUNC)) count();
    return REAL(open)(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    mode_t mode = flags & O_CREAT ? va_arg(arguments, mode_t) : 0;
    va_end(arguments);
    if (flags & (O_CREAT | O_TRUNC)) count();
    return REAL(open64)(path, flags, mode);
}

int rename(const char *from, const char *to) {
    count();
    return REAL(rename)(from, to);
}

int unlink(const char *path) {
    count();
    return REAL(unlink)(path);
}

int rmdir(const char *path) {
    count();
    return REAL(rmdir)(path);
}

int mkdir(const char *path, mode_t mode) {
    count();
    return REAL(mkdir)(path, mode);
}

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    if (counts_names) count();
    return REAL(renameat)(from_folder, from, to_folder, to);
}

int unlinkat(int folder, const char *name, int flags) {
    if (counts_names) count();
    return REAL(unlinkat)(folder, name, flags);
}

int mkdirat(int folder, const char *name, mode_t mode) {
    if (counts_names) count();
    return REAL(mkdirat)(folder, name, mode);
}

int fsync(int descriptor) {
    count();
    return REAL(fsync)(descriptor);
}

int fchmod(int descriptor, mode_t mode) {
    count();
    return REAL(fchmod)(descriptor, mode);
}

int ftruncate(int descriptor, off_t length) {
    count();
    return REAL(ftruncate)(descriptor, length);
}
