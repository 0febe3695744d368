#ifndef ADREPL_SINCOS_H
#define ADREPL_SINCOS_H

#include <math.h>

// glibc and musl hide sincos behind _GNU_SOURCE, which a module cannot define for itself once another one has read
// math.h. The declaration is the one in their headers.
#if !defined(__APPLE__)
extern void sincos(double x, double *sine, double *cosine);
#endif

// The sine and the cosine of x, which share the reduction of the argument.
static inline void adrepl_sincos(double x, double *sine, double *cosine) {
#if defined(__APPLE__)
  __sincos(x, sine, cosine);
#else
  sincos(x, sine, cosine);
#endif
}

#endif
