import AutoDiff
import Formulas

/// The functions that a script has not written yet.
struct PendingFunctions {
  /// In the order of their names.
  private let functions: [Function]
  private var next = 0

  /// The functions in the order in which they were defined: when, and where each stands among the others.
  private let times: [(since: Int, place: Int)]
  private var nextTime = 0

  /// Up to where functions have been defined when it is asked.
  private var reach = -1

  /// Those that are written for good, and those of which there is a placeholder.
  var defined: Set<String> = []
  var held: Set<String> = []

  /// The functions of a session; some are left out.
  init(of session: Session, without unusable: Set<String>) {
    let placed = session.environment.functions.compactMap { session.environment.placedFunction($0.name) }
      .filter { !unusable.contains($0.value.name) }
    functions = placed.map(\.value)
    times = placed.enumerated().map { ($1.since, $0) }.sorted { $0.0 < $1.0 }
  }

  /// The next function whose name comes before that of one that was defined before a time. Not one that can stand at the end
  /// only, where the last result is there and no formulas follow that call built-in functions; and none behind it.
  mutating func popNext(before time: Int) -> Function? {
    while nextTime < times.count, times[nextTime].since < time {
      reach = max(reach, times[nextTime].place)
      nextTime += 1
    }
    guard next <= reach, next < functions.count, functions[next].canStandEarly else { return nil }
    next += 1
    return functions[next - 1]
  }
}

extension Function {
  fileprivate var canStandEarly: Bool {
    !BuiltIns.isFunction(name) && BuiltIns.internalFunction(name) == nil && body.nodeReferences.isEmpty
      && !body.mentions("ans")
  }
}

extension ScriptWriter {
  /// Writes the functions that were defined before a time, as far as they can be defined already. A placeholder keeps the
  /// place of the others.
  mutating func writeFunctions(before time: Int) {
    while rehearsal != nil, let function = functions.popNext(before: time) {
      if rehearsal?.define(function) == true {
        functions.defined.insert(function.name)
        statements.append(function.text)
      } else if rehearsal?.define(function.placeholder) == true {
        functions.held.insert(function.name)
        placeholders.insert(statements.count)
        statements.append(function.placeholder.text)
      }
    }
  }

  /// Writes the functions that are left, behind the last result: they may speak of it, and may give names of operations
  /// another meaning.
  mutating func writeFunctions() {
    let order = FunctionOrder(of: session, defined: functions.defined, held: functions.held)
    placeholders.formUnion(order.placeholders.map { $0 + statements.count })
    for function in order.definitions {
      if function.body.nodeReferences.isEmpty {
        statements.append(function.text)
      } else {
        let body = function.body.replacingNodes { written[NodeID($0)] }
        statements.append(Function(name: function.name, parameters: function.parameters, body: body).text)
      }
    }
  }
}
