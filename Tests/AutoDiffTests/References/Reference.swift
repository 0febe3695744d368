@testable import AutoDiff

/// What mathematics gives for a primitive at one point: a line of `references`.
///
/// The lines of a primitive follow its name. Each is `operands = value partials seconds`, of which the last are the lower
/// triangle of second partials row by row; a number is `right` or `right~scale`, and `-` stands for a partial by the order
/// of a family, which does not exist.
struct Reference {
  let point: [Double]
  let value: Number
  let partials: [Number?]
  private let seconds: [Number?]

  /// A right number, and the size of its neighbours where it is next to a zero.
  struct Number {
    let right: Double
    let scale: Double
  }

  /// The second partial by two places, in any order.
  func second(_ i: Int, _ j: Int) -> Number? {
    seconds[max(i, j) * (max(i, j) + 1) / 2 + min(i, j)]
  }

  /// The references of each primitive, by the name of its opcode.
  static let all: [String: [Reference]] = {
    var all: [String: [Reference]] = [:]
    var name = ""
    for line in references.split(separator: "\n") {
      if let reference = Reference(line) {
        all[name, default: []].append(reference)
      } else {
        name = String(line)
      }
    }
    // A function whose first operand numbers the members of a family has the values of the members, where it is whole.
    for opcode in Opcode.operations {
      guard let family = opcode.family else { continue }
      all["\(family)"] = all["\(opcode)"]?.filter { $0.point[0] == $0.point[0].rounded() }
    }
    return all
  }()

  private init?(_ line: Substring) {
    let sides = line.split(separator: " = ")
    guard sides.count == 2 else { return nil }
    point = sides[0].split(separator: " ").compactMap { Double($0) }
    let numbers = sides[1].split(separator: " ").map(Number.init)
    let (places, pairs) = (point.count, point.count * (point.count + 1) / 2)
    guard let value = numbers.first ?? nil, numbers.count == 1 + places + pairs else { return nil }
    self.value = value
    partials = Array(numbers[1...places])
    seconds = Array(numbers[(1 + places)...])
  }
}

extension Reference.Number {
  fileprivate init?(_ text: Substring) {
    let parts = text.split(separator: "~")
    guard let right = parts.first.flatMap({ Double($0) }) else { return nil }
    self.init(right: right, scale: parts.count > 1 ? Double(parts[1]) ?? 0 : 0)
  }
}
