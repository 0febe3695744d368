import AutoDiff
import Export
import Formulas
import Memory
import Pictures
import Sessions

struct HessianCommand: ContextCommand {
  let name = "hessian"
  let group = CommandGroup.higherOrder
  let syntax = CommandSyntax(
    .target, .inputs, .option(.pattern), .option(.ascii), .option(.all), .option(.verbose),
    options: [.pattern, .all, .ascii, .verbose] + CommandOption.languages, excluding: [.languages])
  let arrays = ArraySupport.elements
  let summary = "the matrix of second derivatives"
  let discussion = """
    Shows the target's value, its gradient, and its second derivatives by every
    pair of inputs, or of those that are named after the colon. The signs of the
    matrix's eigenvalues say how the target bends: where the gradient is zero,
    that tells a minimum, a maximum and a saddle apart. Inputs that never meet
    in anything curved have no second derivative, which is known beforehand;
    columns that do not get into each other's way are found together, by one
    pass forward and one in reverse. --pattern shows which entries there are,
    --all the whole of a large matrix, --ascii draws with plain characters.
    """
  let example = """
    ad> x = 3; y = 4; z = x*x + x*y + 2;
    ad> :hessian z
    z = 23
    ∂²z  gradient  x  y
    x          10  2  1
    y           3  1  0
    eigenvalues -0.4142135624, 2.414213562
    indefinite: a saddle if the gradient is zero
    by 2 forward and 2 reverse passes
    """

  /// The most inputs whose matrix is written out, and whose eigenvalues are computed.
  private static let mostInputs = 2000
  fileprivate static let mostEigenvalues = 1000

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let (target, chosen) = try context.targetAndInputs(arguments, of: self)
    let (graph, cancellation) = (context.graph, context.cancellation)
    let sweep = try graph.reverseSweep(of: context.id(of: target), cancellation)
    context.sweeps.reverse = sweep
    let gradient = sweep.gradient
    let shown = chosen ?? context.inputs(and: gradient.entries.map(\.input))
    let derivatives = Dictionary(
      gradient.entries.map { ($0.input, $0.derivative) }, uniquingKeysWith: { first, _ in first })
    let connected = shown.filter { derivatives[$0] != nil }
    let showsPattern = arguments.has(.pattern)
    if !showsPattern, connected.count > Self.mostInputs {
      throw CommandError(.tooManyInputs(connected.count), at: arguments.range)
    }
    guard
      let matrix = try graph.hessianMatrix(
        of: sweep.target, by: connected, computesEntries: !showsPattern, cancellation)
    else {
      throw CommandError(.tooManyInputs(connected.count), at: arguments.range)
    }
    let naming = context.names
    let names = connected.map { naming.name(of: $0) }
    if showsPattern {
      return .outcome(
        HessianPatternOutcome(
          target: target,
          pattern: MatrixPattern(pattern: matrix.structure.pattern, rows: names, columns: names),
          passes: MatrixPasses(matrix.structure, arguments), drawing: arguments.drawing))
    }
    let corrected = try context.corrected(target, by: connected) { derivatives[$0] }
    if let exceptional = matrix.exceptional {
      context.note(exceptional, beside: corrected, of: target, isOnlyInput: connected.count == 1) {
        corrected.derivative(by: $0, ruled: derivatives[$0] ?? 0)
      }
    }
    // The matrix, scaled, its lower half for the eigenvalues, and its numbers in words.
    try cancellation.take(4 * connected.count * connected.count, of: Double.self)
    let dense = matrix.dense
    let slopes = connected.map { corrected.derivative(by: $0, ruled: derivatives[$0] ?? 0) }
    var bend: Bend?
    if connected.count <= Self.mostEigenvalues,
      let inertia = try Inertia(of: dense, count: connected.count, cancellation),
      let eigenvalues = try SymmetricEigenvalues.eigenvalues(of: dense, count: connected.count, cancellation)
    {
      bend = Bend(
        eigenvalues: eigenvalues, inertia: inertia, gradient: slopes,
        point: connected.map { graph.cachedValue(of: $0) },
        isAtKink: context.notices.contains(where: \.isKink))
    }
    let outcome =
      HessianOutcome(
        target: target, value: gradient.value, inputs: shown.map { naming.name(of: $0) },
        places: places(of: shown, among: connected), gradient: slopes, matrix: dense, bend: bend,
        passes: MatrixPasses(matrix.structure, arguments))
    guard let language = arguments.language else { return .outcome(outcome) }
    let (writer, formula) = (
      MathWriter(language),
      context.session.formula(of: context.id(of: target), limit: 60, hasExactNumbers: true)
    )
    let count = connected.count
    return .outcome(
      PaperOutcome(outcome: outcome, language: language) { rounded in
        let rows = (0..<count).map { row in (0..<count).map { rounded(dense[row * count + $0]) } }
        return [writer.whole(writer.hessian(of: formula, rows))]
      })
  }

  /// For each input its place in the matrix, nil for those that are not connected.
  private func places(of inputs: [NodeID], among connected: [NodeID]) -> [Int?] {
    let places = Dictionary(
      connected.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return inputs.map { places[$0] }
  }
}

extension CommandOption {
  /// What the commands take that show matrices.
  static let pattern = CommandOption(name: "--pattern", summary: "which entries there are")
  static let ascii = CommandOption(name: "--ascii", summary: "a pattern in plain characters")
}

extension CommandArguments {
  /// With which characters a pattern is to be drawn, whatever the others are.
  var drawing: Characters? { has(.ascii) ? .ascii : nil }
}

/// A target's second derivatives.
struct HessianOutcome: Outcome {
  let target: Target
  let value: Double

  /// The inputs, and for each its row and column in the matrix, nil where the target is not connected to it.
  let inputs: [String]
  let places: [Int?]

  /// The derivatives by the connected inputs, and the matrix of the second ones by rows.
  let gradient: [Double]
  let matrix: [Double]

  /// How the target bends; nil where the matrix is too large, or not all of it a number.
  let bend: Bend?
  let passes: MatrixPasses

  var kind: String { "hessian" }

  var members: [(String, JSON)] {
    func second(_ row: Int?, _ column: Int?) -> JSON {
      guard let row, let column else { return .null }
      return .number(matrix[row * gradient.count + column])
    }
    return [
      ("target", .string(target.title)), ("inputs", .array(inputs.map { .string($0) })),
      ("value", .number(value)),
      ("gradient", .array(places.map { .optional($0.map { gradient[$0] }) })),
      ("hessian", .list(of: places) { row in .list(of: places) { second(row, $0) } }),
      ("eigenvalues", bend.map { .array($0.eigenvalues.map { .number($0) }) } ?? .null),
      ("definiteness", bend.map { .string($0.definiteness.rawValue) } ?? .null),
      ("stationary", bend.map { .bool($0.isStationary) } ?? .null),
    ] + passes.members
  }

  func text(_ style: TextStyle) -> StyledText {
    var lines = [style.wrapped("\(target.title, .name) = \(style.value(value))")]
    let connected = zip(inputs, places).compactMap { $1 == nil ? nil : $0 }
    if connected.isEmpty {
      if inputs.isEmpty { lines.append("\("there are no inputs to differentiate by", .faint)") }
    } else {
      let (gradient, matrix, count) = (gradient, matrix, connected.count)
      var table = MatrixTable(
        corner: target.numerator.count > 6 ? "∂²" : "∂²\(target.numerator)", rows: connected,
        columns: ["gradient"] + connected, numbers: style.numbers, characters: style.characters
      ) { row, column, numbers in
        let entry = column == 0 ? gradient[row] : matrix[row * count + column - 1]
        return StyledText(numbers.string(entry), .value)
      }
      table.hint = TextStyle.hint
      lines.append(table.styledText(fitting: style.tableWidth, whole: style.showsAll))
      lines.append(contentsOf: remarks(style).map { style.wrapped($0) })
    }
    let others = zip(inputs, places).compactMap { $1 == nil ? $0 : nil }
    if !others.isEmpty {
      lines.append(style.wrapped("\(style.list(others, after: "not connected: "), .faint)"))
    }
    return lines.joined(separator: "\n")
  }

  private func remarks(_ style: TextStyle) -> [StyledText] {
    let passes: StyledText = "\(passes.words(ifNone: "nothing is curved: no pass was needed"), .faint)"
    if let bend { return [bend.eigenvalueText(style), StyledText(bend.words, .accent), passes] }
    let isDefined = matrix.allSatisfy(\.isFinite)
    return [
      isDefined
        ? "\("eigenvalues are computed for up to \(NumberFormat.grouped(HessianCommand.mostEigenvalues)) inputs", .faint)"
        : "\("no eigenvalues: an entry is infinite or not a number", .warning)", passes,
    ]
  }
}

/// Which second derivatives a target can have.
struct HessianPatternOutcome: Outcome {
  let target: Target
  let pattern: MatrixPattern
  let passes: MatrixPasses
  let drawing: Characters?

  var kind: String { "hessian" }

  var members: [(String, JSON)] {
    [
      ("target", .string(target.title)), ("inputs", .array(pattern.columns.map { .string($0) })),
      ("pattern", pattern.json), ("entries", .integer(pattern.pattern.count)),
    ] + passes.members
  }

  func text(_ style: TextStyle) -> StyledText {
    if pattern.columns.isEmpty { return "\("there are no inputs to differentiate by", .faint)" }
    let drawn = pattern.text(style, drawing ?? style.characters)
    return
      "\(drawn)\n\(style.wrapped("\(passes.words(ifNone: "nothing is curved: no pass is needed"), .faint)"))"
  }
}
