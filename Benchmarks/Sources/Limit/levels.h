#ifndef LEVELS_H
#define LEVELS_H

#include "limit.h"

// What the reverse sweep does with an operand: nothing (a constant), store the first contribution, or add to it.
// Every slot's first contribution is stored, so that no pass has to clear the adjoints.
enum { edgeNone, edgeStore, edgeAdd, edgeKindCount };

// Besides the opcodes: the product of an operand with itself, and a running sum, in which every operation but the
// first has its predecessor for its left operand, and that is used nowhere else.
enum { groupSquare = limitExp + 1, groupRun, groupOpcodeCount };

// A run of slots which one loop computes.
typedef struct {
  uint8_t opcode, leftEdge, rightEdge;
  int32_t begin, end;
} Group;

struct LimitLevels {
  int32_t constantCount, inputCount, slotCount, target, groupCount;
  // In the order of the forward sweep.
  Group *groups;
  // The operands' slots, by slot.
  int32_t *lefts, *rights;
  double *values, *adjoints;
  // The slope of each sine, saved by the forward sweep that comes before a reverse one.
  double *slopes;
};

#endif
