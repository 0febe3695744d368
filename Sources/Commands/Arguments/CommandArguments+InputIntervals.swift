import AutoDiff
import Formulas
import Sessions

/// An input that was named behind a colon, and its interval if it has one.
struct InputInterval {
  let name: Statement.Name
  let input: NodeID
  let interval: ClosedRange<Double>?
}

extension CommandArguments {
  /// The inputs behind the colon, with the intervals of those that have one.
  func inputIntervals(
    in range: SourceRange, _ context: CommandContext
  ) throws -> [InputInterval] {
    let bindings = try bindings(in: range)
    if bindings.isEmpty { throw CommandError(.missing(.inputsBehindColon), at: range) }
    var choices: [InputInterval] = []
    var known: Set<NodeID> = []
    for binding in bindings {
      let input = try context.session.input(binding.name)
      if !known.insert(input).inserted {
        throw CommandError(.repeatedValue(binding.name.text), at: binding.name.range)
      }
      switch binding.value {
      case nil: choices.append(InputInterval(name: binding.name, input: input, interval: nil))
      case .formula(let place)?: throw CommandError(.noInterval(binding.name.text), at: place)
      case .interval(let from, let to)?:
        guard let start = try formula(in: from), let end = try formula(in: to) else {
          throw CommandError(.noInterval(binding.name.text), at: binding.name.range)
        }
        let (a, b) = (try context.value(of: start), try context.value(of: end))
        guard a.isFinite, b.isFinite, a < b else {
          throw CommandError(
            .emptyInterval(binding.name.text), at: SourceRange(from.lowerBound, to.upperBound))
        }
        choices.append(InputInterval(name: binding.name, input: input, interval: a...b))
      }
    }
    return choices
  }
}
