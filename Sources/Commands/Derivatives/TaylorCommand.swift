import AutoDiff
import Export
import Formulas
import Memory
import Pictures
import Sessions

struct TaylorCommand: ContextCommand {
  private static let radius = CommandOption(
    name: "--radius", summary: "estimate the radius of convergence")

  let name = "taylor"
  let group = CommandGroup.higherOrder
  let syntax = CommandSyntax(
    .target, .variables("[x] [n]"), .option(Self.radius),
    options: [Self.radius] + CommandOption.languages, excluding: [.languages])
  let arrays = ArraySupport.elements
  let summary = "the Taylor polynomial around an input's value"
  let discussion = """
    Shows the polynomial of order n (5, if it is left out) that comes nearest to
    the target around the present value of the input, which need not be named
    where there is no other. The coefficient of the power k is the k-th derivative
    divided by k!. One forward sweep with power series gives all of them: the work
    grows with the square of the order, where derivatives of derivatives would
    double it each time.
    --radius also estimates how far the whole series converges, if the
    coefficients agree on it; 20 to 40 of them mostly do. --latex, --mathml and
    --typst set the polynomial for papers.
    """
  let example = """
    ad> x = 3; y = 4; z = x*x + x*y + 2;
    ad> :taylor z x 3
    z ≈ 23 + 10*(x - 3) + (x - 3)^2
    ad> x = 0;
    ad> :taylor tan(x) x 7
    tan(x) ≈ x + 0.3333333333*x^3 + 0.1333333333*x^5 + 0.05396825397*x^7
    ad> :taylor 1/(1 - x) x 8 --radius
    1/(1 - x) ≈ 1 + x + x^2 + x^3 + x^4 + x^5 + x^6 + x^7 + x^8
    The series converges within about 1.
    """

  /// The highest order that can be asked for.
  static let highestOrder = 1000

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let differentiation = try arguments.differentiation(of: self, in: &context)
    let target = differentiation.target
    let (name, order) = try along(differentiation.variables, target, at: arguments.range)
    // What is no variable at all is told in the words of derivatives.
    let variable = try context.variable(name, of: target)
    let input = context.elements == nil ? try context.session.input(name) : variable
    let graph = context.graph
    let cancellation = context.cancellation
    let polynomial = try graph.taylorPolynomial(
      of: Expression(graph: graph, id: context.id(of: target)), by: Expression(graph: graph, id: input),
      order: order, cancellation)
    guard let polynomial else {
      throw CommandError(.polynomialTooLarge(order: order), at: arguments.range)
    }
    try context.corrected(target, by: [input]) { _ in nil }
    let id = context.id(of: target)
    if !id.isConstant, try !graph.cone(of: [id], cancellation).contains(input) {
      context.notices += try context.names.remarks(on: [.unconnected(target: id, variable: input)])
    }
    if polynomial.expansions == nil,
      let broken = polynomial.coefficients.firstIndex(where: { !$0.isFinite })
    {
      context.notices.append(.notFinite(order: broken, isNaN: polynomial.coefficients[broken].isNaN))
    }
    let outcome = TaylorOutcome(
      target: target, input: name.text, polynomial: polynomial, showsRadius: arguments.has(Self.radius))
    guard let language = arguments.language else { return .outcome(outcome) }
    let writer = MathWriter(language)
    let left = context.session.formula(of: id, limit: 60, hasExactNumbers: true)
    let constants = context.session.writableConstants
    return .outcome(
      PaperOutcome(outcome: outcome, language: language) { rounded in
        outcome.branches.compactMap { branch in
          guard let sum = outcome.formula(of: branch) else { return nil }
          let right = sum.formula.withExactNumbers(rounded: rounded, constants: constants)
          return writer.whole(
            writer.approximation(
              left, right, isContinued: sum.isContinued,
              where: branch.condition.flatMap { Formula(parsing: $0) }))
        }
      })
  }

  /// The input along which the polynomial goes, and its order.
  private func along(
    _ variables: [Statement.Name], _ target: Target, at range: SourceRange
  ) throws -> (Statement.Name, order: Int) {
    guard let name = variables.first else {
      throw CommandError(.missing(.inputOfPolynomial), at: range)
    }
    guard let word = variables.dropFirst().first else { return (name, 5) }
    guard let number = word.number, variables.count == 2 else {
      let extra = word.number == nil ? word : variables[2]
      throw CommandError(
        .oneVariable(.polynomial, instead: ":\(self.name) \(target.title) \(name.text) 5"), at: extra.range)
    }
    return (name, try Self.order(number, word))
  }

  private static func order(_ number: Double, _ word: Statement.Name) throws -> Int {
    guard let order = Int(exactly: number), (0...highestOrder).contains(order) else {
      throw CommandError(.invalidOrder(word.text, highest: highestOrder), at: word.range)
    }
    return order
  }
}

/// A Taylor polynomial.
struct TaylorOutcome: Outcome {
  let target: Target
  let input: String
  let polynomial: TaylorPolynomial
  let showsRadius: Bool

  var kind: String { "taylor" }
  var members: [(String, JSON)] {
    var members: [(String, JSON)] = [
      ("target", .string(target.title)), ("input", .string(input)), ("at", .number(polynomial.center)),
      ("coefficients", .array(polynomial.coefficients.map { .number($0) })),
    ]
    if let sides = polynomial.sides {
      members.append(("left", .array(sides.left.map { .number($0) })))
      members.append(("right", .array(sides.right.map { .number($0) })))
    }
    if let expansions = polynomial.expansions {
      for (name, expansion) in [("leftTerms", expansions.left), ("rightTerms", expansions.right)] {
        let terms = expansion.map { JSON.array($0.terms.map { .object($0.members) }) }
        members.append((name, terms ?? .null))
      }
    }
    if showsRadius { members.append(("radius", radius)) }
    return members
  }

  private var radius: JSON {
    switch polynomial.radiusOfConvergence {
    case .about(let radius): .number(radius)
    case .unlimited: .number(.infinity)
    case .unknown: .null
    }
  }

  func text(_ style: TextStyle) -> StyledText {
    let title = StyledText(target.title, .name)
    var lines = branches.map { branch -> StyledText in
      let left: StyledText = branch.condition.map { "for \($0): \(title)" } ?? title
      switch branch.sum {
      case nil: return style.wrapped("\(left) \("has no expansion", .faint)")
      case .polynomial(let coefficients): return equation(left, coefficients, style)
      case .expansion(let expansion, let isLeft):
        let text = expansionText(isLeft: isLeft, style.numbers)
          .string(expansion, atMost: polynomial.coefficients.count)
        return style.wrapped("\(left) ≈ \(text, .value)")
      }
    }
    if showsRadius {
      switch polynomial.radiusOfConvergence {
      case .about(let radius):
        let short = NumberFormat(
          digits: min(4, style.numbers.digits), notation: style.numbers.notation)
        lines.append(style.wrapped("The series converges within about \(short.string(radius), .value)."))
      case .unlimited:
        lines.append(
          style.wrapped(
            "The series converges everywhere, as far as \(polynomial.coefficients.count) coefficients tell."))
      case .unknown:
        lines.append(
          style.wrapped(
            "The radius of convergence cannot be told from these coefficients: ask for a higher order."))
      }
    }
    return lines.joined(separator: "\n")
  }

  /// What the target is near to.
  struct Branch {
    /// For which inputs, if not for all.
    var condition: String?

    /// nil where there is nothing.
    let sum: Sum?

    enum Sum {
      case polynomial([Double])
      case expansion(AsymptoticExpansion, isLeft: Bool)
    }
  }

  /// What it is near to for smaller and for larger inputs, or for both.
  var branches: [Branch] {
    let center = Formula(of: polynomial.center).description
    let conditions = ["\(input) < \(center)", "\(input) > \(center)"]
    if let expansions = polynomial.expansions {
      let sums = [(expansions.left, true), (expansions.right, false)].map { expansion, isLeft in
        expansion.flatMap { $0.terms.isEmpty && !$0.isExact ? nil : Branch.Sum.expansion($0, isLeft: isLeft) }
      }
      let branches = zip(conditions, sums).map { Branch(condition: $0, sum: $1) }
      let formulas = branches.map { formula(of: $0)?.formula.description }
      return formulas[0] == formulas[1] ? [Branch(sum: sums[1])] : branches
    }
    if let sides = polynomial.sides {
      return zip(conditions, [sides.left, sides.right]).map { Branch(condition: $0, sum: .polynomial($1)) }
    }
    return [Branch(sum: .polynomial(polynomial.coefficients))]
  }

  /// The sum of a branch, and whether more terms follow that are not shown; nil where there is none.
  func formula(of branch: Branch) -> (formula: Formula, isContinued: Bool)? {
    switch branch.sum {
    case nil: return nil
    case .polynomial(let coefficients):
      return (Formula(polynomial: coefficients, in: input, around: polynomial.center), false)
    case .expansion(let expansion, let isLeft):
      let sum = expansionText(isLeft: isLeft, NumberFormat(digits: 17))
        .formula(expansion, atMost: polynomial.coefficients.count)
      return Formula(parsing: sum.text).map { ($0, sum.isContinued) }
    }
  }

  private func expansionText(isLeft: Bool, _ numbers: NumberFormat) -> ExpansionText {
    ExpansionText(input, at: .number(polynomial.center), isLeft: isLeft, numbers)
  }

  /// The polynomial as a sum, in as many lines as it takes.
  private func equation(
    _ left: StyledText, _ coefficients: [Double], _ style: TextStyle
  ) -> StyledText {
    // Further lines stand below the terms, if these have room there.
    let isBeside = displayWidth(left.plain) <= style.width / 2 - 3
    let indent = String(repeating: " ", count: isBeside ? displayWidth(left.plain) + 3 : 4)
    var lines: [StyledText] = []
    var line: StyledText = "\(left) ≈ "
    var width = displayWidth(left.plain) + 3
    for (position, term) in terms(coefficients, style).enumerated() {
      let glue = position == 0 ? (term.isNegative ? "-" : "") : (term.isNegative ? " - " : " + ")
      if style.limitsWidth, position > 0, width + displayWidth(glue) + displayWidth(term.text) > style.width {
        lines.append(line)
        line = "\(indent)\(glue.drop(while: { $0 == " " }))\(term.text, .value)"
        width = displayWidth(indent) + displayWidth(glue) - 1 + displayWidth(term.text)
      } else {
        line = "\(line)\(glue)\(term.text, .value)"
        width += displayWidth(glue) + displayWidth(term.text)
      }
    }
    // What stands at the left may be wider than the screen.
    return (lines + [line]).map { style.wrapped($0) }.joined(separator: "\n")
  }

  /// The terms of a polynomial, without those that are 0, up to the first that is not a number.
  private func terms(_ coefficients: [Double], _ style: TextStyle) -> [(text: String, isNegative: Bool)] {
    let center = polynomial.center
    let base =
      center == 0
      ? input : "(\(input) \(center < 0 ? "+" : "-") \(style.numbers.string(center.magnitude)))"
    let known =
      coefficients.first.map { $0.isFinite } == true
      ? coefficients.prefix { $0.isFinite } : coefficients.prefix(1)
    let one = style.numbers.string(1)
    let terms = known.enumerated().filter { $0.element != 0 }.map { power, coefficient in
      let number = style.numbers.string(coefficient.magnitude)
      let powers = power == 1 ? base : "\(base)^\(power)"
      let text = power == 0 ? number : (number == one ? powers : "\(number)*\(powers)")
      return (text: text, isNegative: coefficient < 0)
    }
    return terms.isEmpty ? [("0", false)] : terms
  }
}
