extension Schedule {
  /// Divides groups of two operands with loops of their own where their operands begin or cease to lie in one stride.
  mutating func findStrides() {
    var divided: [Run] = []
    divided.reserveCapacity(runs.count)
    for run in runs {
      guard run.kind == .group, run.opcode.hasOwnLoops, tape.rights[Int(run.start)] >= 0 else {
        divided.append(run)
        continue
      }
      let end = Int(run.start + run.count)
      var rest = run
      var position = Int(run.start)
      while position < end {
        let part = stridedPart(run, from: position, to: end)
        if Int(part.count) >= Self.smallestStrided {
          rest.count = Int32(truncatingIfNeeded: position) - rest.start
          if rest.count > 0 { divided.append(rest) }
          divided.append(part)
          rest.start = part.start + part.count
        }
        position += Int(part.count)
      }
      rest.count = Int32(truncatingIfNeeded: end) - rest.start
      if rest.count > 0 { divided.append(rest) }
    }
    runs = divided
  }

  /// The longest part of a run, from a position on, whose operands lie in one stride. Where one operand is the same all
  /// along, the other never is that one too, so that its adjoint can be kept aside.
  private func stridedPart(_ run: Run, from position: Int, to end: Int) -> Run {
    var part = run
    part.start = Int32(truncatingIfNeeded: position)
    part.count = 1
    guard position + 1 < end else { return part }
    let left = tape.lefts[position + 1] - tape.lefts[position]
    let right = tape.rights[position + 1] - tape.rights[position]
    guard 0...1 ~= left, 0...1 ~= right, left + right > 0 else { return part }
    func areApart(_ position: Int) -> Bool { left == right || tape.lefts[position] != tape.rights[position] }
    guard areApart(position), areApart(position + 1) else { return part }
    var next = position + 2
    while next < end, tape.lefts[next] - tape.lefts[next - 1] == left,
      tape.rights[next] - tape.rights[next - 1] == right,
      areApart(next)
    {
      next += 1
    }
    part.leftStride = left == 0 ? .zero : .one
    part.rightStride = right == 0 ? .zero : .one
    part.count = Int32(truncatingIfNeeded: next - position)
    return part
  }
}
