#ifndef LIMIT_H
#define LIMIT_H

#include <stdint.h>

#pragma clang assume_nonnull begin

// What C compiled in the same settings makes of a list of operations: the bar that adrepl is measured against.
//
// Both ways of running a list leave the value of every operation in memory, as adrepl's evaluator does, and neither
// changes the order in which anything is added. Their functions are libm's.

enum {
  limitAdd,
  limitSubtract,
  limitMultiply,
  limitDivide,
  limitSin,
  limitTanh,
  limitExp,
};

// Inputs are numbered from 0, operations follow; a constant is the complement of its position among the constants.
// An operation of one operand has INT32_MIN for its second.
typedef struct {
  int32_t inputCount, constantCount, operationCount;
  const double *inputs, *constants;
  const uint8_t *opcodes;
  const int32_t *lefts, *rights;
  // The one result. Every operation must contribute to it.
  int32_t target;
} LimitNodes;

// A switch for each operation, in the order of the list.
typedef struct LimitSwitch LimitSwitch;

LimitSwitch *limitSwitchCreate(const LimitNodes *nodes);
void limitSwitchDestroy(LimitSwitch *tape);
void limitSwitchSetInput(LimitSwitch *tape, int32_t position, double value);
double limitSwitchValue(LimitSwitch *tape);
double limitSwitchGradient(LimitSwitch *tape);
double limitSwitchDerivative(const LimitSwitch *tape, int32_t position);

// A loop for each group of operations that are alike and do not depend on each other.
typedef struct LimitLevels LimitLevels;

// The list is scheduled in windows of so many operations, one after another; 0 stands for one window around all.
LimitLevels *limitLevelsCreate(const LimitNodes *nodes, int32_t window);
void limitLevelsDestroy(LimitLevels *tape);
void limitLevelsSetInput(LimitLevels *tape, int32_t position, double value);
double limitLevelsValue(LimitLevels *tape);
double limitLevelsGradient(LimitLevels *tape);
double limitLevelsDerivative(const LimitLevels *tape, int32_t position);
int32_t limitLevelsGroupCount(const LimitLevels *tape);

#pragma clang assume_nonnull end

#endif
