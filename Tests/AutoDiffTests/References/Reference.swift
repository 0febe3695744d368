@testable import AutoDiff

/// What mathematics gives for a primitive at one point: a line of `references`.
///
/// The lines of a primitive follow its name. Each is `operands = value partials`; a number is `right` or
/// `right~scale`, and `-` stands for the partial by the order of a family, which does not exist.
struct Reference {
  let point: [Double]
  let value: Number
  let partials: [Number?]

  /// A right number, and the size of its neighbours where it is next to a zero.
  struct Number {
    let right: Double
    let scale: Double
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
    return all
  }()

  private init?(_ line: Substring) {
    let sides = line.split(separator: " = ")
    guard sides.count == 2 else { return nil }
    point = sides[0].split(separator: " ").compactMap { Double($0) }
    let numbers = sides[1].split(separator: " ").map(Number.init)
    guard let value = numbers.first ?? nil, numbers.count == point.count + 1 else { return nil }
    self.value = value
    partials = Array(numbers.dropFirst())
  }
}

extension Reference.Number {
  fileprivate init?(_ text: Substring) {
    let parts = text.split(separator: "~")
    guard let right = parts.first.flatMap({ Double($0) }) else { return nil }
    self.init(right: right, scale: parts.count > 1 ? Double(parts[1]) ?? 0 : 0)
  }
}
