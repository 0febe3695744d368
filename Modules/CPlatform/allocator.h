// What the allocator is asked and told where address space is limited.
//
// Swift's view of the C library leaves malloc.h out, and a module that included it would own the types of the headers
// that it includes in turn. The declarations are the ones in glibc's header. They are weak, as other C libraries have
// no such functions, and need none: they set no address space aside.

#ifndef ADREPL_ALLOCATOR_H
#define ADREPL_ALLOCATOR_H

#include <stddef.h>

#if defined(__linux__)
struct adrepl_heap_statistics {
  size_t arena, ordblks, smblks, hblks, hblkhd, usmblks, fsmblks, uordblks, fordblks, keepcost;
};
extern int mallopt(int parameter, int value) __attribute__((weak));
extern struct adrepl_heap_statistics mallinfo2(void) __attribute__((weak));
#endif

// Has the allocator take no address space but what it hands out. glibc sets 64 MB aside for every thread
// (M_ARENA_MAX), and, once a large block was freed, takes ones like it from its heap, which does not shrink while
// anything stands above them (M_MMAP_THRESHOLD).
static inline void adrepl_spare_address_space(void) {
#if defined(__linux__)
  if (!mallopt) return;
  mallopt(-8, 1);
  mallopt(-3, 1 << 17);
#endif
}

// The bytes of the allocator's heap that were given back to it and not to the system, where it says so. They are what
// small blocks come from next.
static inline size_t adrepl_free_heap_bytes(void) {
#if defined(__linux__)
  if (mallinfo2) return mallinfo2().fordblks;
#endif
  return 0;
}

#endif
