import Memory

extension Evaluator {
  /// Which derivatives a pass with several directions gives.
  enum Order {
    /// Those of all targets, by a sweep up.
    case first

    /// Those of the first target's gradient, by a sweep up and one down.
    case second
  }

  /// Carries out a pass with as many directions as it has; whether every number that was taken is defined.
  func run(
    _ pass: LanePasses.Pass, _ passes: LanePasses, _ order: Order,
    into entries: UnsafeMutableBufferPointer<Double>, _ cancellation: Cancellation
  ) throws(Interruption) -> Bool {
    switch pass.lanes {
    case 1: try run(pass, passes, order, Double.self, into: entries, cancellation)
    case 4: try run(pass, passes, order, SIMD4<Double>.self, into: entries, cancellation)
    default: try run(pass, passes, order, SIMD8<Double>.self, into: entries, cancellation)
    }
  }

  private func run<Lanes: TangentLanes>(
    _ pass: LanePasses.Pass, _ passes: LanePasses, _ order: Order, _ lanes: Lanes.Type,
    into entries: UnsafeMutableBufferPointer<Double>, _ cancellation: Cancellation
  ) throws(Interruption) -> Bool {
    let buffer = try plainBuffer(of: DualLanes<Lanes>.self, cancellation)
    let (values, adjoints) = (buffer.values, buffer.adjoints)
    buffer.seed(pass, passes.colors, at: numbers.values + firstInput, from: firstInput)
    switch order {
    case .first:
      try schedule.evaluate(values, partials: nil, cancellation)
      return schedule.targets.withUnsafeBufferPointer { targets in
        passes.take(pass, into: entries) { values + targets[$0] }
      }
    case .second:
      guard let target = schedule.targets.first else { return true }
      try schedule.evaluate(values, partials: nil, cancellation)
      try schedule.sweepReverse(from: target, values, adjoints: adjoints, partials: nil, cancellation)
      let rows = adjoints + firstInput
      return passes.take(pass, into: entries) { rows + $0 }
    }
  }
}

extension SweepBuffer {
  /// Seeds the inputs for a pass: each moves in the direction of its colour.
  fileprivate func seed<Lanes: TangentLanes>(
    _ pass: LanePasses.Pass, _ colors: [Int32], at point: CheckedPointer<Double>, from firstInput: Int
  ) where Number == DualLanes<Lanes> {
    let slots = values + firstInput
    colors.withUnsafeBufferPointer { colors in
      for position in colors.indices {
        var tangent = Lanes.zero
        let lane = Int(colors[position]) - pass.firstColor
        if 0 <= lane, lane < Lanes.laneCount { tangent[lane: lane] = 1 }
        slots[position] = DualLanes(primal: point[position], tangent: tangent)
      }
    }
  }
}

extension Array<Double> {
  /// Makes this so many zeros, if it has another size.
  mutating func resize(to count: Int, _ cancellation: Cancellation) throws(Interruption) {
    if self.count == count { return }
    try cancellation.take(count, of: Double.self)
    self = [Double](repeating: 0, count: count)
  }
}
