// A switch for each operation: the plain interpreter.

#define _GNU_SOURCE
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "limit.h"

#ifdef __APPLE__
#define sincos __sincos
#endif

// Constants, inputs and operations share one numbering of slots, in this order.
struct LimitSwitch {
  int32_t constantCount, inputCount, slotCount, target;
  uint8_t *opcodes;
  int32_t *lefts, *rights;
  double *values, *adjoints;
  // The slope of each sine, saved by the forward sweep that comes before a reverse one.
  double *slopes;
};

static int32_t slotOf(int32_t operand, int32_t constantCount) {
  return operand < 0 ? ~operand : operand + constantCount;
}

LimitSwitch *limitSwitchCreate(const LimitNodes *nodes) {
  LimitSwitch *tape = calloc(1, sizeof *tape);
  tape->constantCount = nodes->constantCount;
  tape->inputCount = nodes->inputCount;
  int32_t first = nodes->constantCount + nodes->inputCount;
  tape->slotCount = first + nodes->operationCount;
  tape->target = slotOf(nodes->target, nodes->constantCount);

  size_t count = (size_t)tape->slotCount;
  tape->opcodes = calloc(count, sizeof *tape->opcodes);
  tape->lefts = calloc(count, sizeof *tape->lefts);
  tape->rights = calloc(count, sizeof *tape->rights);
  tape->values = calloc(count, sizeof *tape->values);
  tape->adjoints = calloc(count, sizeof *tape->adjoints);
  tape->slopes = calloc(count, sizeof *tape->slopes);

  memcpy(tape->values, nodes->constants, (size_t)nodes->constantCount * sizeof(double));
  memcpy(tape->values + nodes->constantCount, nodes->inputs, (size_t)nodes->inputCount * sizeof(double));
  for (int32_t k = 0; k < nodes->operationCount; k++) {
    tape->opcodes[first + k] = nodes->opcodes[k];
    tape->lefts[first + k] = slotOf(nodes->lefts[k], nodes->constantCount);
    if (nodes->rights[k] != INT32_MIN) tape->rights[first + k] = slotOf(nodes->rights[k], nodes->constantCount);
  }
  return tape;
}

void limitSwitchDestroy(LimitSwitch *tape) {
  free(tape->opcodes);
  free(tape->lefts);
  free(tape->rights);
  free(tape->values);
  free(tape->adjoints);
  free(tape->slopes);
  free(tape);
}

void limitSwitchSetInput(LimitSwitch *tape, int32_t position, double value) {
  tape->values[tape->constantCount + position] = value;
}

double limitSwitchDerivative(const LimitSwitch *tape, int32_t position) {
  return tape->adjoints[tape->constantCount + position];
}

// Inlined into its two users, which differ in whether a sine also leaves its slope.
static inline __attribute__((always_inline)) void forward(LimitSwitch *tape, int savesSlopes) {
  const uint8_t *restrict opcodes = tape->opcodes;
  const int32_t *restrict lefts = tape->lefts, *restrict rights = tape->rights;
  double *values = tape->values, *restrict slopes = tape->slopes;
  int32_t slotCount = tape->slotCount;
  for (int32_t k = tape->constantCount + tape->inputCount; k < slotCount; k++) {
    double a = values[lefts[k]], b = values[rights[k]];
    switch (opcodes[k]) {
    case limitAdd: values[k] = a + b; break;
    case limitSubtract: values[k] = a - b; break;
    case limitMultiply: values[k] = a * b; break;
    case limitDivide: values[k] = a / b; break;
    case limitSin:
      if (savesSlopes) {
        double sine, cosine;
        sincos(a, &sine, &cosine);
        values[k] = sine;
        slopes[k] = cosine;
      } else {
        values[k] = sin(a);
      }
      break;
    case limitTanh: values[k] = tanh(a); break;
    case limitExp: values[k] = exp(a); break;
    }
  }
}

static void reverse(LimitSwitch *tape) {
  const uint8_t *restrict opcodes = tape->opcodes;
  const int32_t *restrict lefts = tape->lefts, *restrict rights = tape->rights;
  const double *restrict values = tape->values, *restrict slopes = tape->slopes;
  double *adjoints = tape->adjoints;
  memset(adjoints, 0, (size_t)tape->slotCount * sizeof(double));
  adjoints[tape->target] = 1;
  int32_t first = tape->constantCount + tape->inputCount;
  for (int32_t k = tape->slotCount - 1; k >= first; k--) {
    double s = adjoints[k];
    int32_t left = lefts[k], right = rights[k];
    switch (opcodes[k]) {
    case limitAdd:
      adjoints[left] += s;
      adjoints[right] += s;
      break;
    case limitSubtract:
      adjoints[left] += s;
      adjoints[right] -= s;
      break;
    case limitMultiply:
      adjoints[left] += s * values[right];
      adjoints[right] += s * values[left];
      break;
    case limitDivide: {
      double quotient = s / values[right];
      adjoints[left] += quotient;
      adjoints[right] -= quotient * values[k];
      break;
    }
    case limitSin: adjoints[left] += s * slopes[k]; break;
    case limitTanh: adjoints[left] += s * (1 - values[k] * values[k]); break;
    case limitExp: adjoints[left] += s * values[k]; break;
    }
  }
}

double limitSwitchValue(LimitSwitch *tape) {
  forward(tape, 0);
  return tape->values[tape->target];
}

double limitSwitchGradient(LimitSwitch *tape) {
  forward(tape, 1);
  reverse(tape);
  return tape->values[tape->target];
}
