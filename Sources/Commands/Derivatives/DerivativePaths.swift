import AutoDiff
import Formulas
import Memory
import Sessions

/// The paths from a target to the one variable that is named behind it.
struct DerivativePaths {
  let target: Target

  /// The variable as it was named, and its node.
  let name: Statement.Name
  let variable: NodeID

  let sum: PathSum

  init(_ arguments: CommandArguments, of command: some Command, _ context: inout CommandContext) throws {
    let differentiation = try arguments.differentiation(of: command, in: &context)
    let names = differentiation.variables
    target = differentiation.target
    guard let name = names.first, names.count == 1 else {
      throw CommandError(
        .oneVariable(.path, instead: ":\(command.name) \(target.title) \(names[0].text)"),
        at: names.last?.range ?? arguments.range)
    }
    self.name = name
    variable = try context.variable(name, of: target)
    sum = try context.graph.pathSum(of: context.id(of: target), by: variable, context.cancellation)
  }

  /// What the paths add up to, as it is at exceptional points, too, with notices of these; nil if there is none.
  func derivative(_ context: inout CommandContext) throws(Interruption) -> Double? {
    guard let ruled = sum.derivative else { return nil }
    return try context.corrected(target, by: [variable]) { _ in ruled }.derivative(by: variable, ruled: ruled)
  }
}
