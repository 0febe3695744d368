#ifndef ADREPL_RANGE_H
#define ADREPL_RANGE_H

#include <fenv.h>

// Whether a result since the last call was too large or too small for its type, as the processor remembers. The constants
// are macros here and enumerators there, which Swift sees as different things.
static inline int adrepl_take_range_flags(void) {
  int flags = fetestexcept(FE_OVERFLOW | FE_UNDERFLOW);
  feclearexcept(FE_OVERFLOW | FE_UNDERFLOW);
  return flags != 0;
}

#endif
