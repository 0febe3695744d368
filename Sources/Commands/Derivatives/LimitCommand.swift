import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

struct LimitCommand: ContextCommand {
  private static let left = CommandOption(name: "--left", summary: "only from below")
  private static let right = CommandOption(name: "--right", summary: "only from above")

  let name = "limit"
  let group = CommandGroup.higherOrder
  let syntax = CommandSyntax(
    .formula("formula x -> a"),
    options: [Self.left, Self.right],
    excluding: [
      OptionExclusion(
        code: "two-sides", rule: "one side at a time", options: [Self.left, Self.right], marksFirst: true)
    ])
  let summary = "what a formula tends to at a point"
  let discussion = """
    Shows what the formula tends to as an input goes to a number, from below and
    from above, or to inf or -inf, and how it goes on from there, the strongest
    term first. A name that the session does not know is known to this formula
    only; another input stands for its value. 'a+' and 'a-', or --right and
    --left, ask for one side. Where terms cancel beyond what can be told, or
    something oscillates for ever, the limit is "undecided".
    """
  let example = """
    ad> :limit (1 - cos(x))/x^2 x -> 0
    (1 - cos(x))/x^2 -> 0.5 as x -> 0
      near 0: 0.5 - 0.04166666667*x^2 + 0.001388888889*x^4 + …
    ad> :limit x^x x -> 0+
    x^x -> 1 as x -> 0+
      x > 0: 1 + x*log(x) + 0.5*x^2*log(x)^2 + …
    ad> :limit (1 + 1/x)^x x -> inf
    (1 + 1/x)^x -> 2.718281828 as x -> inf
      far out: 2.718281828 - 1.359140914*x^(-1) + 1.245879171*x^(-2) + …
    """

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let parts = try arguments.limitParts()
    var side = parts.side
    if arguments.has(Self.left) { side = .left }
    if arguments.has(Self.right) { side = .right }
    let center = try context.value(of: parts.center)
    if center.isNaN { throw CommandError(.undefinedLimitPoint, at: parts.centerRange) }
    let point: LimitPoint = center.isInfinite ? .infinity(sign: center < 0 ? -1 : 1) : .number(center)
    let (session, graph, cancellation) = (context.session, context.graph, context.cancellation)
    let name = parts.name
    let limits = try session.leavingNoNodes { () throws(any Error) in
      let statistics = graph.statistics
      defer { graph.statistics = statistics }
      let bound = try context.lowerNumbers([parts.formula], binding: [name])
      if let (title, _) = bound.targets.first, bound.targets.count > 1 {
        throw CommandError(
          .notOfNumbers(
            command: self.name, target: parts.formula.description,
            shape: "\(bound.targets.count) numbers, of which \(title) is one"), at: arguments.range)
      }
      return try bound.graph.limits(of: bound.targets[0].id, by: bound.inputs[0], at: point, cancellation)
    }
    return .outcome(
      LimitOutcome(
        target: parts.formula.description, input: name.text, point: point,
        side: center.isInfinite ? nil : side, left: limits.left, right: limits.right))
  }
}

extension CommandArguments {
  /// What stands where in `formula x -> a`.
  fileprivate struct LimitParts {
    let formula: Formula
    let name: Statement.Name
    let center: Formula
    let centerRange: SourceRange
    let side: Side?
  }

  /// The formula, the input, and where that goes, which stands behind the last arrow.
  fileprivate func limitParts() throws -> LimitParts {
    try checkOptions()
    let arrows = ["->", "→"].compactMap { arrow -> Range<Int>? in
      let sign = Array(arrow.utf8)
      let starts = range.lowerBound..<max(range.lowerBound, range.upperBound - sign.count + 1)
      return starts.last { bytes[$0..<$0 + sign.count].elementsEqual(sign) }.map { $0..<$0 + sign.count }
    }
    guard let arrow = arrows.max(by: { $0.lowerBound < $1.lowerBound }) else {
      throw CommandError(.missing(.limitPoint), at: range)
    }
    let position = arrow.lowerBound
    let words = try Self.words(in: bytes, SourceRange(range.lowerBound, position), cancellation)
    guard let word = words.last, words.count > 1 else {
      throw CommandError(.missing(.limitPoint), at: range)
    }
    let name = Statement.Name(text: word.text, range: word.range)
    guard let formula = try formula(in: SourceRange(range.lowerBound, word.range.lowerBound)) else {
      throw CommandError(.missing(.limitPoint), at: range)
    }
    let trimmed = bytes.trimmed(SourceRange(arrow.upperBound, range.upperBound))
    let (center, side) = try limitCenter(trimmed)
    return LimitParts(formula: formula, name: name, center: center, centerRange: trimmed, side: side)
  }

  /// A number, and the side that a sign behind it asks for.
  private func limitCenter(_ range: SourceRange) throws -> (Formula, Side?) {
    if range.isEmpty { throw CommandError(.missing(.limitPoint), at: self.range) }
    let last = bytes[range.upperBound - 1]
    let shorter = SourceRange(range.lowerBound, range.upperBound - 1)
    if [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(last), let center = try formula(in: shorter) {
      return (center, last == UInt8(ascii: "+") ? .right : .left)
    }
    guard let center = try formula(in: range) else {
      throw CommandError(.missing(.limitPoint), at: self.range)
    }
    return (center, nil)
  }
}

/// What a formula tends to.
struct LimitOutcome: Outcome {
  let target: String
  let input: String
  let point: LimitPoint

  /// The side that was asked for, if it was one.
  let side: Side?
  let left: OneSidedLimit?
  let right: OneSidedLimit?

  var kind: String { "limit" }

  /// The sides that were asked for, and on which there is something to look at.
  private var sides: [(limit: OneSidedLimit, isLeft: Bool)] {
    let left = side == .right ? nil : left.map { ($0, true) }
    let right = side == .left ? nil : right.map { ($0, false) }
    return [left, right].compactMap(\.self)
  }

  /// The limit on all sides on which the formula is defined: a number, or why there is none; nil where the sides differ.
  private var common: SidedLimit.Limit? {
    let defined = sides.map(\.limit.limit).filter { $0 != .undefined }
    guard let first = defined.first else { return .undefined }
    return defined.allSatisfy { $0.isSame(as: first) } ? first : nil
  }

  var members: [(String, JSON)] {
    func json(_ limit: OneSidedLimit) -> JSON {
      let leading = limit.expansion?.terms.first?.members ?? []
      let mark = limit.isWithinRounding ? [("withinRounding", JSON.bool(true))] : []
      return .object([("value", .number(limit.limit.number))] + leading + mark)
    }
    return [("target", .string(target)), ("input", .string(input)), ("at", .number(center))]
      + sides.map { ($0.isLeft ? "left" : "right", json($0.limit)) } + [
        ("value", common.map { .number($0.number) } ?? .null)
      ]
  }

  private var center: Double {
    switch point {
    case .number(let number): number
    case .infinity(let sign): sign * .infinity
    }
  }

  func text(_ style: TextStyle) -> StyledText {
    let goal = "\(style.numbers.string(center))\(side.map { $0 == .left ? "-" : "+" } ?? "")"
    let movement = "as \(input) -> \(goal)"
    var lines: [StyledText]
    switch common {
    case .undefined?: lines = ["\(target, .name) is not defined \(movement)"]
    case .undecided?, .overflow?: lines = ["\(target, .name) \(movement): \("undecided", .value)"]
    case let limit?: lines = ["\(target, .name) -> \(style.value(limit.number)) \(movement)"]
    case nil:
      let words = sides.map { "\(word($0.limit, style)) from \($0.isLeft ? "below" : "above")" }
      lines = ["\(target, .name) \(movement): \(words.joined(separator: ", "), .value)"]
    }
    lines += details(style)
    return lines.map { style.wrapped($0) }.joined(separator: "\n")
  }

  private func word(_ limit: OneSidedLimit, _ style: TextStyle) -> String {
    switch limit.limit {
    case .number(let value, _): style.numbers.string(value)
    case .undefined: "not defined"
    case .undecided, .overflow: "undecided"
    }
  }

  /// How it goes on from there, on both sides at once where that is the same.
  private func details(_ style: TextStyle) -> [StyledText] {
    var texts: [(text: String, isLeft: Bool)] = []
    for (limit, isLeft) in sides {
      let writer = ExpansionText(input, at: point, isLeft: isLeft, style.numbers)
      if limit.limit == .undefined {
        texts.append(("not defined", isLeft))
      } else if let expansion = limit.expansion, !expansion.terms.isEmpty {
        let text = writer.string(expansion, atMost: Self.mostTerms)
        texts.append((limit.isWithinRounding ? "\(text) (zero within rounding)" : text, isLeft))
      }
    }
    if let first = texts.first, texts.count == sides.count, texts.allSatisfy({ $0.text == first.text }) {
      // A constant is what was said already.
      let isConstant = sides.allSatisfy {
        !$0.limit.isWithinRounding && $0.limit.expansion?.isConstant ?? false
      }
      if first.text == "not defined" || isConstant { return [] }
      let place: String
      switch (point, side) {
      case (.infinity, _): place = "far out"
      case (.number(let number), nil): place = "near \(style.numbers.string(number))"
      case (.number(let number), let side?):
        place = "\(input) \(side == .left ? "<" : ">") \(style.numbers.string(number))"
      }
      return ["  \("\(place): ", .faint)\(first.text, .value)"]
    }
    return texts.map { text, isLeft in
      "  \("\(input) \(isLeft ? "<" : ">") \(style.numbers.string(center)): ", .faint)\(text, .value)"
    }
  }

  private static let mostTerms = 3
}

extension AsymptoticExpansion {
  /// Whether the function is constant beside the point.
  var isConstant: Bool { isExact && terms.count <= 1 && (terms.first?.isConstant ?? true) }
}
