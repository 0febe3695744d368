import AutoDiff
import Formulas
import Pictures
import Sessions

/// Statements that show what something does, with what they print.
///
/// They are run when they are shown, in a session of their own, so that what is printed cannot be out of date.
struct HelpExample {
  /// The lines that are typed.
  let statements: [String]

  /// A transcript: each statement behind the prompt, and below it what it prints.
  var transcript: String {
    final class Output { var lines: [String] = [] }
    let output = Output()
    let host = Host { emission, settings in
      let text = emission.text(TextStyle(numbers: settings.numberFormat)).plain
      if !text.isEmpty { output.lines.append(text) }
    }
    var interpreter = Interpreter(host: host)
    for statement in statements {
      output.lines.append("ad> \(statement)")
      interpreter.run(SourceText(Array(statement.utf8), name: "<example>"))
    }
    return output.lines.joined(separator: "\n")
  }
}

extension HelpExample {
  /// The value of a function and its derivatives at its example operands.
  init(_ primitive: PrimitiveDescription, calledAs name: String) {
    self.init(primitive) { "\(name)(\($0.joined(separator: ", ")))" }
  }

  /// The value of an operator and its derivatives.
  init(_ primitive: PrimitiveDescription, _ operation: Operator) {
    let isWord = operation.symbol.first?.isLetter == true
    let isTight = operation.precedence >= .product
    let gap = isWord || !isTight ? " " : ""
    self.init(primitive) { operands in
      switch operation.fixity {
      case .prefix: operation.symbol + (isWord ? " " : "") + operands[0]
      case .infix: operands.joined(separator: gap + operation.symbol + gap)
      case .postfix: operands[0] + operation.symbol
      }
    }
  }

  private init(_ primitive: PrimitiveDescription, formula: ([String]) -> String) {
    var inputs: [String] = []
    let operands = primitive.example.enumerated().map { position, value -> String in
      let letters = ["a", "b", "c", "d"]
      let isVariadic = primitive.maximumCount == nil
      let name = isVariadic ? letters[position] : primitive.parameters[position]
      let number = (value < 0 ? "-" : "") + Formula(nodes: [.init(.number(value.magnitude))]).description
      // What selects a member of a family is no number that anybody would change.
      if primitive.orderNames.contains(name) { return number }
      inputs.append("\(name) = \(number);")
      return name
    }
    self.init(statements: [inputs.joined(separator: " "), ":grad \(formula(operands))"])
  }

  /// A constant in a formula.
  init(constant name: String) {
    let constant = BuiltIns.constantList.first { $0.name == name }
    self.init(statements: [name] + (constant.map { [$0.example] } ?? []))
  }

  /// A setting changed.
  init(_ setting: Settings.Entry) {
    let choice = setting.choiceWords.first ?? setting.read(Settings())
    self.init(statements: setting.example.isEmpty ? [":set \(setting.name) \(choice)"] : setting.example)
  }
}
