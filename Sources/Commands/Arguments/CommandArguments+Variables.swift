import AutoDiff
import Formulas
import Sessions

extension CommandArguments {
  /// What is differentiated, and by what: names of variables, each followed by the orders that are meant for it.
  struct Differentiation {
    let target: Target
    let variables: [Statement.Name]
  }

  /// `target x y 2`, `target : x y 2` or `target, x, y`: the names and orders at the end are the variables, and the rest is
  /// the target. Without a target, as in `x 2`, that is the last formula; without variables they are the one input
  /// that the target depends on.
  func differentiation(
    of command: any Command, in context: inout CommandContext
  ) throws -> Differentiation {
    try checkOptions()
    let split = try splitBeforeVariables(context.session)
    let target = try context.target(split.formula, at: range)
    var variables = split.variables
    // An order without a variable is meant for the only one that there is.
    if variables.first.map({ $0.number != nil }) ?? true {
      let input = try onlyInput(of: target, context) { input in
        ([":\(command.name)", target.title, input] + variables.map(\.text)).joined(separator: " ")
      }
      variables.insert(Statement.Name(text: input, range: variables.first?.range ?? range), at: 0)
    }
    return Differentiation(target: target, variables: variables)
  }

  /// The formula of a target, nil where there is none, and the names and orders behind it.
  private typealias Split = (formula: Formula?, variables: [Statement.Name])

  private func splitBeforeVariables(_ session: Session) throws -> Split {
    let (before, names) = try splitAtColon()
    if let names { return (try formula(in: before), try self.names(in: names)) }
    let items = try trailingItems()
    guard let first = items.first else { return (try formula(), []) }
    func target(upTo count: Int) throws -> Formula? {
      let end = count < items.count ? items[count].range.lowerBound : range.upperBound
      return try formula(in: withoutTrailingSeparator(SourceRange(range.lowerBound, end)))
    }
    func variables(from count: Int) -> [Statement.Name] { items[count...].map(\.name) }
    let isWhole = withoutTrailingSeparator(SourceRange(range.lowerBound, first.range.lowerBound)).isEmpty
    // The formula can itself end with names and numbers, after an operator or as a product such as `2 y`, but hardly ever
    // with more than three.
    let counts = (isWhole ? [] : [0]) + [3, 2, 1]
    for count in counts where count < items.count && items[count].isName {
      if let formula = try? target(upTo: count) { return (formula, variables(from: count)) }
    }
    if isWhole, first.isName, !isDefinition(first, session) { return (nil, variables(from: 0)) }
    do {
      return (try target(upTo: items.count), [])
    } catch {
      // What cannot be part of the formula is the order.
      guard let last = items.last, !last.isName, let formula = try? target(upTo: items.count - 1) else {
        throw error
      }
      return (formula, [last.name])
    }
  }

  /// Whether a name stands for a formula, which is rather the target than what to differentiate it by.
  private func isDefinition(_ item: Item, _ session: Session) -> Bool {
    guard let node = try? session.variable(item.name) else { return false }
    return !session.graph.isInput(node)
  }

  /// A name or a number at the end of the arguments.
  private struct Item {
    let name: Statement.Name
    let isName: Bool
    var range: SourceRange { name.range }
  }

  /// The names and numbers at the end of the arguments, with or without commas between them.
  private func trailingItems() throws -> [Item] {
    let tokens = try StatementParser.argumentTokens(of: bytes, in: range, cancellation)
    var items: [Item] = []
    for token in tokens.reversed() {
      let name = Statement.Name(text: text(token.range), range: token.range)
      switch token.kind {
      case .name: items.append(Item(name: name, isName: true))
      case .number: items.append(Item(name: name, isName: false))
      case .comma: continue
      case .colon, .other: return items.reversed()
      }
    }
    return items.reversed()
  }

  /// The name of the one input that a target depends on; `form` is the command with an input in it.
  private func onlyInput(
    of target: Target, _ context: CommandContext, form: (String) -> String
  ) throws -> String {
    let inputs = try context.inputs(of: [context.id(of: target)])
    guard let input = inputs.first.map({ context.names.name(of: $0) }) else {
      throw CommandError(.noInputs(target: target.title), at: range)
    }
    if inputs.count == 1 { return input }
    let names = inputs.prefix(3).map { context.names.name(of: $0) } + (inputs.count > 3 ? ["others"] : [])
    throw CommandError(.severalInputs(names, target: target.title, instead: form(input)), at: range)
  }
}

extension Statement.Name {
  /// The number that stands in the place of a name, if it is one.
  var number: Double? {
    guard let first = text.first, first.isNumber || "+-.".contains(first) else { return nil }
    return Double(text.filter { $0 != "_" })
  }
}
