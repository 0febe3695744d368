// Schedules a list of operations: into windows, in a window by level, in a level by opcode, and in an opcode by what
// the reverse sweep does with the operands.
//
// Levels are counted within a window: what earlier windows compute is there already. A running sum of `shortestRun`
// or more operations counts as one operation, at the level at which its last summand is there; taken one by one, its
// operations would make a level each. Such a sum can be moved as a whole because its intermediate results are used
// nowhere else.
//
// Slots are given out last: constants, inputs, then the operations in the order of the schedule, so that a group
// writes a contiguous run.

#include <stdlib.h>
#include <string.h>

#include "levels.h"

enum { shortestRun = 32 };

// Either one operation or a running sum, named by its last operation.
typedef struct {
  int32_t level, operation;
} Unit;

typedef struct {
  const LimitNodes *nodes;
  // By operation, -1 where there is none: its neighbours in a running sum.
  int32_t *previous, *next;
  // By operation: the length of the running sum that ends there, its level in the window, the edges that read it.
  int32_t *runLength, *level, *useCount;
  // By operation: its summand if it belongs to a running sum.
  int32_t *summand;
  // By value (inputs, then operations): whether the reverse sweep, up to here, has met an edge to it.
  uint8_t *isReached;
  // The groups and their operations, in the order of the reverse sweep. `begin` and `end` are positions in `order`.
  Group *groups;
  int32_t groupCount, groupCapacity, orderCount;
  int32_t *order;
} Schedule;

static uint8_t opcodeOf(const Schedule *schedule, int32_t operation) {
  const LimitNodes *nodes = schedule->nodes;
  uint8_t opcode = nodes->opcodes[operation];
  int isSquare = opcode == limitMultiply && nodes->lefts[operation] == nodes->rights[operation];
  return isSquare ? groupSquare : opcode;
}

// Whether an operand is computed in the window that begins at an operation.
static int isInWindow(const Schedule *schedule, int32_t operand, int32_t begin) {
  return operand >= schedule->nodes->inputCount + begin;
}

// Looks for running sums between two operations.
static void findRuns(Schedule *schedule, int32_t begin, int32_t end) {
  const LimitNodes *nodes = schedule->nodes;
  for (int32_t k = begin; k < end; k++) {
    schedule->previous[k] = schedule->next[k] = -1;
    schedule->runLength[k] = 1;
    if (nodes->opcodes[k] != limitAdd) continue;
    int32_t operands[2] = {nodes->lefts[k], nodes->rights[k]};
    schedule->summand[k] = operands[1];
    for (int side = 0; side < 2; side++) {
      int32_t earlier = operands[side] - nodes->inputCount;
      if (!isInWindow(schedule, operands[side], begin) || nodes->opcodes[earlier] != limitAdd) continue;
      if (schedule->useCount[earlier] != 1) continue;
      schedule->previous[k] = earlier;
      schedule->next[earlier] = k;
      schedule->summand[k] = operands[1 - side];
      schedule->runLength[k] = schedule->runLength[earlier] + 1;
      break;
    }
  }
}

static int levelOf(const Schedule *schedule, int32_t operand, int32_t begin) {
  return isInWindow(schedule, operand, begin) ? schedule->level[operand - schedule->nodes->inputCount] : 0;
}

static int larger(int a, int b) { return a > b ? a : b; }

static int compareUnits(const void *a, const void *b) {
  const Unit *first = a, *second = b;
  if (first->level != second->level) return first->level < second->level ? -1 : 1;
  return (first->operation > second->operation) - (first->operation < second->operation);
}

// The units of a window, by level.
static int32_t collectUnits(Schedule *schedule, int32_t begin, int32_t end, Unit *units) {
  const LimitNodes *nodes = schedule->nodes;
  findRuns(schedule, begin, end);
  // Runs that are too short are no runs. Seen from the end, every run is met at its last operation.
  for (int32_t k = end - 1; k >= begin; k--) {
    if (schedule->next[k] >= 0 || schedule->runLength[k] >= shortestRun) continue;
    for (int32_t member = k; member >= 0;) {
      int32_t earlier = schedule->previous[member];
      schedule->previous[member] = schedule->next[member] = -1;
      schedule->runLength[member] = 1;
      member = earlier;
    }
  }
  int32_t count = 0;
  for (int32_t k = begin; k < end; k++) {
    int level = levelOf(schedule, nodes->lefts[k], begin);
    if (nodes->rights[k] != INT32_MIN) level = larger(level, levelOf(schedule, nodes->rights[k], begin));
    // Until the run's end this is the level of the summands so far; a run takes one level altogether.
    int endsRun = schedule->next[k] < 0;
    schedule->level[k] = endsRun ? level + 1 : level;
    if (endsRun) units[count++] = (Unit){schedule->level[k], k};
  }
  qsort(units, (size_t)count, sizeof *units, compareUnits);
  return count;
}

static void addGroup(Schedule *schedule, Group group) {
  if (group.begin == group.end) return;
  if (schedule->groupCount == schedule->groupCapacity) {
    schedule->groupCapacity = 2 * schedule->groupCapacity + 64;
    schedule->groups = realloc(schedule->groups, (size_t)schedule->groupCapacity * sizeof *schedule->groups);
  }
  schedule->groups[schedule->groupCount++] = group;
}

// What the reverse sweep does with an operand if it comes to it now.
static uint8_t edgeTo(const Schedule *schedule, int32_t operand) {
  if (operand < 0) return edgeNone;
  return schedule->isReached[operand] ? edgeAdd : edgeStore;
}

static void reach(Schedule *schedule, int32_t operand) {
  if (operand >= 0) schedule->isReached[operand] = 1;
}

// Divides operations of one opcode and level into groups that treat their operands alike.
//
// Groups that store come before those that add to what they have stored. In the first pass both operands are reached
// for the first time; later passes meet at most one such operand, and the last ones none.
static void divideIntoGroups(Schedule *schedule, uint8_t opcode, int32_t *operations, int32_t count) {
  static const uint8_t passes[][2] = {
    {edgeStore, edgeStore}, {edgeStore, edgeNone}, {edgeNone, edgeStore}, {edgeStore, edgeAdd},
    {edgeAdd, edgeStore},   {edgeAdd, edgeNone},   {edgeNone, edgeAdd},   {edgeAdd, edgeAdd},
  };
  const LimitNodes *nodes = schedule->nodes;
  int hasTwoOperands = opcode <= limitDivide;
  for (size_t pass = 0; pass < sizeof passes / sizeof passes[0] && count > 0; pass++) {
    Group group = {opcode, passes[pass][0], passes[pass][1], schedule->orderCount, 0};
    int32_t left = 0;
    for (int32_t k = 0; k < count; k++) {
      int32_t operation = operations[k], a = nodes->lefts[operation], b = nodes->rights[operation];
      uint8_t leftEdge = edgeTo(schedule, a);
      uint8_t rightEdge = hasTwoOperands ? edgeTo(schedule, b) : edgeNone;
      if (hasTwoOperands && a == b && rightEdge == edgeStore) rightEdge = edgeAdd;
      if (leftEdge == group.leftEdge && rightEdge == group.rightEdge) {
        reach(schedule, a);
        if (hasTwoOperands) reach(schedule, b);
        schedule->order[schedule->orderCount++] = operation;
      } else {
        operations[left++] = operation;
      }
    }
    group.end = schedule->orderCount;
    addGroup(schedule, group);
    count = left;
  }
}

// Writes a running sum, last operation first, and begins a group where the edges to the summands change.
static void addRun(Schedule *schedule, int32_t last) {
  const LimitNodes *nodes = schedule->nodes;
  Group group = {groupRun, edgeStore, edgeNone, schedule->orderCount, schedule->orderCount};
  for (int32_t k = last; k >= 0; k = schedule->previous[k]) {
    uint8_t edge = edgeTo(schedule, schedule->summand[k]);
    if (group.begin < schedule->orderCount && edge != group.rightEdge) {
      group.end = schedule->orderCount;
      addGroup(schedule, group);
      group.begin = schedule->orderCount;
    }
    group.rightEdge = edge;
    reach(schedule, schedule->summand[k]);
    schedule->order[schedule->orderCount++] = k;
    // An intermediate result is used nowhere else, so that what it gets is its first contribution.
    int32_t start = nodes->lefts[k] == schedule->summand[k] ? nodes->rights[k] : nodes->lefts[k];
    group.leftEdge = schedule->previous[k] >= 0 ? edgeStore : edgeTo(schedule, start);
    reach(schedule, start);
  }
  group.end = schedule->orderCount;
  addGroup(schedule, group);
}

// Schedules a window for the reverse sweep, which comes to the later windows first.
static void scheduleWindow(Schedule *schedule, int32_t begin, int32_t end, Unit *units, int32_t *scratch) {
  int32_t count = collectUnits(schedule, begin, end, units);
  for (int32_t stop = count; stop > 0;) {
    int32_t start = stop - 1;
    while (start > 0 && units[start - 1].level == units[stop - 1].level) start--;
    for (int32_t k = start; k < stop; k++)
      if (schedule->runLength[units[k].operation] > 1) addRun(schedule, units[k].operation);
    for (int opcode = 0; opcode < groupRun; opcode++) {
      int32_t alike = 0;
      for (int32_t k = start; k < stop; k++) {
        int32_t operation = units[k].operation;
        int isRun = schedule->runLength[operation] > 1;
        if (!isRun && opcodeOf(schedule, operation) == opcode) scratch[alike++] = operation;
      }
      divideIntoGroups(schedule, (uint8_t)opcode, scratch, alike);
    }
    stop = start;
  }
}

// Turns the schedule around, into the order of the forward sweep, and gives out the slots. In a group the order stays
// as it is, but in a running sum it must turn too.
static void assignSlots(const Schedule *schedule, LimitLevels *tape) {
  const LimitNodes *nodes = schedule->nodes;
  int32_t *slots = calloc((size_t)(nodes->inputCount + nodes->operationCount), sizeof *slots);
  for (int32_t k = 0; k < nodes->inputCount; k++) slots[k] = nodes->constantCount + k;
  int32_t *operations = calloc((size_t)tape->slotCount, sizeof *operations);
  int32_t slot = nodes->constantCount + nodes->inputCount;
  tape->groups = calloc((size_t)schedule->groupCount, sizeof *tape->groups);
  tape->groupCount = schedule->groupCount;
  for (int32_t k = 0; k < schedule->groupCount; k++) {
    Group group = schedule->groups[schedule->groupCount - 1 - k];
    int32_t begin = slot;
    for (int32_t j = 0; j < group.end - group.begin; j++, slot++) {
      int32_t position = group.opcode == groupRun ? group.end - 1 - j : group.begin + j;
      int32_t operation = schedule->order[position];
      slots[nodes->inputCount + operation] = slot;
      operations[slot] = operation;
    }
    group.begin = begin;
    group.end = slot;
    tape->groups[k] = group;
  }
  for (int32_t k = 0; k < tape->groupCount; k++) {
    for (int32_t j = tape->groups[k].begin; j < tape->groups[k].end; j++) {
      int32_t left = nodes->lefts[operations[j]], right = nodes->rights[operations[j]];
      if (tape->groups[k].opcode == groupRun && schedule->summand[operations[j]] != right) {
        left = right;
        right = schedule->summand[operations[j]];
      }
      tape->lefts[j] = left < 0 ? ~left : slots[left];
      tape->rights[j] = right == INT32_MIN ? 0 : right < 0 ? ~right : slots[right];
    }
  }
  tape->target = slots[nodes->target];
  free(slots);
  free(operations);
}

static int32_t *numbers(int32_t count) { return calloc((size_t)count, sizeof(int32_t)); }

LimitLevels *limitLevelsCreate(const LimitNodes *nodes, int32_t window) {
  int32_t count = nodes->operationCount;
  if (window <= 0 || window > count) window = count;

  Schedule schedule = {.nodes = nodes};
  schedule.previous = numbers(count);
  schedule.next = numbers(count);
  schedule.runLength = numbers(count);
  schedule.level = numbers(count);
  schedule.useCount = numbers(count);
  schedule.summand = numbers(count);
  schedule.order = numbers(count);
  schedule.isReached = calloc((size_t)(nodes->inputCount + count), 1);
  for (int32_t k = 0; k < count; k++) {
    if (nodes->lefts[k] >= nodes->inputCount) schedule.useCount[nodes->lefts[k] - nodes->inputCount]++;
    if (nodes->rights[k] >= nodes->inputCount) schedule.useCount[nodes->rights[k] - nodes->inputCount]++;
  }
  schedule.isReached[nodes->target] = 1;

  Unit *units = calloc((size_t)window, sizeof *units);
  int32_t *scratch = numbers(window);
  for (int32_t begin = (count - 1) / window * window; begin >= 0; begin -= window) {
    int32_t end = begin + window < count ? begin + window : count;
    scheduleWindow(&schedule, begin, end, units, scratch);
  }

  LimitLevels *tape = calloc(1, sizeof *tape);
  tape->constantCount = nodes->constantCount;
  tape->inputCount = nodes->inputCount;
  tape->slotCount = nodes->constantCount + nodes->inputCount + count;
  tape->lefts = numbers(tape->slotCount);
  tape->rights = numbers(tape->slotCount);
  tape->values = calloc((size_t)tape->slotCount, sizeof(double));
  tape->adjoints = calloc((size_t)tape->slotCount, sizeof(double));
  tape->slopes = calloc((size_t)tape->slotCount, sizeof(double));
  memcpy(tape->values, nodes->constants, (size_t)nodes->constantCount * sizeof(double));
  memcpy(tape->values + nodes->constantCount, nodes->inputs, (size_t)nodes->inputCount * sizeof(double));
  assignSlots(&schedule, tape);

  free(schedule.previous);
  free(schedule.next);
  free(schedule.runLength);
  free(schedule.level);
  free(schedule.useCount);
  free(schedule.summand);
  free(schedule.order);
  free(schedule.isReached);
  free(schedule.groups);
  free(units);
  free(scratch);
  return tape;
}

void limitLevelsDestroy(LimitLevels *tape) {
  free(tape->groups);
  free(tape->lefts);
  free(tape->rights);
  free(tape->values);
  free(tape->adjoints);
  free(tape->slopes);
  free(tape);
}
