// What processors there are versions for. Which one runs is asked of the processor, and never changes a bit of what comes out,
// as long as there is fused multiply-add.

#ifndef ADREPL_PROCESSORS_H
#define ADREPL_PROCESSORS_H

#define INLINE static inline __attribute__((always_inline))

// With fused multiply-add: the whole of arm64; of x86-64 what has AVX2 and FMA. WIDE is what has vectors of eight doubles.
#if defined(__x86_64__)
#define FUSED __attribute__((target("avx2,fma")))
#define WIDE __attribute__((target("avx512f,avx512dq,avx512vl,avx2,fma")))
#define HAS_WIDE 1
INLINE int has_fused(void) { return __builtin_cpu_supports("fma") && __builtin_cpu_supports("avx2"); }
INLINE int has_wide(void) {
  return has_fused() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
      __builtin_cpu_supports("avx512vl");
}
#elif defined(__aarch64__)
#define FUSED
#define HAS_WIDE 0
INLINE int has_fused(void) { return 1; }
#else
#define FUSED
#define HAS_WIDE 0
INLINE int has_fused(void) { return 0; }
#endif

// A function that others call, and what it comes to for each kind of processor: an expression with fused multiply-add, and one
// without.
#if HAS_WIDE
#define VERSIONS(type, name, parameters, arguments, fused, plain)                                                      \
  WIDE static type name##_wide parameters { return fused; }                                                            \
  FUSED static type name##_fused parameters { return fused; }                                                          \
  static type name##_plain parameters { return plain; }                                                                \
  type name parameters {                                                                                               \
    return (has_wide() ? name##_wide : has_fused() ? name##_fused : name##_plain) arguments;                           \
  }
#else
#define VERSIONS(type, name, parameters, arguments, fused, plain)                                                      \
  FUSED static type name##_fused parameters { return fused; }                                                          \
  static type name##_plain parameters { return plain; }                                                                \
  type name parameters { return (has_fused() ? name##_fused : name##_plain) arguments; }
#endif

#endif
