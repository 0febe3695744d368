import AutoDiff
import Formulas
import Pictures
import Sessions

extension HelpPages {
  /// What there is to say on a name that the session gave a meaning to: a variable, a function or both.
  static func sessionPages(on name: String, _ context: CommandContext) -> [StyledText] {
    let session = context.session
    return [
      session.environment.variable(name).map { page(on: name, $0, context) },
      session.environment.function(name).map { page($0, context) },
    ].compactMap(\.self)
  }

  /// What a variable is, its value and its formula.
  private static func page(
    on name: String, _ binding: Environment.Binding, _ context: CommandContext
  ) -> StyledText {
    let session = context.session
    let value = context.settings.numberFormat.string(
      session.graph.value(of: binding.operand.id(in: session.graph)))
    let heading: StyledText = "\(name, .name) = \(value, .value)"
    switch binding {
    case .input(let id):
      return [
        heading + "   an input, node \(id.description)",
        "\("change it: ", .faint)\(name) = …, or \(name) := … to compute with what it is",
      ].joined(separator: "\n")
    case .definition(let operand):
      var reader = session.textReader
      let formula = "\("formula: ", .faint)" + reader.shown(name, operand).styled
      guard let id = operand.node else {
        return "\(heading)   a definition that is always this number\n\(formula)"
      }
      return [
        heading + "   a definition, node \(id.description)", formula,
        "\("look inside: ", .faint):graph \(name), :node \(name)",
      ].joined(separator: "\n")
    }
  }

  /// A function's definition and its derivatives.
  private static func page(_ function: Function, _ context: CommandContext) -> StyledText {
    let heading = StyledText(verbatim: function.text, .accent) + "   a function of this session"
    let rules = context.session.derivatives(of: function).map { derivative($0, $1.description) }
    return ([heading] + rules).joined(separator: "\n")
  }
}
