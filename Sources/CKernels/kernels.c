#include "include/CKernels.h"

#include <math.h>

#include "arithmetic.h"
#include "processors.h"

#if defined(__APPLE__)
#define sincos __sincos
#endif
extern void sincos(double x, double *sine, double *cosine);

// MARK: One by one. Ordinary arguments take fewer steps to the same bits.

FUSED static double fused_exp(double x) {
  // Powers of two from 2^-1022 on are one factor.
  if (!(fabs(x) < 700)) return exponential(x);
  split_exponential parts = exponential_parts(x);
  return near_one(parts) * from_bits((to_bits(parts.rounded) << 52) + 0x3ff0000000000000);
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

double adrepl_exp(double x) { return has_fused() ? fused_exp(x) : exp(x); }
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

#define EACH(name, target, function)                                                                                   \
  target static void name(double *results, const double *arguments, ptrdiff_t count) {                                 \
    for (ptrdiff_t i = 0; i < count; i++) results[i] = function(arguments[i]);                                         \
  }

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

EACH(fused_exp_each, FUSED, exponential)
EACH(fused_tanh_each, FUSED, hyperbolic_tangent)
EACH(fused_sech_each, FUSED, hyperbolic_secant)
EACH(fused_sech_squared_each, FUSED, hyperbolic_secant_squared)
EACH(fused_sine_each, FUSED, only_sine)
EACH(fused_cosine_each, FUSED, only_cosine)

EACH(plain_exp_each, , exp)
EACH(plain_tanh_each, , tanh)
EACH(plain_sech_each, , plain_sech)
EACH(plain_sech_squared_each, , plain_sech_squared)

// The same for any arguments.
EACH(any_sine_each, , adrepl_sine)
EACH(any_cosine_each, , adrepl_cosine)

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

void adrepl_exp_each(double *results, const double *arguments, ptrdiff_t count) {
  (has_fused() ? fused_exp_each : plain_exp_each)(results, arguments, count);
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
