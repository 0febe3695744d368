// Sums, products and extremes of many numbers, in an order that no processor and no number of threads changes.

#include <math.h>
#include <stddef.h>
#include <stdint.h>

#include "include/CKernels.h"
#include "processors.h"

#pragma STDC FP_CONTRACT OFF

#define BLOCK 4096

// Whatever the processor's vectors are, of such ones the compiler makes several.
typedef double sixteen __attribute__((vector_size(128)));
typedef double stored_sixteen __attribute__((vector_size(128), aligned(8), may_alias));
typedef int64_t sixteen_masks __attribute__((vector_size(128)));

#define UNROLLED _Pragma("clang loop unroll(full)")

enum term { NUMBER, SQUARE, PRODUCT };

// What `a` and `b` contribute is added to the sums.
INLINE void add_terms(enum term term, int is_fused, sixteen *sums, const sixteen *a, const sixteen *b) {
  if (term == NUMBER) {
    *sums += *a;
  } else {
    const sixteen *factor = term == SQUARE ? a : b;
    *sums = is_fused ? __builtin_elementwise_fma(*a, *factor, *sums) : *a * *factor + *sums;
  }
}

// Sixteen sums side by side, and then those eight apart, four, two and one.
INLINE double sum_of_block(enum term term, int is_fused, const double *a, const double *b, ptrdiff_t count) {
  sixteen sums = {0};
  ptrdiff_t i = 0;
  for (; i + 16 <= count; i += 16) {
    sixteen x = *(const stored_sixteen *)(a + i), y = term == PRODUCT ? *(const stored_sixteen *)(b + i) : x;
    add_terms(term, is_fused, &sums, &x, &y);
  }
  if (i < count) {
    // No sum is -0, and so zeros leave it what it is.
    double rest[2][16] = {{0}, {0}};
    for (ptrdiff_t j = 0; i + j < count; j++) {
      rest[0][j] = a[i + j];
      if (term == PRODUCT) rest[1][j] = b[i + j];
    }
    sixteen x = *(const stored_sixteen *)rest[0], y = *(const stored_sixteen *)rest[1];
    add_terms(term, is_fused, &sums, &x, &y);
  }
  for (int half = 8; half > 0; half /= 2) {
    UNROLLED for (int j = 0; j < half; j++) sums[j] += sums[j + half];
  }
  return sums[0];
}

// Of the sums of blocks, pairs are added, then pairs of pairs, as soon as they are there.
INLINE double sum_of_blocks(enum term term, int is_fused, const double *a, const double *b, ptrdiff_t count) {
  double sums[64];
  int depth = 0;
  for (ptrdiff_t block = 0; block * BLOCK < count; block++) {
    ptrdiff_t start = block * BLOCK, size = count - start < BLOCK ? count - start : BLOCK;
    double sum = sum_of_block(term, is_fused, a + start, b + start, size);
    for (ptrdiff_t pair = block; pair & 1; pair >>= 1) sum = sums[--depth] + sum;
    sums[depth++] = sum;
  }
  if (depth == 0) return 0;
  double sum = sums[--depth];
  while (depth > 0) sum = sums[--depth] + sum;
  return sum;
}

VERSIONS(
    double, adrepl_sum, (const double *numbers, ptrdiff_t count), (numbers, count),
    sum_of_blocks(NUMBER, 1, numbers, numbers, count), sum_of_blocks(NUMBER, 0, numbers, numbers, count))
VERSIONS(
    double, adrepl_sum_of_squares, (const double *numbers, ptrdiff_t count), (numbers, count),
    sum_of_blocks(SQUARE, 1, numbers, numbers, count), sum_of_blocks(SQUARE, 0, numbers, numbers, count))
VERSIONS(
    double, adrepl_dot, (const double *a, const double *b, ptrdiff_t count), (a, b, count),
    sum_of_blocks(PRODUCT, 1, a, b, count), sum_of_blocks(PRODUCT, 0, a, b, count))

// MARK: Extremes.

INLINE double larger(double a, double b) { return b >= a ? b : a; }
INLINE double smaller(double a, double b) { return b < a ? b : a; }

// The largest or smallest number, or NaN if there is one. What order decides is the sign of a zero, which is looked up.
INLINE double extreme(int is_largest, const double *numbers, ptrdiff_t count) {
  double none = is_largest ? -INFINITY : INFINITY;
  sixteen best = none - (sixteen){0};
  sixteen_masks is_none = {0};
  ptrdiff_t i = 0;
  for (; i + 16 <= count; i += 16) {
    sixteen x = *(const stored_sixteen *)(numbers + i);
    sixteen_masks is_better = is_largest ? x > best : x < best;
    best = (sixteen)(((sixteen_masks)x & is_better) | ((sixteen_masks)best & ~is_better));
    is_none |= x != x;
  }
  double result = none;
  int64_t is_nan = 0;
  UNROLLED for (int j = 0; j < 16; j++) {
    result = is_largest ? larger(result, best[j]) : smaller(result, best[j]);
    is_nan |= is_none[j];
  }
  for (; i < count; i++) {
    result = is_largest ? larger(result, numbers[i]) : smaller(result, numbers[i]);
    is_nan |= numbers[i] != numbers[i];
  }
  if (is_nan) return NAN;
  if (result != 0) return result;
  ptrdiff_t place = is_largest ? count - 1 : 0;
  while (numbers[place] != 0) place += is_largest ? -1 : 1;
  return numbers[place];
}

VERSIONS(
    double, adrepl_largest, (const double *numbers, ptrdiff_t count), (numbers, count), extreme(1, numbers, count),
    extreme(1, numbers, count))
VERSIONS(
    double, adrepl_smallest, (const double *numbers, ptrdiff_t count), (numbers, count), extreme(0, numbers, count),
    extreme(0, numbers, count))

// MARK: Columns.

#define ROWS_OF_BLOCK 256
// So many columns are computed together that their sums stay in the nearest cache.
#define COLUMNS 1024

INLINE double with_term(enum term term, int is_fused, double sum, double x) {
  if (term == NUMBER) return sum + x;
  return is_fused ? __builtin_elementwise_fma(x, x, sum) : x * x + sum;
}

INLINE void sums_of_columns(
    enum term term, int is_fused, double *results, const double *matrix, ptrdiff_t rows, ptrdiff_t columns,
    ptrdiff_t row_step) {
  double sums[COLUMNS];
  for (ptrdiff_t start = 0; start < columns; start += COLUMNS) {
    ptrdiff_t count = columns - start < COLUMNS ? columns - start : COLUMNS;
    for (ptrdiff_t j = 0; j < count; j++) results[start + j] = 0;
    for (ptrdiff_t row = 0, end; row < rows; row = end) {
      end = rows - row < ROWS_OF_BLOCK ? rows : row + ROWS_OF_BLOCK;
      int is_first = row == 0;
      for (ptrdiff_t j = 0; j < count; j++) sums[j] = 0;
      for (; row + 8 <= end; row += 8) {
        const double *numbers = matrix + row * row_step + start;
        for (ptrdiff_t j = 0; j < count; j++) {
          double sum = sums[j];
          UNROLLED for (int i = 0; i < 8; i++) sum = with_term(term, is_fused, sum, numbers[i * row_step + j]);
          sums[j] = sum;
        }
      }
      for (; row < end; row++) {
        const double *numbers = matrix + row * row_step + start;
        for (ptrdiff_t j = 0; j < count; j++) sums[j] = with_term(term, is_fused, sums[j], numbers[j]);
      }
      for (ptrdiff_t j = 0; j < count; j++) results[start + j] = is_first ? sums[j] : results[start + j] + sums[j];
    }
  }
}

INLINE void extremes_of_columns(
    int is_largest, double *results, const double *matrix, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t row_step) {
  for (ptrdiff_t j = 0; j < columns; j++) results[j] = is_largest ? -INFINITY : INFINITY;
  for (ptrdiff_t row = 0; row < rows; row++) {
    const double *numbers = matrix + row * row_step;
    for (ptrdiff_t j = 0; j < columns; j++) {
      double best = results[j], x = numbers[j];
      double better = is_largest ? larger(best, x) : smaller(best, x);
      results[j] = best != best || x != x ? NAN : better;
    }
  }
}

#define COLUMNS_VERSIONS(name, fused, plain)                                                                           \
  VERSIONS(                                                                                                            \
      void, name, (double *results, const double *matrix, ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t row_step),      \
      (results, matrix, rows, columns, row_step), fused, plain)

COLUMNS_VERSIONS(
    adrepl_sums_of_columns, sums_of_columns(NUMBER, 1, results, matrix, rows, columns, row_step),
    sums_of_columns(NUMBER, 0, results, matrix, rows, columns, row_step))
COLUMNS_VERSIONS(
    adrepl_sums_of_squares_of_columns, sums_of_columns(SQUARE, 1, results, matrix, rows, columns, row_step),
    sums_of_columns(SQUARE, 0, results, matrix, rows, columns, row_step))
COLUMNS_VERSIONS(
    adrepl_largest_of_columns, extremes_of_columns(1, results, matrix, rows, columns, row_step),
    extremes_of_columns(1, results, matrix, rows, columns, row_step))
COLUMNS_VERSIONS(
    adrepl_smallest_of_columns, extremes_of_columns(0, results, matrix, rows, columns, row_step),
    extremes_of_columns(0, results, matrix, rows, columns, row_step))
