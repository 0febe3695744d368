import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

extension CommandContext {
  /// What there is to say of the arrays that a target is made of; nil where there are none.
  mutating func arrayWhy(_ arguments: CommandArguments) throws -> ArrayWhyOutcome? {
    guard graph.hasArrays else { return nil }
    let parts = try arguments.splitAtColon()
    guard let target = try? unwrittenTarget(try arguments.formula(in: parts.target), at: arguments.range)
    else { return nil }
    let id = id(of: target)
    guard !id.isConstant, try isMadeOfArrays(target) else { return nil }
    let findings = try graph.arrayFindings(below: id, cancellation)
    var outcome = ArrayWhyOutcome(target: target, value: try session.nodeValue(of: target.operand))
    outcome.births = findings.births.prefix(3).map(birth)
    outcome.flatUnits = findings.flatUnits.map(flatUnits)
    guard graph.shape(of: id).isScalar, case .number(let value) = outcome.value, value.isFinite else {
      return outcome
    }
    let inputs = try self.inputs(of: [id])
    for (input, derivative) in zip(inputs, try graph.arrayGradient(of: id, by: inputs, cancellation)) {
      guard case .array(let derivative)? = derivative else { continue }
      // Flat units between the input and the target.
      let flat = try findings.flatUnits.filter { flat throws(Interruption) in
        try graph.cone(of: [flat.node], cancellation).contains(input)
      }
      outcome.zeros += zeros(of: derivative, input, flat)
    }
    return outcome
  }

  private func birth(_ birth: ArrayFindings.Birth) -> ArrayWhyOutcome.Birth {
    let shape = graph.shape(of: birth.node)
    let place = shape.elementName(birth.position, of: "")
    let numbers = birth.arguments.map { settings.numberFormat.string($0) }
    let arguments =
      numbers.isEmpty
      ? ""
      : numbers.count == 1
        ? ", whose argument is \(numbers[0])" : ", of \(numbers.joined(separator: " and "))"
    let count = shape.count > 1 ? " (\(birth.count) of \(NumberFormat.count(shape.count, "element")))" : ""
    let value = settings.numberFormat.string(birth.value)
    let formula = session.shortFormula(of: birth.node)
    let name = names.name(of: birth.node)
    let words =
      graph.isInput(birth.node)
      ? "the input \(name)\(place) is \(value)\(count)"
      : "\(value) is born at \(formula)\(place.isEmpty && formula == name ? "" : " at \(name)\(place)")\(arguments)\(count)"
    return ArrayWhyOutcome.Birth(node: birth.node, position: birth.position, value: birth.value, words: words)
  }

  private func flatUnits(_ flat: ArrayFindings.FlatUnits) -> ArrayWhyOutcome.FlatUnits {
    let formula = session.shortFormula(of: flat.node)
    let name = names.name(of: flat.node)
    let isMatrix = graph.shape(of: flat.node).rank == 2
    let units = Self.listed(flat.units, of: flat.unitCount, isMatrix ? "column" : "element")
    let samples = isMatrix ? " in \(flat.sampleCount == 1 ? "its row" : "all \(flat.sampleCount) rows")" : ""
    let limit = NumberFormat(digits: 2).string(ArrayFindings.smallSlope)
    return ArrayWhyOutcome.FlatUnits(
      node: flat.node, isDead: flat.isDead, units: flat.units,
      words: "\(formula)\(formula == name ? "" : " at \(name)"): \(units) "
        + (flat.isDead ? "dead, with slope 0\(samples)" : "saturated, with slopes up to \(limit)\(samples)"))
  }

  /// Columns of a derivative, or elements of a vector, that are 0 throughout.
  private func zeros(
    of derivative: ArrayValue, _ input: NodeID, _ flat: [ArrayFindings.FlatUnits]
  ) -> [ArrayWhyOutcome.Zeros] {
    let shape = derivative.shape
    if shape.count == 0 { return [] }
    let columns = (0..<shape.columns).filter { column in
      (0..<shape.rows).allSatisfy { derivative[$0, column] == 0 }
    }
    if columns.isEmpty { return [] }
    let name = names.name(of: input)
    let isAll = columns.count == shape.columns
    let units = Self.listed(columns, of: shape.columns, shape.rank == 2 ? "column" : "element")
    // An activation that is flat for just these.
    let reason = flat.first {
      $0.isDead && $0.unitCount == shape.columns && Set(columns).isSubset(of: $0.units)
    }
    let words =
      (isAll ? "all of it is 0" : "\(units) 0")
      + (reason.map { ": \(session.shortFormula(of: $0.node)) is flat there" } ?? "")
    return [ArrayWhyOutcome.Zeros(input: name, columns: columns, words: words)]
  }

  /// `columns 3, 17 and 90 (3 of 128) are`
  private static func listed(_ units: [Int], of count: Int, _ noun: String) -> String {
    let most = 8
    var names = units.prefix(most).map { String($0 + 1) }
    if units.count > most { names.append("\(units.count - most) others") }
    let list =
      names.count == 1
      ? names[0] : names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
    if units.count == count, count > 1 { return "all \(count) \(noun)s are" }
    return units.count == 1
      ? "\(noun) \(list) (of \(count)) is" : "\(noun)s \(list) (\(units.count) of \(count)) are"
  }
}

/// What there is to say of a target that is an array, or made of arrays.
struct ArrayWhyOutcome: Outcome {
  struct Birth: Sendable {
    let node: NodeID
    let position: Int
    let value: Double
    let words: String
  }

  struct FlatUnits: Sendable {
    let node: NodeID
    let isDead: Bool
    let units: [Int]
    let words: String
  }

  struct Zeros: Sendable {
    let input: String
    let columns: [Int]
    let words: String
  }

  let target: Target
  let value: NodeValue
  var births: [Birth] = []
  var flatUnits: [FlatUnits] = []
  var zeros: [Zeros] = []

  var kind: String { "why" }

  var members: [(String, JSON)] {
    let own: [(String, JSON)] = [("target", .string(target.title))] + value.members
    return own + arrayMembers
  }

  /// What is said beside the rest where the target is a number that was written out, too.
  var arrayMembers: [(String, JSON)] {
    [
      (
        "born",
        .list(of: births) {
          .object([
            ("node", .integer($0.node.index)), ("element", .integer($0.position + 1)),
            ("value", .number($0.value)),
            ("message", .string($0.words)),
          ])
        }
      ),
      (
        "units",
        .list(of: flatUnits) {
          .object([
            ("node", .integer($0.node.index)), ("state", .string($0.isDead ? "dead" : "saturated")),
            ("units", .array($0.units.map { .integer($0 + 1) })), ("message", .string($0.words)),
          ])
        }
      ),
      (
        "zeros",
        .list(of: zeros) {
          .object([
            ("input", .string($0.input)), ("columns", .array($0.columns.map { .integer($0 + 1) })),
            ("message", .string($0.words)),
          ])
        }
      ),
    ]
  }

  /// Whether there is nothing to say.
  var isOrdinary: Bool { births.isEmpty && flatUnits.isEmpty && zeros.isEmpty }

  func text(_ style: TextStyle) -> StyledText {
    var head: StyledText
    switch value {
    case .number(let number): head = "\(target.title, .name) = \(style.value(number))"
    case .array(let array):
      head = "\(target.title, .name): \("\(array.shape.printed.text(in: style.characters))", .value)"
    }
    if isOrdinary { head = head + ": every element is an ordinary number, and no unit is flat" }
    return ([style.wrapped(head)] + lines(style)).joined(separator: "\n")
  }

  /// What there is to say of flat units.
  func units(_ style: TextStyle) -> [StyledText] {
    flatUnits.map { style.wrapped("  \($0.words)", indentation: 0) }
  }

  private func lines(_ style: TextStyle) -> [StyledText] {
    var lines = births.map { style.wrapped("  \($0.words)", indentation: 0) } + units(style)
    for zero in zeros {
      lines.append(style.wrapped("\(target.partial(by: zero.input), .name): \(zero.words)"))
    }
    return lines
  }
}
