// Functions of doubles, one by one and element by element.
//
// Both ways give the same bits, on every processor with fused multiply-add (x86-64-v3, arm64); on others they are the C
// library's. Errors are below 0.6 units in the last place for exp, 0.8 for sin and cos, 2.3 for tanh (1 from 0.55 on), 3 for sech.

#ifndef ADREPL_KERNELS_H
#define ADREPL_KERNELS_H

#include <stddef.h>

double adrepl_exp(double x);
double adrepl_tanh(double x);
// 1/cosh, which does not overflow.
double adrepl_sech(double x);
void adrepl_sine_and_cosine(double x, double *sine, double *cosine);
double adrepl_sine(double x);
double adrepl_cosine(double x);

// results[i] = f(arguments[i]) for i < count. The arrays do not overlap, or are the same.
void adrepl_exp_each(double *results, const double *arguments, ptrdiff_t count);
void adrepl_tanh_each(double *results, const double *arguments, ptrdiff_t count);
void adrepl_sech_each(double *results, const double *arguments, ptrdiff_t count);
// The square of sech, which is the derivative of tanh.
void adrepl_sech_squared_each(double *results, const double *arguments, ptrdiff_t count);
void adrepl_sine_each(double *results, const double *arguments, ptrdiff_t count);
void adrepl_cosine_each(double *results, const double *arguments, ptrdiff_t count);
// With their derivatives.
void adrepl_sine_and_slope_each(double *sines, double *slopes, const double *arguments, ptrdiff_t count);
void adrepl_cosine_and_slope_each(double *cosines, double *slopes, const double *arguments, ptrdiff_t count);

// Matrices of numbers in memory. Whole numbers are counts of elements, or how many elements it is from one row or column to
// the next, so that a transpose is no copy.

// C = A·B, or C + A·B where `accumulate` is not 0, for A of m × k, B of k × n and C of m × n, whose rows lie side by side, c_row
// apart, and overlap neither A nor B. With k = 0 the product is 0.
//
// The order of the sum is the same for all shapes and strides, and the bits are the same on every processor with fused
// multiply-add. For each element, k is taken in blocks of 256. In a block the products are added from 0 on, one after the
// other, each with one rounding; the sums of the blocks are added to the element one after the other. So it does not matter
// how rows or columns are divided among calls. Without fused multiply-add each product is rounded, too.
//
// Each call packs B anew, k × n numbers, unless m or n is 1: a hundred rows or more make up for that. `workspace` has room for
// as many doubles as adrepl_gemm_workspace says.
void adrepl_gemm(
    ptrdiff_t m, ptrdiff_t n, ptrdiff_t k, const double *a, ptrdiff_t a_row, ptrdiff_t a_col, const double *b,
    ptrdiff_t b_row, ptrdiff_t b_col, double *c, ptrdiff_t c_row, int accumulate, double *workspace);

// How many doubles a product of this size is given to work with: 2 MB at most, and 0 with vectors.
ptrdiff_t adrepl_gemm_workspace(ptrdiff_t m, ptrdiff_t n, ptrdiff_t k);

#endif
