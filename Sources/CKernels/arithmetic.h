// The arithmetic of the functions, without branches, so that the compiler makes vectors of it. Polynomials are minimax
// fits (Remez); ln 2 and π/2 are taken off in parts (Cody and Waite), exactly by fused multiply-add.

#ifndef ADREPL_ARITHMETIC_H
#define ADREPL_ARITHMETIC_H

#include <math.h>
#include <stdint.h>

#include "processors.h"

INLINE double from_bits(uint64_t bits) {
  double value;
  __builtin_memcpy(&value, &bits, sizeof value);
  return value;
}

INLINE uint64_t to_bits(double value) {
  uint64_t bits;
  __builtin_memcpy(&bits, &value, sizeof bits);
  return bits;
}

INLINE double fma_(double a, double b, double c) { return __builtin_fma(a, b, c); }

// A number n of 52 bits at most stands in the low bits of ROUNDING + n.
#define ROUNDING 0x1.8p52

#define LN2_HIGH 0x1.62e42fefa39efp-1
#define LN2_LOW 0x1.abc9e3b39803fp-56
#define LOG2_E 0x1.71547652b82fep0

// (e^r - 1 - r)/r^2 for |r| up to ln(2)/2, to 2e-19.
INLINE double exponential_tail(double r) {
  double r2 = r * r, r4 = r2 * r2;
  double a = fma_(0x1.5555555555557p-3, r, 0.5);
  double b = fma_(0x1.11111111100cep-7, r, 0x1.5555555555558p-5);
  double c = fma_(0x1.a01a01abef4e5p-13, r, 0x1.6c16c16c151ecp-10);
  double d = fma_(0x1.71de021a6d2f2p-19, r, 0x1.a01a01ad014cdp-16);
  double e = fma_(0x1.af4e19a4668dap-26, r, 0x1.27e4ccbd52d3ep-22);
  double f = fma_(0x1.1f8b69ede8a9cp-29, r2, e);
  return fma_(fma_(f, r4, fma_(d, r2, c)), r4, fma_(b, r2, a));
}

// x as n·ln 2 + r: e^r - 1 as a sum of two, and ROUNDING + n.
typedef struct {
  double high, tail, rounded;
} split_exponential;

INLINE split_exponential exponential_parts(double x) {
  double rounded = fma_(x, LOG2_E, ROUNDING), n = rounded - ROUNDING;
  double high = fma_(n, -LN2_HIGH, x), low = n * -LN2_LOW;
  double r = high + low;
  return (split_exponential){high, fma_(r * r, exponential_tail(r), low), rounded};
}

// 2^n for n from -1022 to 1023.
INLINE double power_of_two(double rounded) { return from_bits((to_bits(rounded) << 52) + 0x3ff0000000000000); }

// 2^n as two factors, since n may be beyond the exponents that there are.
INLINE void powers_of_two(double rounded, double *first, double *second) {
  double n = rounded - ROUNDING, half = fma_(n, 0.5, ROUNDING);
  *first = power_of_two(half);
  *second = power_of_two((n - (half - ROUNDING)) + ROUNDING);
}

// e^r, to little more than its last rounding.
INLINE double near_one(split_exponential parts) {
  double sum = 1 + parts.high;
  return sum + (((1 - sum) + parts.high) + parts.tail);
}

INLINE double exponential(double x) {
  double limited = x > 710 ? 710 : x;
  limited = limited < -746 ? -746 : limited;
  split_exponential parts = exponential_parts(limited);
  double first, second;
  powers_of_two(parts.rounded, &first, &second);
  return near_one(parts) * first * second;
}

// The same for |x| up to 700, whose powers of two are one factor.
INLINE double ordinary_exponential(double x) {
  split_exponential parts = exponential_parts(x);
  return near_one(parts) * power_of_two(parts.rounded);
}

// e^x - 1 for x from 0 to 40.
INLINE double exponential_minus_one(double x) {
  split_exponential parts = exponential_parts(x);
  double power = power_of_two(parts.rounded);
  return fma_(parts.high + parts.tail, power, power - 1);
}

INLINE double magnitude(double x) { return from_bits(to_bits(x) & 0x7fffffffffffffff); }
INLINE double with_sign(double size, double sign) {
  return from_bits(to_bits(size) | (to_bits(sign) & 0x8000000000000000));
}

INLINE double hyperbolic_tangent(double x) {
  double size = magnitude(x), limited = size > 20 ? 20 : size;
  double t = exponential_minus_one(2 * limited);
  // t/(t + 2), and 1 - 2/(t + 2), which rounds once where it is near 1.
  int isLarge = t > 2;
  double quotient = (isLarge ? 2 : t) / (t + 2);
  return with_sign(isLarge ? 1 - quotient : quotient, x);
}

INLINE double hyperbolic_secant(double x) {
  double e = exponential(-magnitude(x));
  return 2 * e / fma_(e, e, 1);
}

// log(1 + f) = 2 artanh(s) with s = f/(2 + f): 2s + s·(2/3 s² + 2/5 s⁴ + …). What is in parentheses, for |s| up to 0.1716, to
// 2^-58, and `half` more.
INLINE double logarithm_tail(double s, double half) {
  double z = s * s, w = z * z;
  double a = fma_(0x1.999999997fa04p-2, z, 0x1.5555555555593p-1), b = fma_(0x1.c71c51d8e78afp-3, z, 0x1.2492494229359p-2);
  double c = fma_(0x1.39a09d078c69fp-3, z, 0x1.7466496cb03dep-3), d = fma_(0x1.2f112df3e5244p-3, w, c);
  return fma_(z, fma_(w * w, d, fma_(w, b, a)), half);
}

// A number as 2^k·(1 + f) with 1 + f from √½ to √2.
typedef struct {
  double k, f;
} split_number;

// Of a normal number above 0.
INLINE split_number number_parts(double x) {
  uint64_t moved = to_bits(x) + (0x3ff0000000000000 - 0x3fe6a09e667f3bcd);
  double k = from_bits(moved >> 52 | 0x4330000000000000) - (0x1p52 + 1023);
  return (split_number){k, from_bits((moved & 0x000fffffffffffff) + 0x3fe6a09e667f3bcd) - 1};
}

// Of ln 2 as many bits as leave its products with exponents exact, and the rest.
#define LN2_BEGINNING 0x1.62e42fefa3800p-1
#define LN2_REST 0x1.ef35793c76730p-45

// k·ln 2 + log(1 + f) + low for a small `low`. Since 2s = f - s·f and s·f = f²/2 - s·f²/2, log(1 + f) is
// f - f²/2 + s·(f²/2 + tail). Of k·ln 2 + f - f²/2 what rounding takes is known exactly, and goes to the last term, which is small.
INLINE double logarithm_of_parts(double k, double f, double s, double low) {
  double half = 0.5 * f, start = fma_(-half, f, f), lack = fma_(-half, f, f - start);
  double exponent = k * LN2_BEGINNING, sum = exponent + start;
  double rest = fma_(s, logarithm_tail(s, half * f), fma_(k, LN2_REST, low));
  return sum + (((exponent - sum) + start) + (lack + rest));
}

// For normal numbers above 0.
INLINE double ordinary_logarithm(double x) {
  split_number parts = number_parts(x);
  return logarithm_of_parts(parts.k, parts.f, parts.f / (2 + parts.f), 0);
}

INLINE double logarithm(double x) {
  int isSmall = x < 0x1p-1022;
  split_number parts = number_parts(isSmall ? x * 0x1p54 : x);
  double k = isSmall ? parts.k - 54 : parts.k;
  double value = logarithm_of_parts(k, parts.f, parts.f / (2 + parts.f), 0);
  value = x < INFINITY ? value : x;
  return x > 0 ? value : (x == 0 ? -INFINITY : NAN);
}

// 1 + x rounds to u, and lacks c: log(1 + x) = log(u) + c/u. Where x is small, c/u counts for as much as log(u), but there u is
// nearly 1; where it is not, few digits will do. With u = 2^k·(1 + f), 1/(1 + f) = (1 - s)/(1 + s) = (1 - s)²·(1 + s²) to s⁴. For x
// above -1 and below 2^54.
INLINE double ordinary_logarithm_of_one_plus(double x) {
  double u = 1 + x, b = u - 1, c = (1 - (u - b)) + (x - b);
  split_number parts = number_parts(u);
  double s = parts.f / (2 + parts.f), rest = 1 - s;
  double low = c * power_of_two(ROUNDING - parts.k) * (rest * rest * fma_(s, s, 1));
  double value = logarithm_of_parts(parts.k, parts.f, s, low);
  return x == 0 ? x : value;
}

INLINE double logarithm_of_one_plus(double x) {
  // From 2^54 on, 1 adds nothing.
  double value = x < 0x1p54 ? ordinary_logarithm_of_one_plus(x) : ordinary_logarithm(x);
  value = x < INFINITY ? value : x;
  return x > -1 ? value : (x == -1 ? -INFINITY : NAN);
}

// e^x - 1 = 2^n·(e^r - 1) + (2^n - 1), half of it so that 2^n does not overflow. What 2^n·high + 2^n - 1 lacks is known exactly,
// since the second is 0 or the larger one.
INLINE double exponential_less_one(double x) {
  double limited = x > 710 ? 710 : x;
  limited = limited < -60 ? -60 : limited;
  split_exponential parts = exponential_parts(limited);
  double power = from_bits((to_bits(parts.rounded) << 52) + 0x3fe0000000000000), constant = power - 0.5;
  double sum = fma_(parts.high, power, constant), lack = fma_(parts.high, power, constant - sum);
  double value = 2 * (sum + fma_(parts.tail, power, lack));
  return magnitude(x) < 0x1p-54 ? x : value;
}

// 1/(1 + e) or e/(1 + e) with e = e^-|x|. The quotient is mended by what 1 + e and the product with its reciprocal lack.
INLINE double logistic_of(double x, double e) {
  double above = x < 0 ? e : 1, below = 1 + e, lack = e - (below - 1), reciprocal = 1 / below;
  double quotient = above * reciprocal;
  return fma_(reciprocal, fma_(-quotient, below, above) - quotient * lack, quotient);
}

// The slope of the logistic function, e/(1 + e)², mended in the same way.
INLINE double logistic_slope_of(double e) {
  double sum = 1 + e, square = sum * sum;
  double lack = fma_(2 * sum, e - (sum - 1), fma_(sum, sum, -square)), reciprocal = 1 / square;
  double quotient = e * reciprocal;
  return fma_(reciprocal, fma_(-quotient, square, e) - quotient * lack, quotient);
}

// log(1 + e^x) = max(x, 0) + log(1 + e^-|x|).
INLINE double soft_maximum_of(double x, double e) { return (x < 0 ? 0 : x) + ordinary_logarithm_of_one_plus(e); }

INLINE double logistic(double x) { return logistic_of(x, exponential(-magnitude(x))); }
INLINE double logistic_slope(double x) { return logistic_slope_of(exponential(-magnitude(x))); }
INLINE double soft_maximum(double x) { return soft_maximum_of(x, exponential(-magnitude(x))); }

// For |x| up to 700.
INLINE double ordinary_logistic(double x) { return logistic_of(x, ordinary_exponential(-magnitude(x))); }
INLINE double ordinary_logistic_slope(double x) { return logistic_slope_of(ordinary_exponential(-magnitude(x))); }
INLINE double ordinary_soft_maximum(double x) { return soft_maximum_of(x, ordinary_exponential(-magnitude(x))); }

// Where the reduction by three parts of π/2 is exact enough.
#define LARGEST_ANGLE 0x1p20

// r and what it lacks, for |r| up to π/4.
INLINE double sine_of_rest(double r, double low) {
  double z = r * r, z2 = z * z, cube = z * r;
  double tail = fma_(
      fma_(fma_(0x1.5e09989748c5bp-33, z, -0x1.ae6006d9c66b0p-26), z2,
           fma_(0x1.71de3792923bep-19, z, -0x1.a01a019e80a1dp-13)),
      z2, 0x1.1111111110ba6p-7 * z);
  return r + fma_(-0x1.5555555555555p-3, cube, fma_(fma_(-0.5, z, 1), low, tail * cube));
}

INLINE double cosine_of_rest(double r, double low) {
  double z = r * r, z2 = z * z;
  double tail = fma_(
      fma_(fma_(-0x1.907c1f83b3997p-37, z, 0x1.1eeb66d0f2e82p-29), z2,
           fma_(-0x1.27e4fa15da10fp-22, z, 0x1.a01a019f4d280p-16)),
      z2, fma_(-0x1.6c16c16c16960p-10, z, 0x1.5555555555555p-5));
  double half = 0.5 * z, w = 1 - half;
  return w + (((1 - w) - half) + fma_(z2, tail, -r * low));
}

// x as n·π/2 + rest + low, and n in the low bits of a number.
typedef struct {
  double rest, low;
  uint64_t quadrant;
} split_angle;

INLINE split_angle angle_parts(double x) {
  double rounded = fma_(x, 0x1.45f306dc9c883p-1, ROUNDING), n = rounded - ROUNDING;
  double high = fma_(n, -0x1.921fb54442d18p0, x), w = n * 0x1.1a62633145c06p-54;
  double r = high - w;
  double low = ((high - r) - w) - fma_(n, 0x1.1a62633145c06p-54, -w);
  low = fma_(n, -0x1.c1cd129024e09p-107, low);
  double rest = r + low;
  return (split_angle){rest, (r - rest) + low, to_bits(rounded)};
}

INLINE double turned(double value, uint64_t quadrant) {
  return from_bits(to_bits(value) ^ (quadrant & 2) << 62);
}

INLINE void sine_and_cosine(double x, double *sine, double *cosine) {
  split_angle angle = angle_parts(x);
  double s = sine_of_rest(angle.rest, angle.low), c = cosine_of_rest(angle.rest, angle.low);
  int isOdd = angle.quadrant & 1;
  double turnedSine = turned(isOdd ? c : s, angle.quadrant);
  // The zeros keep their signs.
  *sine = x == 0 ? x : turnedSine;
  *cosine = turned(isOdd ? s : c, angle.quadrant + 1);
}

#endif
