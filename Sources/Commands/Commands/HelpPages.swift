import AutoDiff
import Formulas
import Pictures
import Sessions

/// The pages of help, made from the commands and primitives themselves.
enum HelpPages {
  /// Everything that there is help on.
  static var topics: [String] {
    CommandRegistry.commands.map(\.name) + BuiltIns.functionNames + BuiltIns.constantList.map(\.name)
      + Operator.table.map(\.symbol) + ["syntax", "functions", "modes", "kinks"]
  }

  /// What there is to say on a topic, or nil: a name may be a function and a command at once. A command can be asked
  /// for by the beginning of its name.
  static func page(on name: String, isCommand: Bool, _ interpreter: Interpreter) -> StyledText? {
    let commands = CommandRegistry.commands
    let command =
      commands.first { $0.name == name } ?? (isCommand ? commands.first { $0.name.hasPrefix(name) } : nil)
    if isCommand { return command.map(page) }
    let pages = [formulaPage(on: name, interpreter), command.map(page)].compactMap { $0 }
    return pages.isEmpty ? nil : pages.joined(separator: "\n\n")
  }

  /// The page on something that formulas are made of, or on a topic.
  private static func formulaPage(on name: String, _ interpreter: Interpreter) -> StyledText? {
    if let function = interpreter.session.environment.function(name) {
      return StyledText(verbatim: function.text)
    }
    if let primitive = BuiltIns.function(name) { return page(primitive, calledAs: name) }
    if let form = BuiltIns.forms.first(where: { $0.name == name }) {
      return "\("\(name)(…)", .accent)   \(form.summary)"
    }
    if let constant = BuiltIns.constantList.first(where: { $0.name == name }) {
      return
        "\(name, .name) = \(constant.value.description, .value)   \(constant.summary)"
    }
    if let row = Operator.table.first(where: { $0.spellings.contains(name) }),
      let primitive = Opcode.allCases.map(\.primitive).first(where: {
        !$0.isFunction && $0.name == row.symbol
      })
    {
      let heading: StyledText = "\(row.symbol, .operation)   \(primitive.summary)"
      return ([heading] + definition(primitive)).joined(separator: "\n")
    }
    switch name {
    case "syntax": return syntax
    case "functions": return functions
    case "modes": return modes
    case "kinks": return kinks
    default: return nil
    }
  }

  // MARK: Pages made from what they are about

  private static func page(_ command: any Command) -> StyledText {
    var lines: [StyledText] = [
      "\(command.usage, .accent)", "\(command.summary)", "", StyledText(command.discussion),
    ]
    if !command.options.isEmpty {
      var table = TextTable(columns: [.init(), .init()])
      for option in command.options {
        table.addRow([
          "  \([option.name, option.value ?? ""].joined(separator: " "), .accent)", "\(option.summary)",
        ])
      }
      lines += ["", table.styledText()]
    }
    lines += ["", StyledText(command.example.indented, .faint)]
    return lines.joined(separator: "\n")
  }

  private static func page(_ primitive: PrimitiveDescription, calledAs name: String) -> StyledText {
    let operands = primitive.parameters.joined(separator: ", ")
    var lines = ["\("\(name)(\(operands))", .accent)   \(primitive.summary)"] + definition(primitive)
    let others = ([primitive.name] + primitive.aliases).filter { $0 != name }
    if !others.isEmpty { lines.append("\("also written ", .faint)\(others.joined(separator: ", "))") }
    return lines.joined(separator: "\n")
  }

  /// Where a function is defined, and its derivatives.
  private static func definition(_ primitive: PrimitiveDescription) -> [StyledText] {
    let rules = DerivativeRule.rules(of: primitive).map { rule -> StyledText in
      "\("derivative: ", .faint)\(rule.sign) = \(rule.formula, .operation)"
    }
    return ["\("domain: ", .faint)\(primitive.domain)"] + rules
  }

  // MARK: Pages that are written

  static var overview: StyledText {
    var table = TextTable(columns: [.init(), .init()])
    table.addRow(["\("formulas", .heading)"])
    for (form, meaning) in [
      ("x = 3", "an input: a number that can be changed, and all follows"),
      ("z = x*x + sin(x)", "a definition: z names that node of the graph"),
      ("f(u, v) = u*v + 1", "a function"),
      ("x := x - 0.1*diff(z, x)", "an update: compute now, store in the input"),
      ("x*z", "evaluate; 'ans' is the last result, %7 is node 7"),
    ] {
      table.addRow(["  \(form, .accent)", "\(meaning)"])
    }
    for (title, names) in groups {
      table.addRow(["\(title, .heading)"])
      for command in CommandRegistry.commands where names.contains(command.name) {
        table.addRow(["  \(command.briefUsage, .accent)", "\(command.summary)"])
      }
    }
    return [
      "\("adrepl", .accent): formulas become a live, differentiable graph", table.styledText(),
      ":help NAME tells more; see also :help syntax, :help functions, :help modes, :help kinks",
    ].joined(separator: "\n\n")
  }

  /// The commands by what people want to do.
  static let groups: [(title: String, commands: [String])] = [
    ("differentiate", ["grad", "backprop", "forward", "diff", "hessian", "jacobian", "check", "why"]),
    ("look", ["graph", "nodes", "node", "vars", "cache", "cost"]),
    ("run", ["repeat", "time", "load", "echo", "assert"]),
    ("the session", ["set", "delete", "clean", "reset", "help", "quit"]),
  ]

  private static var functions: StyledText {
    var table = TextTable(columns: [.init(), .init()])
    for primitive in Opcode.allCases.map(\.primitive) where primitive.isFunction {
      let names = ([primitive.name] + primitive.aliases).joined(separator: ", ")
      table.addRow([
        "\("\(names)(\(primitive.parameters.joined(separator: ", ")))", .accent)", "\(primitive.summary)",
      ])
    }
    for form in BuiltIns.forms { table.addRow(["\("\(form.name)(…)", .accent)", "\(form.summary)"]) }
    return table.styledText()
  }

  private static let syntax = StyledText(
    """
    numbers        3   3.5   .5   1e-3   1_000_000   0x1F
    names          letters, digits and _, not beginning with a digit; α, θ₁ are fine
    operators      from loosest to tightest:
                   or   and   not   < <= > >= == !=   + -   * /   unary -   2x   ^
    products       2x, 3sin(x), 2(x+1): a number directly before a name, a call or '('
                   it binds tighter than / and looser than ^: 1/2x is 1/(2x), 2x^2 is 2(x^2)
    powers         x^2   x**2   x²; right-associative; -2^2 is -4
    derivatives    f'(a), f''(a), diff(z, x), diff(z, x, 2), diff(z, x, y)
    branches       if(c, a, b); comparisons give 1 or 0 and do not chain
    statements     a ';' separates them; one that ends in ';' prints nothing
    long lines     an open bracket, a trailing operator or a trailing \\ continues on the next line
    comments       # to the end of the line
    """)

  private static let modes = StyledText(
    """
    A formula is a graph: inputs at the bottom, an operation at each node, the
    target on top. Each edge has a local partial derivative, and the chain rule
    multiplies them along every path and adds the paths.

    forward mode   passes derivatives up, from one input to every node:
                   ':forward x' shows each node's tangent. One pass gives the
                   derivatives with respect to one input.
    backprop       passes derivatives down, from the target to every node:
                   ':backprop z' shows each node's adjoint. One pass gives the
                   derivatives with respect to all inputs.

    Either way the values are needed first; they are kept, so each is computed
    once: ':cost z' counts.
    """)
}

extension HelpPages {
  private static let kinks = StyledText(
    """
    Some functions have points without a derivative of the ordinary kind. There
    the answer is one principle, the mean of the slopes on the two sides, and it
    is never silent: the command that meets the point says so.

    kink              abs(x) at 0, relu, clamp at its ends, hypot(0, 0): the mean
    tie               max(a, b) at a = b, and min: 1/2 to each, 1/k to k of them
    jump              floor, ceil, round, trunc, sign, mod: the slope beside it
    boundary          if(x > c, a, b) at x = c: the branch that is taken
    vertical tangent  sqrt(x) at 0, cbrt, x^0.3, asin at 1: inf
    undefined         atan2(0, 0), 0^0 by the exponent, lgamma at a pole: nan

    Nothing is said where the whole is smooth: relu(x) - relu(-x) has the
    derivative 1 at 0. Outside a function's domain there is no derivative: log(-1)
    and its derivative are nan. A factor of 0 contributes exactly 0, whatever the
    other is, so that a branch that is not taken does no harm.

    ':forward x --left' and '--right' go forward on one side; ':why' explains.
    """)
}

extension Command {
  /// The usage without its options and alternatives.
  fileprivate var briefUsage: String {
    let ends = [" [--", "   or", "; statement"].compactMap { usage.firstRange(of: $0)?.lowerBound }
    return String(usage[..<(ends.min() ?? usage.endIndex)])
  }
}

extension String {
  /// The lines of the text, each two columns further to the right.
  fileprivate var indented: String {
    split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(separator: "\n")
  }
}
