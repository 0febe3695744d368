#include <stddef.h>
#include <stdint.h>

#include "include/CKernels.h"
#include "processors.h"

#pragma STDC FP_CONTRACT OFF

// What the compiler is to take as it is.
#define OPAQUE(value) __asm__("" : "+r"(value))
#define UNROLLED _Pragma("clang loop unroll(full)")

// The steps of k that are summed up before their sum is added to an element of C.
#define DEPTH 256
// What of A (if it has to be packed) and of B is packed at a time: as much as stays in the second and in the third cache.
#define ROWS_OF_PANEL 128
#define COLUMNS_OF_PANEL 768

INLINE ptrdiff_t smaller(ptrdiff_t a, ptrdiff_t b) { return a < b ? a : b; }

typedef double four __attribute__((vector_size(32)));
typedef double stored_two __attribute__((vector_size(16), aligned(8), may_alias));
typedef double stored_four __attribute__((vector_size(32), aligned(8), may_alias));

#define FUSED_TIMES_PLUS(a, b, c) __builtin_elementwise_fma(a, b, c)

#if HAS_WIDE
#define TARGET WIDE
#define NAME(name) wide_##name
#define LANES 8
#define ROWS 8
#define TIMES_PLUS FUSED_TIMES_PLUS
#include "matrix_kernel.h"
#endif

// Of arm64 one vector is two registers.
#define TARGET FUSED
#define NAME(name) fused_##name
#define LANES 4
#define ROWS 6
#define TIMES_PLUS FUSED_TIMES_PLUS
#include "matrix_kernel.h"

#define TARGET
#define NAME(name) plain_##name
#define LANES 4
#define ROWS 2
#define TIMES_PLUS(a, b, c) ((a) * (b) + (c))
#include "matrix_kernel.h"

typedef void product(
    ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const double *a, ptrdiff_t a_row, ptrdiff_t a_col, const double *b, ptrdiff_t b_row,
    ptrdiff_t b_col, double *c, ptrdiff_t c_row, int accumulate, double *workspace);
typedef void vector_product(
    ptrdiff_t m, ptrdiff_t k, const double *a, ptrdiff_t a_row, ptrdiff_t a_col, const double *x, ptrdiff_t x_step, double *y,
    ptrdiff_t y_step, int accumulate);

static product *product_here(void) {
#if HAS_WIDE
  if (has_wide()) return wide_product;
#endif
  return has_fused() ? fused_product : plain_product;
}

static vector_product *vector_product_here(void) {
#if HAS_WIDE
  if (has_wide()) return wide_times_vector;
#endif
  return has_fused() ? fused_times_vector : plain_times_vector;
}

ptrdiff_t adrepl_gemm_workspace(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k) {
  if (m <= 1 || n <= 1 || k <= 0) return 0;
  // Vectors and rows that are filled up have up to eight places more, and so does what begins with a line of the cache.
  return smaller(k, DEPTH) * (smaller(n, COLUMNS_OF_PANEL) + 8 + smaller(m, ROWS_OF_PANEL) + 8) + 8;
}

void adrepl_gemm(
    ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const double *a, ptrdiff_t a_row, ptrdiff_t a_col, const double *b, ptrdiff_t b_row,
    ptrdiff_t b_col, double *c, ptrdiff_t c_row, int accumulate, double *workspace) {
  if (k <= 0 && !accumulate) {
    for (ptrdiff_t i = 0; i < m; i++) {
      for (ptrdiff_t j = 0; j < n; j++) c[i * c_row + j] = 0;
    }
  }
  if (m <= 0 || n <= 0 || k <= 0) return;
  if (n == 1) {
    vector_product_here()(m, k, a, a_row, a_col, b, b_row, c, c_row, accumulate);
  } else if (m == 1) {
    vector_product_here()(n, k, b, b_col, b_row, a, a_col, c, 1, accumulate);
  } else {
    double *aligned = (double *)(((uintptr_t)workspace + 63) / 64 * 64);
    product_here()(m, n, k, a, a_row, a_col, b, b_row, b_col, c, c_row, accumulate, aligned);
  }
}
