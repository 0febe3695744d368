extension Graph {
  /// By how much the cached value of an operation may differ from the exact one of its operands' values; 0 where it is
  /// exact.
  ///
  /// What a sum, product, quotient or square root of two doubles rounds off is a double itself, and can be computed, so
  /// that it is known where it is 0 (T. J. Dekker, "A floating-point technique for extending the available precision",
  /// 1971). O(number of operands).
  func roundingError(of id: NodeID) -> Double {
    let value = cachedValue(of: id)
    var (a, b, count, size) = (0.0, 0.0, 0, 0.0)
    forEachOperand(of: id) { operand in
      (a, b) = (count == 0 ? cachedValue(of: operand) : a, cachedValue(of: operand))
      (count, size) = (count + 1, size + b.magnitude)
    }
    let opcode = opcode(of: id)
    if opcode.isExact || value.isFinite && count <= 2 && opcode.algebra.isExact(a, b, value) { return 0 }
    let unit = max(value.magnitude * 0x1p-53, .leastNonzeroMagnitude)
    let additions = Double(max(1, count - 1))
    return switch opcode.algebra {
    // The terms are added one by one, and any partial sum may be as large as all of them.
    case .sum where count > 2: additions * size * 0x1p-53
    case .mean: unit + additions * size / Double(max(1, count)) * 0x1p-53
    case .sum, .difference, .quotient, .root(exponent: 0.5): unit
    case .product: unit * additions
    default: unit * opcode.roundingUnits
    }
  }
}

extension Graph {
  /// By how much the cached value of an operation is above the exact one of its operands' values, by numbers of thirty digits;
  /// nil where these have no more digits than doubles.
  func roundedOff(by id: NodeID) -> Double? {
    let value = cachedValue(of: id)
    guard value.isFinite, let node = node(at: id) else { return nil }
    var application = BallApplication(
      operands: node.operands.map { Ball(exactly: cachedValue(of: $0)) }, member: node.member)
    let exact = dispatch(node.opcode, &application)
    guard exact.isKnown, !exact.isUndefined, exact.radius <= 0.01 * value.ulp else { return nil }
    return (Ball(exactly: value) - exact).center.value
  }
}

extension Opcode {
  /// Whether the value is always one that the operands have, or a whole number.
  fileprivate var isExact: Bool {
    switch algebra {
    case .negation, .step, .choice, .guarded: true
    default: [.abs, .detach, .relu].contains(self)
    }
  }

  /// By how many halves of a unit in the last place a function may be off.
  fileprivate var roundingUnits: Double {
    switch self {
    // C libraries round these to half a unit and a few hundredths (P. Zimmermann et al., "Accuracy of mathematical
    // functions in single, double, double extended, and quadruple precision", 2024).
    case .sin, .cos, .tan, .exp, .exp2, .log, .log2, .power, .asin, .acos, .atan, .atan2: 1
    default: 2 * primitive.declaration.accuracy.value
    }
  }
}

extension Algebra {
  /// Whether the operation of one or two operands has rounded nothing off.
  fileprivate func isExact(_ a: Double, _ b: Double, _ value: Double) -> Bool {
    switch self {
    case .sum: DoubleDouble.sum(a, b).low == 0
    case .difference: DoubleDouble.sum(a, -b).low == 0
    case .product: value == 0 ? a == 0 || b == 0 : (-value).addingProduct(a, b) == 0
    case .quotient: a.addingProduct(-value, b) == 0
    case .root(exponent: 0.5): a.addingProduct(-value, value) == 0
    case .power: b == 0 || b == 1 || b == 2 && (-value).addingProduct(a, a) == 0
    default: false
    }
  }
}
