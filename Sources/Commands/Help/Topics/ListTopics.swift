import AutoDiff
import Formulas
import Pictures
import Sessions

/// The topics that list what has pages of its own.
extension HelpTopic {
  static let commands = HelpTopic(
    name: "commands", summary: "all commands, each in a line",
    body: list(
      CommandGroup.allCases.flatMap { group -> [(StyledText, StyledText)] in
        [("\(group.title, .heading)", "")]
          + group.commands.map { ("  \(":" + $0.name, .accent)", "\($0.summary)") }
      }),
    example: """
      ad> x = 3;
      ad> :forw x x^2   # the beginning of a name is enough
      seeded with dx = 1; then, from the leaves to the root:
      node  formula  value  tangent  partial × tangent of the operands
      x     input        3        1  seed
      %1    x^2          9        6  6 × 1
      ∂(x^2)/∂x = 6
      """,
    isList: true)

  static let functions = HelpTopic(
    name: "functions", summary: "all functions, each in a line",
    body: list(
      FunctionField.allCases.flatMap { field -> [(StyledText, StyledText)] in
        [("\(field.rawValue, .heading)", "")] + functions(of: field)
      } + [("\("derivatives in formulas", .heading)", "")] + list(of: BuiltIns.derivativeForms)
        + [("\("arrays", .heading)", "")] + list(of: BuiltIns.arrayForms)),
    example: """
      ad> sin'(0) + hypot(3, 4)
      6
      """,
    isList: true)

  private static func list(of forms: [BuiltIns.Form]) -> [(StyledText, StyledText)] {
    forms.map { form in ("  \(form.heading, .accent)", "\(form.summary)") }
  }

  /// The functions of a field, each with what it computes.
  private static func functions(of field: FunctionField) -> [(StyledText, StyledText)] {
    Opcode.allCases.map(\.primitive).filter { !$0.callNames.isEmpty && $0.field == field }.map { primitive in
      let names = primitive.callNames.joined(separator: ", ")
      return ("  \(primitive.heading(calledAs: names), .accent)", "\(primitive.summary)")
    }
  }

  static let operators = HelpTopic(
    name: "operators", summary: "all operators, from the loosest to the tightest",
    body: list(
      Operator.table.sorted { $0.precedence < $1.precedence }.map { row in
        let others = row.spellings.dropFirst().joined(separator: " ")
        return ("\(row.pattern, .accent)", "\(others)", "\(row.summary)")
      }),
    example: """
      ad> 1 + 2*3^2 < 20 and not 0
      1
      """,
    isList: true)

  static let constants = HelpTopic(
    name: "constants", summary: "the predefined numbers",
    body: list(
      BuiltIns.constantList.map { ("\($0.name, .name)", "\($0.value.description, .value)", "\($0.summary)") }),
    example: """
      ad> cos(π) + e
      1.718281828
      ad> e = 2   # a name that is given again means what it is given
      e = 2
      """,
    isList: true)

  static let settings = HelpTopic(
    name: "settings", summary: "what ':set' can change",
    body: list(
      Settings.entries.map { ("\($0.name, .name)", "\($0.summary): \($0.choices)") }),
    example: """
      ad> :set digits 4
      digits = 4
      ad> pi
      3.142
      """,
    isList: true)

  private static func list(_ rows: [(StyledText, StyledText)]) -> StyledText {
    table(rows.map { [$0, $1] })
  }

  private static func list(_ rows: [(StyledText, StyledText, StyledText)]) -> StyledText {
    table(rows.map { [$0, $1, $2] })
  }

  private static func table(_ rows: [[StyledText]]) -> StyledText {
    var table = TextTable(columns: Array(repeating: .init(), count: rows.first?.count ?? 0))
    for row in rows { table.addRow(row) }
    return table.styledText()
  }
}

extension PrimitiveDescription {
  /// `atan2(y, x)`
  func heading(calledAs name: String) -> String { "\(name)(\(parameters.joined(separator: ", ")))" }
}

extension BuiltIns.Form {
  /// `diff(z, x, …)`
  var heading: String { "\(name)(\(parameters.joined(separator: ", ")))" }
}

extension Operator {
  /// What it computes, in one line.
  var summary: String { BuiltIns.primitive(behind: id)?.summary ?? wholeSummary }

  /// What it is where it is no operation of numbers.
  private var wholeSummary: String {
    switch symbol {
    case "@": "the product of matrices and vectors; of two vectors their dot product"
    case "..": "the numbers from a on, up by 1, as far as b"
    case ".T": "the matrix with rows and columns exchanged"
    default: "the number itself"
    }
  }

  /// Statements that show it there.
  var wholeExample: [String] {
    switch symbol {
    case "@": ["A = [1, 2; 3, 4]; v = [1, 10];", "A @ v", "v @ v"]
    case "..": ["1..4"]
    case ".T": ["A = [1, 2; 3, 4];", "A.T"]
    default: ["\(symbol)3"]
    }
  }

  /// The operator with its operands: `a + b`, `-x`.
  var pattern: String {
    let isWord = symbol.first?.isLetter == true
    return switch fixity {
    case .infix: "a \(symbol) b"
    case .prefix: symbol + (isWord ? " " : "") + "x"
    case .postfix: "x" + symbol
    }
  }
}
