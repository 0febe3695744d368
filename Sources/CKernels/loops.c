// Arithmetic many at once. The loops are plain: the compiler makes vectors of them, as wide as the processor's.

#include <math.h>
#include <stddef.h>

#include "include/CKernels.h"
#include "processors.h"

// Results may be where operands are: each is written after those at its place were read.
#define SIDE_BY_SIDE _Pragma("clang loop vectorize(assume_safety)")

#define UNARY(name, value)                                                                                             \
  INLINE void name##_loop(double *results, const double *arguments, ptrdiff_t count) {                                 \
    SIDE_BY_SIDE for (ptrdiff_t i = 0; i < count; i++) {                                                               \
      double x = arguments[i];                                                                                         \
      results[i] = value;                                                                                              \
    }                                                                                                                  \
  }                                                                                                                    \
  VERSIONS(                                                                                                            \
      void, adrepl_##name##_each, (double *results, const double *arguments, ptrdiff_t count),                         \
      (results, arguments, count), name##_loop(results, arguments, count), name##_loop(results, arguments, count))

UNARY(negate, -x)
UNARY(abs, fabs(x))
UNARY(sqrt, __builtin_elementwise_sqrt(x))
UNARY(square, x *x)
UNARY(reciprocal, 1 / x)
UNARY(relu, x > 0 || x != x ? x : 0)

// With a step of 0 an operand is one number, with any other an array.
#define BINARY(name, value)                                                                                            \
  INLINE void name##_loop(                                                                                             \
      double *results, const double *left, ptrdiff_t left_step, const double *right, ptrdiff_t right_step,             \
      ptrdiff_t count) {                                                                                               \
    if (count <= 0) return;                                                                                            \
    if (left_step == 0 && right_step == 0) {                                                                           \
      double a = *left, b = *right, result = value;                                                                    \
      for (ptrdiff_t i = 0; i < count; i++) results[i] = result;                                                       \
    } else if (left_step == 0) {                                                                                       \
      double a = *left;                                                                                                \
      SIDE_BY_SIDE for (ptrdiff_t i = 0; i < count; i++) {                                                             \
        double b = right[i];                                                                                           \
        results[i] = value;                                                                                            \
      }                                                                                                                \
    } else if (right_step == 0) {                                                                                      \
      double b = *right;                                                                                               \
      SIDE_BY_SIDE for (ptrdiff_t i = 0; i < count; i++) {                                                             \
        double a = left[i];                                                                                            \
        results[i] = value;                                                                                            \
      }                                                                                                                \
    } else {                                                                                                           \
      SIDE_BY_SIDE for (ptrdiff_t i = 0; i < count; i++) {                                                             \
        double a = left[i], b = right[i];                                                                              \
        results[i] = value;                                                                                            \
      }                                                                                                                \
    }                                                                                                                  \
  }                                                                                                                    \
  VERSIONS(                                                                                                            \
      void, adrepl_##name##_each,                                                                                      \
      (double *results, const double *left, ptrdiff_t left_step, const double *right, ptrdiff_t right_step,            \
       ptrdiff_t count),                                                                                               \
      (results, left, left_step, right, right_step, count),                                                            \
      name##_loop(results, left, left_step, right, right_step, count),                                                 \
      name##_loop(results, left, left_step, right, right_step, count))

BINARY(add, a + b)
BINARY(subtract, a - b)
BINARY(multiply, a *b)
BINARY(divide, a / b)
BINARY(strong_multiply, a == 0 || b == 0 ? 0 : a * b)
BINARY(strong_divide, a == 0 ? 0 : a / b)
BINARY(max, a != a || b != b ? NAN : b >= a ? b : a)
BINARY(min, a != a || b != b ? NAN : b < a ? b : a)
BINARY(less, a < b)
BINARY(less_or_equal, a <= b)
BINARY(greater, a > b)
BINARY(greater_or_equal, a >= b)
BINARY(equal, a == b)
BINARY(not_equal, a != b)
BINARY(above, a > b ? 1 : a < b ? 0 : a == b ? 0.5 : NAN)
BINARY(guarded, b != b ? b : a)
