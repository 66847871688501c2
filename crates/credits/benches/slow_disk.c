// A disk whose durable writes take a while, as those of most machines do. Preloaded into a program, it has each of them
// take SLOW_DISK_US microseconds longer.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static int slowly(const char *name, int file) {
    const char *said = getenv("SLOW_DISK_US");
    long wait = said ? atol(said) : 0;
    struct timespec pause = {wait / 1000000, wait % 1000000 * 1000};
    nanosleep(&pause, NULL);
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    return real(file);
}

int fsync(int file) { return slowly("fsync", file); }

int fdatasync(int file) { return slowly("fdatasync", file); }
