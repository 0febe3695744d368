// The arithmetic of the functions, without branches, so that the compiler makes vectors of it. Polynomials are minimax
// fits (Remez); ln 2 and π/2 are taken off in parts (Cody and Waite), exactly by fused multiply-add.

#ifndef ADREPL_ARITHMETIC_H
#define ADREPL_ARITHMETIC_H

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

// 2^n as two factors, since n may be beyond the exponents that there are.
INLINE void power_of_two(double rounded, double *first, double *second) {
  int64_t n = (int64_t)(to_bits(rounded) << 52) >> 52, half = n >> 1;
  *first = from_bits((uint64_t)(half + 1023) << 52);
  *second = from_bits((uint64_t)(n - half + 1023) << 52);
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
  power_of_two(parts.rounded, &first, &second);
  return near_one(parts) * first * second;
}

// e^x - 1 for x from 0 to 40.
INLINE double exponential_minus_one(double x) {
  split_exponential parts = exponential_parts(x);
  double power = from_bits((to_bits(parts.rounded) << 52) + 0x3ff0000000000000);
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
