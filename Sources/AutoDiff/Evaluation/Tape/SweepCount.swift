/// What a sweep did, counted while it ran.
public struct SweepCount: Equatable, Sendable {
  /// How many times a sweep went over the graph.
  public var sweeps = 0

  /// How many operations the sweeps came to.
  public var visits = 0

  /// How many products with a local partial they took.
  public var products = 0

  /// Nothing counted yet.
  public init() {}
}

/// A flow that counts what passes.
struct CountedFlow<Base: EdgeFlow>: EdgeFlow {
  typealias Number = Base.Number
  var base: Base
  var count: SweepCount

  init(_ base: Base, _ count: SweepCount) {
    self.base = base
    self.count = count
    self.count.sweeps += 1
  }

  mutating func enter(_ slot: Int) -> Bool {
    let matters = base.enter(slot)
    if matters { count.visits += 1 }
    return matters
  }

  mutating func pass(_ slot: Int, _ operand: Int, _ partial: @autoclosure () -> Number) {
    var wasUsed = false
    func counted() -> Number {
      wasUsed = true
      return partial()
    }
    base.pass(slot, operand, counted())
    if wasUsed { count.products += 1 }
  }

  mutating func leave(_ slot: Int) { base.leave(slot) }
}

/// A flow that writes down every edge that it passes, for telling the story afterwards.
struct RecordedFlow<Base: EdgeFlow>: EdgeFlow {
  typealias Number = Base.Number

  /// An edge that was passed: the operation, the operand and the local partial.
  struct Passage {
    let slot: Int
    let operand: Int
    var partial: Number
  }

  var base: Base
  var passages: [Passage] = []

  /// Writes down up to `capacity` edges without ever copying any.
  init(_ base: Base, capacity: Int) {
    self.base = base
    passages.reserveCapacity(capacity)
  }

  mutating func enter(_ slot: Int) -> Bool { base.enter(slot) }

  mutating func pass(_ slot: Int, _ operand: Int, _ partial: @autoclosure () -> Number) {
    let partial = partial()
    passages.append(Passage(slot: slot, operand: operand, partial: partial))
    base.pass(slot, operand, partial)
  }

  mutating func leave(_ slot: Int) { base.leave(slot) }
}
