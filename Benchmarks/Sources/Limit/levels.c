// The loops over groups, each specialised for an opcode and, in the reverse sweep, for what happens to the operands.

#define _GNU_SOURCE
#include <math.h>

#include "levels.h"

#ifdef __APPLE__
#define sincos __sincos
#endif

#define INLINE static inline __attribute__((always_inline))

void limitLevelsSetInput(LimitLevels *tape, int32_t position, double value) {
  tape->values[tape->constantCount + position] = value;
}

double limitLevelsDerivative(const LimitLevels *tape, int32_t position) {
  return tape->adjoints[tape->constantCount + position];
}

int32_t limitLevelsGroupCount(const LimitLevels *tape) { return tape->groupCount; }

// A group writes slots which it does not read, so that the compiler may take the two for different memory.
#define EACH(expression)                                 \
  for (int32_t k = group.begin; k < group.end; k++) {    \
    double a = in[lefts[k]];                             \
    out[k] = (expression);                               \
  }                                                      \
  break

#define b (in[rights[k]])

INLINE void forward(LimitLevels *tape, int savesSlopes) {
  const int32_t *restrict lefts = tape->lefts, *restrict rights = tape->rights;
  double *slopes = tape->slopes;
  for (int32_t g = 0; g < tape->groupCount; g++) {
    Group group = tape->groups[g];
    const double *in = tape->values;
    double *restrict out = tape->values;
    switch (group.opcode) {
    case limitAdd: EACH(a + b);
    case limitSubtract: EACH(a - b);
    case limitMultiply: EACH(a * b);
    case limitDivide: EACH(a / b);
    case limitTanh: EACH(tanh(a));
    case limitExp: EACH(exp(a));
    case groupSquare: EACH(a * a);
    case limitSin:
      if (!savesSlopes) { EACH(sin(a)); }
      for (int32_t k = group.begin; k < group.end; k++) sincos(in[lefts[k]], &out[k], &slopes[k]);
      break;
    case groupRun: {
      double sum = in[lefts[group.begin]];
      for (int32_t k = group.begin; k < group.end; k++) {
        sum += in[rights[k]];
        out[k] = sum;
      }
      break;
    }
    }
  }
}

#undef b
#undef EACH

INLINE void contribute(double *adjoints, int32_t slot, int edge, double contribution) {
  if (edge == edgeStore) adjoints[slot] = contribution;
  if (edge == edgeAdd) adjoints[slot] += contribution;
}

INLINE void reverseGroup(LimitLevels *tape, Group group, int opcode, int left, int right) {
  const int32_t *restrict lefts = tape->lefts, *restrict rights = tape->rights;
  const double *restrict values = tape->values, *restrict slopes = tape->slopes;
  double *adjoints = tape->adjoints;
  for (int32_t k = group.begin; k < group.end; k++) {
    double s = adjoints[k];
    int32_t a = lefts[k], b = rights[k];
    switch (opcode) {
    case limitAdd:
      contribute(adjoints, a, left, s);
      contribute(adjoints, b, right, s);
      break;
    case limitSubtract:
      contribute(adjoints, a, left, s);
      contribute(adjoints, b, right, -s);
      break;
    case limitMultiply:
      contribute(adjoints, a, left, s * values[b]);
      contribute(adjoints, b, right, s * values[a]);
      break;
    case limitDivide: {
      double quotient = s / values[b];
      contribute(adjoints, a, left, quotient);
      contribute(adjoints, b, right, -quotient * values[k]);
      break;
    }
    case limitSin: contribute(adjoints, a, left, s * slopes[k]); break;
    case limitTanh: contribute(adjoints, a, left, s * (1 - values[k] * values[k])); break;
    case limitExp: contribute(adjoints, a, left, s * values[k]); break;
    case groupSquare: contribute(adjoints, a, left, s * (values[a] + values[a])); break;
    }
  }
}

// In a running sum all operations have the adjoint of the last.
INLINE void reverseRun(LimitLevels *tape, Group group, int right) {
  double *adjoints = tape->adjoints;
  double s = adjoints[group.end - 1];
  for (int32_t k = group.begin; k < group.end; k++) contribute(adjoints, tape->rights[k], right, s);
  contribute(adjoints, tape->lefts[group.begin], group.leftEdge, s);
}

#define KEY(opcode, left, right) (((opcode) * edgeKindCount + (left)) * edgeKindCount + (right))
#define CASE(opcode, left, right) \
  case KEY(opcode, left, right): reverseGroup(tape, group, opcode, left, right); break;
#define CASES_OF_ONE(opcode)            \
  CASE(opcode, edgeStore, edgeNone)     \
  CASE(opcode, edgeAdd, edgeNone)
#define CASES_OF_TWO(opcode)            \
  CASES_OF_ONE(opcode)                  \
  CASE(opcode, edgeNone, edgeStore)     \
  CASE(opcode, edgeNone, edgeAdd)       \
  CASE(opcode, edgeStore, edgeStore)    \
  CASE(opcode, edgeStore, edgeAdd)      \
  CASE(opcode, edgeAdd, edgeStore)      \
  CASE(opcode, edgeAdd, edgeAdd)

static void reverse(LimitLevels *tape) {
  tape->adjoints[tape->target] = 1;
  for (int32_t g = tape->groupCount - 1; g >= 0; g--) {
    Group group = tape->groups[g];
    if (group.opcode == groupRun) {
      if (group.rightEdge == edgeStore) reverseRun(tape, group, edgeStore);
      else if (group.rightEdge == edgeAdd) reverseRun(tape, group, edgeAdd);
      else reverseRun(tape, group, edgeNone);
      continue;
    }
    switch (KEY(group.opcode, group.leftEdge, group.rightEdge)) {
      CASES_OF_TWO(limitAdd)
      CASES_OF_TWO(limitSubtract)
      CASES_OF_TWO(limitMultiply)
      CASES_OF_TWO(limitDivide)
      CASES_OF_ONE(limitSin)
      CASES_OF_ONE(limitTanh)
      CASES_OF_ONE(limitExp)
      CASES_OF_ONE(groupSquare)
    }
  }
}

double limitLevelsValue(LimitLevels *tape) {
  forward(tape, 0);
  return tape->values[tape->target];
}

double limitLevelsGradient(LimitLevels *tape) {
  forward(tape, 1);
  reverse(tape);
  return tape->values[tape->target];
}
