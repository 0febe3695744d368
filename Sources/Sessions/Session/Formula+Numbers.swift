import AutoDiff
package import Formulas

/// Numbers as people write them, at the end of a formula that is being written.
extension Formula {
  /// A formula whose numbers are written as the quotients, roots and constants that they are; others are rounded.
  package func withExactNumbers(rounded: (Double) -> Double, constants: Set<String>) -> Formula {
    replacingNumbers { value in
      var written = Formula()
      if !written.appendExactly(value, constants: constants) {
        written.append(.number(rounded(value)))
      }
      return written
    }
  }

  /// Appends a number that is no decimal of a few digits as the quotient, root or constant that it is; false for others.
  mutating func appendExactly(_ value: Double, constants: Set<String>) -> Bool {
    guard let number = ExactNumber(value), number.factor != .one || !number.isDecimal,
      !number.factor.hasPi || constants.contains(Self.pi)
    else { return false }
    append(number)
    return true
  }

  /// Appends an exact number: 1/3, 2*sqrt(3), pi/2, 1/sqrt(2*pi).
  mutating func append(_ number: ExactNumber) {
    let (size, divisor) = (Double(number.numerator.magnitude), Double(number.denominator))
    if number.factor == .one || number.factor.isInverse || size != 1 { append(.number(size)) }
    if number.factor.isInverse {
      if divisor != 1 { append(.number(divisor)) }
      append(number.factor)
      if divisor != 1 { append(.operation(.product)) }
      append(.operation(.quotient))
    } else {
      append(number.factor)
      if number.factor != .one, size != 1 { append(.operation(.product)) }
      if divisor != 1 {
        append(.number(divisor))
        append(.operation(.quotient))
      }
    }
    if number.numerator < 0 { append(.operation(.minus)) }
  }

  private mutating func append(_ kind: Kind) { nodes.append(.init(kind)) }

  /// Appends the factor of an exact number or what it is one over; nothing for 1.
  private mutating func append(_ factor: ExactNumber.Factor) {
    func call(_ opcode: Opcode) { append(.call(of: enter(opcode.primitive.name), argumentCount: 1)) }
    switch factor {
    case .one: break
    case .pi: append(.name(enter(Self.pi)))
    case .e:
      append(.number(1))
      call(.exp)
    case .root(let n):
      append(.number(Double(n)))
      call(.sqrt)
    case .logarithm(let n), .overLogarithm(let n):
      append(.number(Double(n)))
      call(.log)
    case .rootOfPi(let n), .overRootOfPi(let n):
      if n != 1 { append(.number(Double(n))) }
      append(.name(enter(Self.pi)))
      if n != 1 { append(.operation(.product)) }
      call(.sqrt)
    }
  }

  /// The name of π.
  package static let pi = "pi"

  /// Makes one number of a sum or a difference of numbers at the end: `2 - 1` is 1, and `x - 1 + 2` is `x + 1`.
  mutating func foldNumbers() {
    let kinds = nodes.suffix(4).map(\.kind)
    func sign(_ kind: Kind?) -> Double? {
      guard case .operation(let id)? = kind else { return nil }
      return id == .sum ? 1 : id == .difference ? -1 : nil
    }
    func number(_ place: Int) -> Double? {
      guard kinds.count >= place, case .number(let value) = kinds[kinds.count - place] else { return nil }
      return value
    }
    guard let last = sign(kinds.last), let right = number(2) else { return }
    if let left = number(3) {
      nodes.removeLast(3)
      append(.number(left + last * right))
    } else if let left = number(4), let first = sign(kinds[kinds.count - 3]) {
      let sum = first * left + last * right
      nodes.removeLast(4)
      if sum == 0 { return }
      append(.number(sum.magnitude))
      append(.operation(sum < 0 ? .difference : .sum))
    }
  }
}

extension ExactNumber.Factor {
  fileprivate var isInverse: Bool {
    switch self {
    case .overRootOfPi, .overLogarithm: true
    case .one, .root, .pi, .e, .rootOfPi, .logarithm: false
    }
  }

  /// Whether π is written for it.
  fileprivate var hasPi: Bool {
    switch self {
    case .pi, .rootOfPi, .overRootOfPi: true
    case .one, .root, .e, .logarithm, .overLogarithm: false
    }
  }
}
