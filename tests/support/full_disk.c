/* A disk that is full after so many bytes (FULL_AFTER): what is written to a file then is answered with ENOSPC. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static int room(int file, size_t bytes) {
    static long long left = -1;
    struct stat about;
    if (file <= 2 || fstat(file, &about) != 0 || !S_ISREG(about.st_mode)) return 1;
    if (left < 0) {
        const char *after = getenv("FULL_AFTER");
        left = after ? atoll(after) : 0;
    }
    if ((long long)bytes > left) {
        left = 0;
        errno = ENOSPC;
        return 0;
    }
    left -= (long long)bytes;
    return 1;
}

#define REAL(kind, name, ...) \
    static kind (*real)(__VA_ARGS__); \
    if (!real) real = (kind(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

ssize_t write(int file, const void *from, size_t bytes) {
    REAL(ssize_t, "write", int, const void *, size_t);
    return room(file, bytes) ? real(file, from, bytes) : -1;
}

ssize_t pwrite(int file, const void *from, size_t bytes, off_t at) {
    REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
    return room(file, bytes) ? real(file, from, bytes, at) : -1;
}

ssize_t pwrite64(int file, const void *from, size_t bytes, off64_t at) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    return room(file, bytes) ? real(file, from, bytes, at) : -1;
}

ssize_t copy_file_range(int from, off64_t *start, int file, off64_t *at, size_t bytes, unsigned int flags) {
    struct stat about;
    REAL(ssize_t, "copy_file_range", int, off64_t *, int, off64_t *, size_t, unsigned int);
    /* More is asked for than there is. */
    if (fstat(from, &about) == 0 && (size_t)about.st_size < bytes) bytes = (size_t)about.st_size;
    return bytes == 0 || room(file, bytes) ? real(from, start, file, at, bytes, flags) : -1;
}

ssize_t sendfile64(int file, int from, off64_t *start, size_t bytes) {
    REAL(ssize_t, "sendfile64", int, int, off64_t *, size_t);
    return room(file, bytes) ? real(file, from, start, bytes) : -1;
}
