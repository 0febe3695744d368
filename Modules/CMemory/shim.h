// What the allocator is told where address space is limited. Swift's view of the C library leaves malloc.h out.

#ifndef ADREPL_CMEMORY_SHIM_H
#define ADREPL_CMEMORY_SHIM_H

#if defined(__linux__)
#include <stdlib.h>
#if defined(__GLIBC__)
#include <malloc.h>
#endif
#endif

// Has the allocator take no address space but what it hands out. glibc sets 64 MB aside for every thread, and, once a
// large block was freed, takes ones like it from its heap, which does not shrink while anything stands above them.
// Other allocators do neither.
static inline void adrepl_spare_address_space(void) {
#if defined(__linux__) && defined(__GLIBC__)
  mallopt(M_ARENA_MAX, 1);
  mallopt(M_MMAP_THRESHOLD, 1 << 17);
#endif
}

#endif
