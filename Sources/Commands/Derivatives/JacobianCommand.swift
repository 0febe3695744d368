import AutoDiff
import Formulas
import Pictures
import Sessions

struct JacobianCommand: ContextCommand {
  let name = "jacobian"
  let group = CommandGroup.higherOrder
  let syntax = CommandSyntax(
    .targets, .inputs, .option(.pattern), .option(.ascii), .option(.all), .option(.verbose),
    options: [.pattern, .all, .ascii, .verbose])
  let arrays = ArraySupport.elements
  let summary = "the derivatives of several targets, as a matrix"
  let discussion = """
    Shows the derivative of each target with respect to every input, or to those
    that are named after the colon: a row for each target, a column for each
    input, and a dot where a target does not depend on an input, which is known
    beforehand. Columns that do not get into each other's way are found together
    by one forward pass, and such rows by one reverse pass; what takes less is
    done. --pattern shows which entries there are, --all the whole of a large
    matrix, --ascii draws with plain characters.
    """
  let example = """
    ad> r = 2; t = 0.5;
    ad> :jacobian r*cos(t), r*sin(t), r^2
                         r              t
    r*cos(t)  0.8775825619  -0.9588510772
    r*sin(t)  0.4794255386   1.755165124
    r^2       4              ·
    by 2 forward passes
    """

  /// The most entries of a matrix that is written out.
  private static let mostEntries = 4_000_000

  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult {
    let targets = try context.targets(arguments)
    let chosen = try context.inputs(named: try arguments.splitAtColon().names, in: arguments)
    let (graph, cancellation) = (context.graph, context.cancellation)
    let ids = targets.map { context.id(of: $0) }
    let shown = try chosen ?? context.inputs(and: context.inputs(of: ids))
    let showsPattern = arguments.has(.pattern)
    let (places, overflows) = targets.count.multipliedReportingOverflow(by: shown.count)
    if !showsPattern, overflows || places > Self.mostEntries {
      throw CommandError(.tooManyInputs(shown.count), at: arguments.range)
    }
    guard
      let matrix = try graph.jacobianMatrix(
        of: ids, by: shown, computesEntries: !showsPattern, cancellation)
    else {
      throw CommandError(.tooManyInputs(shown.count), at: arguments.range)
    }
    let names = context.names
    if showsPattern {
      return .outcome(
        JacobianPatternOutcome(
          pattern: MatrixPattern(
            pattern: matrix.structure.pattern, rows: targets.map(\.title),
            columns: matrix.inputs.map { names.name(of: $0) }),
          passes: MatrixPasses(matrix.structure, arguments), drawing: arguments.drawing))
    }
    for (row, target) in targets.enumerated() where context.notices.count < 5 {
      let connected = matrix.structure.pattern.columns(ofRow: row).map { matrix.inputs[$0] }
      try context.corrected(target, by: connected) { _ in nil }
    }
    return .outcome(
      JacobianOutcome(
        targets: targets.map(\.title), inputs: shown.map { names.name(of: $0) },
        matrix: matrix, columns: columns(of: shown, among: matrix.inputs),
        passes: MatrixPasses(matrix.structure, arguments)))
  }

  /// For each input its column in the matrix, nil for those that no target needs.
  private func columns(of inputs: [NodeID], among known: [NodeID]) -> [Int?] {
    let columns = Dictionary(known.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return inputs.map { columns[$0] }
  }
}

/// The first derivatives of several targets.
struct JacobianOutcome: Outcome {
  let targets: [String]
  let inputs: [String]
  let matrix: JacobianMatrix

  /// For each input its column in the matrix.
  let columns: [Int?]
  let passes: MatrixPasses

  var kind: String { "jacobian" }

  private func entry(_ row: Int, _ column: Int) -> Double? { columns[column].flatMap { matrix[row, $0] } }

  var members: [(String, JSON)] {
    [
      ("targets", .array(targets.map { .string($0) })), ("inputs", .array(inputs.map { .string($0) })),
      (
        "jacobian",
        .list(of: targets.indices) { row in .list(of: inputs.indices) { .optional(entry(row, $0)) } }
      ),
      ("values", .array(matrix.values.map { .number($0) })),
    ] + passes.members
  }

  /// What is said where no entry was to be found.
  static let noPass = "no target depends on any of the inputs: no pass was needed"

  func text(_ style: TextStyle) -> StyledText {
    if inputs.isEmpty { return "\("there are no inputs to differentiate by", .faint)" }
    var table = MatrixTable(
      rows: targets, columns: inputs, numbers: style.numbers, characters: style.characters
    ) { row, column, numbers in
      entry(row, column).map { StyledText(numbers.string($0), .value) }
        ?? StyledText(style.characters.empty, .faint)
    }
    table.hint = TextStyle.hint
    return [
      table.styledText(fitting: style.tableWidth, whole: style.showsAll),
      style.wrapped("\(passes.words(ifNone: Self.noPass), .faint)"),
    ].joined(separator: "\n")
  }
}

/// Which targets are connected to which inputs.
struct JacobianPatternOutcome: Outcome {
  let pattern: MatrixPattern
  let passes: MatrixPasses
  let drawing: Characters?

  var kind: String { "jacobian" }

  var members: [(String, JSON)] {
    [
      ("targets", .array(pattern.rows.map { .string($0) })),
      ("inputs", .array(pattern.columns.map { .string($0) })), ("pattern", pattern.json),
      ("entries", .integer(pattern.pattern.count)),
    ] + passes.members
  }

  func text(_ style: TextStyle) -> StyledText {
    if pattern.columns.isEmpty { return "\("there are no inputs to differentiate by", .faint)" }
    let words = style.wrapped("\(passes.words(ifNone: JacobianOutcome.noPass), .faint)")
    return "\(pattern.text(style, drawing ?? style.characters))\n\(words)"
  }
}
