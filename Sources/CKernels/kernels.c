#include "include/CKernels.h"

#include <float.h>
#include <math.h>

#include "arithmetic.h"
#include "processors.h"

#if defined(__APPLE__)
#define sincos __sincos
#endif
extern void sincos(double x, double *sine, double *cosine);

// MARK: One by one. Ordinary arguments take fewer steps to the same bits.

#define ORDINARY_EXPONENT 700

FUSED static double fused_exp(double x) {
  return fabs(x) <= ORDINARY_EXPONENT ? ordinary_exponential(x) : exponential(x);
}

FUSED static double fused_log(double x) {
  return x >= DBL_MIN && x <= DBL_MAX ? ordinary_logarithm(x) : logarithm(x);
}

FUSED static double fused_log1p(double x) {
  return x > -1 && x < 0x1p54 ? ordinary_logarithm_of_one_plus(x) : logarithm_of_one_plus(x);
}

FUSED static double fused_expm1(double x) { return exponential_less_one(x); }

FUSED static double fused_sigmoid(double x) {
  return fabs(x) <= ORDINARY_EXPONENT ? ordinary_logistic(x) : logistic(x);
}

FUSED static double fused_sigmoid_slope(double x) {
  return fabs(x) <= ORDINARY_EXPONENT ? ordinary_logistic_slope(x) : logistic_slope(x);
}

FUSED static double fused_softplus(double x) {
  return fabs(x) <= ORDINARY_EXPONENT ? ordinary_soft_maximum(x) : soft_maximum(x);
}

FUSED static double fused_tanh(double x) { return hyperbolic_tangent(x); }
FUSED static double fused_sech(double x) { return hyperbolic_secant(x); }

FUSED static double fused_sine(double x) {
  if (fabs(x) < 0.78) return x == 0 ? x : sine_of_rest(x, 0);
  split_angle angle = angle_parts(x);
  return turned(
      angle.quadrant & 1 ? cosine_of_rest(angle.rest, angle.low) : sine_of_rest(angle.rest, angle.low),
      angle.quadrant);
}

FUSED static double fused_cosine(double x) {
  if (fabs(x) < 0.78) return cosine_of_rest(x, 0);
  split_angle angle = angle_parts(x);
  return turned(
      angle.quadrant & 1 ? sine_of_rest(angle.rest, angle.low) : cosine_of_rest(angle.rest, angle.low),
      angle.quadrant + 1);
}

FUSED static void fused_sine_and_cosine(double x, double *sine, double *cosine) {
  if (fabs(x) < 0.78) {
    *sine = x == 0 ? x : sine_of_rest(x, 0);
    *cosine = cosine_of_rest(x, 0);
  } else {
    sine_and_cosine(x, sine, cosine);
  }
}

static double plain_sigmoid(double x) {
  double e = exp(-fabs(x));
  return (x < 0 ? e : 1) / (1 + e);
}

static double plain_sigmoid_slope(double x) {
  double e = exp(-fabs(x));
  return e / ((1 + e) * (1 + e));
}

static double plain_softplus(double x) { return (x < 0 ? 0 : x) + log1p(exp(-fabs(x))); }

double adrepl_exp(double x) { return has_fused() ? fused_exp(x) : exp(x); }
double adrepl_log(double x) { return has_fused() ? fused_log(x) : log(x); }
double adrepl_log1p(double x) { return has_fused() ? fused_log1p(x) : log1p(x); }
double adrepl_expm1(double x) { return has_fused() ? fused_expm1(x) : expm1(x); }
double adrepl_sigmoid(double x) { return has_fused() ? fused_sigmoid(x) : plain_sigmoid(x); }
double adrepl_sigmoid_slope(double x) { return has_fused() ? fused_sigmoid_slope(x) : plain_sigmoid_slope(x); }
double adrepl_softplus(double x) { return has_fused() ? fused_softplus(x) : plain_softplus(x); }
double adrepl_tanh(double x) { return has_fused() ? fused_tanh(x) : tanh(x); }

static double plain_sech(double x) {
  double e = exp(-fabs(x));
  return 2 * e / (1 + e * e);
}

double adrepl_sech(double x) { return has_fused() ? fused_sech(x) : plain_sech(x); }

double adrepl_sine(double x) { return fabs(x) <= LARGEST_ANGLE && has_fused() ? fused_sine(x) : sin(x); }
double adrepl_cosine(double x) { return fabs(x) <= LARGEST_ANGLE && has_fused() ? fused_cosine(x) : cos(x); }

void adrepl_sine_and_cosine(double x, double *sine, double *cosine) {
  if (fabs(x) <= LARGEST_ANGLE && has_fused()) {
    fused_sine_and_cosine(x, sine, cosine);
  } else {
    sincos(x, sine, cosine);
  }
}

// MARK: Element by element.

// Results may be where arguments are: each is written after its argument was read. Of two vectors at a time one does not wait
// while the other does.
#define SIDE_BY_SIDE _Pragma("clang loop vectorize(assume_safety) interleave_count(2)")

#define EACH(name, function)                                                                                           \
  FUSED static void name(double *results, const double *arguments, ptrdiff_t count) {                                  \
    SIDE_BY_SIDE for (ptrdiff_t i = 0; i < count; i++) results[i] = function(arguments[i]);                            \
  }

#define PLAIN_EACH(name, function)                                                                                     \
  static void name(double *results, const double *arguments, ptrdiff_t count) {                                        \
    for (ptrdiff_t i = 0; i < count; i++) results[i] = function(arguments[i]);                                         \
  }

#define BLOCK_SIZE 256

INLINE int are_within(double low, double high, const double *numbers, ptrdiff_t count) {
  int areWithin = 1;
  for (ptrdiff_t i = 0; i < count; i++) areWithin &= (numbers[i] >= low) & (numbers[i] <= high);
  return areWithin;
}

// Most blocks have arguments from `low` to `high` only, for which `ordinary` takes fewer steps to the bits of `function`.
#define EACH_ORDINARY(name, low, high, ordinary, function, plain)                                                      \
  INLINE void name##_loop(double *results, const double *arguments, ptrdiff_t count) {                                 \
    for (ptrdiff_t start = 0, size; start < count; start += size) {                                                    \
      size = count - start < BLOCK_SIZE ? count - start : BLOCK_SIZE;                                                  \
      double *block = results + start;                                                                                 \
      const double *source = arguments + start;                                                                        \
      if (are_within(low, high, source, size)) {                                                                       \
        SIDE_BY_SIDE for (ptrdiff_t i = 0; i < size; i++) block[i] = ordinary(source[i]);                              \
      } else {                                                                                                         \
        SIDE_BY_SIDE for (ptrdiff_t i = 0; i < size; i++) block[i] = function(source[i]);                              \
      }                                                                                                                \
    }                                                                                                                  \
  }                                                                                                                    \
  PLAIN_EACH(name##_plain_loop, plain)                                                                                 \
  VERSIONS(                                                                                                            \
      void, adrepl_##name##_each, (double *results, const double *arguments, ptrdiff_t count),                         \
      (results, arguments, count), name##_loop(results, arguments, count),                                             \
      name##_plain_loop(results, arguments, count))

EACH_ORDINARY(exp, -ORDINARY_EXPONENT, ORDINARY_EXPONENT, ordinary_exponential, exponential, exp)
EACH_ORDINARY(log, DBL_MIN, DBL_MAX, ordinary_logarithm, logarithm, log)
// Above -1, and where 1 adds something.
EACH_ORDINARY(
    log1p, -0x1.fffffffffffffp-1, 0x1p53, ordinary_logarithm_of_one_plus, logarithm_of_one_plus, log1p)
EACH_ORDINARY(expm1, -INFINITY, INFINITY, exponential_less_one, exponential_less_one, expm1)
EACH_ORDINARY(sigmoid, -ORDINARY_EXPONENT, ORDINARY_EXPONENT, ordinary_logistic, logistic, plain_sigmoid)
EACH_ORDINARY(
    sigmoid_slope, -ORDINARY_EXPONENT, ORDINARY_EXPONENT, ordinary_logistic_slope, logistic_slope, plain_sigmoid_slope)

// The exponentials of a block, and then what becomes of them: in one loop too much would wait for the one before.
INLINE void softplus_loop(double *results, const double *arguments, ptrdiff_t count) {
  double exponentials[BLOCK_SIZE];
  for (ptrdiff_t start = 0, size; start < count; start += size) {
    size = count - start < BLOCK_SIZE ? count - start : BLOCK_SIZE;
    double *block = results + start;
    const double *source = arguments + start;
    if (are_within(-ORDINARY_EXPONENT, ORDINARY_EXPONENT, source, size)) {
      SIDE_BY_SIDE for (ptrdiff_t i = 0; i < size; i++) exponentials[i] = ordinary_exponential(-magnitude(source[i]));
    } else {
      SIDE_BY_SIDE for (ptrdiff_t i = 0; i < size; i++) exponentials[i] = exponential(-magnitude(source[i]));
    }
    SIDE_BY_SIDE for (ptrdiff_t i = 0; i < size; i++) block[i] = soft_maximum_of(source[i], exponentials[i]);
  }
}
PLAIN_EACH(softplus_plain_loop, plain_softplus)
VERSIONS(
    void, adrepl_softplus_each, (double *results, const double *arguments, ptrdiff_t count), (results, arguments, count),
    softplus_loop(results, arguments, count), softplus_plain_loop(results, arguments, count))

INLINE double hyperbolic_secant_squared(double x) {
  double secant = hyperbolic_secant(x);
  return secant * secant;
}

INLINE double only_sine(double x) {
  double sine, cosine;
  sine_and_cosine(x, &sine, &cosine);
  return sine;
}

INLINE double only_cosine(double x) {
  double sine, cosine;
  sine_and_cosine(x, &sine, &cosine);
  return cosine;
}

static double plain_sech_squared(double x) {
  double secant = plain_sech(x);
  return secant * secant;
}

EACH(fused_tanh_each, hyperbolic_tangent)
EACH(fused_sech_each, hyperbolic_secant)
EACH(fused_sech_squared_each, hyperbolic_secant_squared)
EACH(fused_sine_each, only_sine)
EACH(fused_cosine_each, only_cosine)

PLAIN_EACH(plain_tanh_each, tanh)
PLAIN_EACH(plain_sech_each, plain_sech)
PLAIN_EACH(plain_sech_squared_each, plain_sech_squared)

// The same for any arguments.
PLAIN_EACH(any_sine_each, adrepl_sine)
PLAIN_EACH(any_cosine_each, adrepl_cosine)

FUSED static void fused_sine_and_slope_each(
    double *sines, double *slopes, const double *arguments, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) sine_and_cosine(arguments[i], sines + i, slopes + i);
}

FUSED static void fused_cosine_and_slope_each(
    double *cosines, double *slopes, const double *arguments, ptrdiff_t count) {
  for (ptrdiff_t i = 0; i < count; i++) {
    double sine;
    sine_and_cosine(arguments[i], &sine, cosines + i);
    slopes[i] = -sine;
  }
}

void adrepl_tanh_each(double *results, const double *arguments, ptrdiff_t count) {
  (has_fused() ? fused_tanh_each : plain_tanh_each)(results, arguments, count);
}
void adrepl_sech_each(double *results, const double *arguments, ptrdiff_t count) {
  (has_fused() ? fused_sech_each : plain_sech_each)(results, arguments, count);
}
void adrepl_sech_squared_each(double *results, const double *arguments, ptrdiff_t count) {
  (has_fused() ? fused_sech_squared_each : plain_sech_squared_each)(results, arguments, count);
}

// Whether the reduction of all angles is exact enough.
static int are_ordinary(const double *angles, ptrdiff_t count) {
  int areOrdinary = has_fused();
  for (ptrdiff_t i = 0; i < count; i++) areOrdinary &= fabs(angles[i]) <= LARGEST_ANGLE;
  return areOrdinary;
}

void adrepl_sine_each(double *results, const double *arguments, ptrdiff_t count) {
  (are_ordinary(arguments, count) ? fused_sine_each : any_sine_each)(results, arguments, count);
}
void adrepl_cosine_each(double *results, const double *arguments, ptrdiff_t count) {
  (are_ordinary(arguments, count) ? fused_cosine_each : any_cosine_each)(results, arguments, count);
}

void adrepl_sine_and_slope_each(double *sines, double *slopes, const double *arguments, ptrdiff_t count) {
  if (are_ordinary(arguments, count)) {
    fused_sine_and_slope_each(sines, slopes, arguments, count);
    return;
  }
  for (ptrdiff_t i = 0; i < count; i++) adrepl_sine_and_cosine(arguments[i], sines + i, slopes + i);
}

void adrepl_cosine_and_slope_each(double *cosines, double *slopes, const double *arguments, ptrdiff_t count) {
  if (are_ordinary(arguments, count)) {
    fused_cosine_and_slope_each(cosines, slopes, arguments, count);
    return;
  }
  for (ptrdiff_t i = 0; i < count; i++) {
    double sine;
    adrepl_sine_and_cosine(arguments[i], &sine, cosines + i);
    slopes[i] = -sine;
  }
}
