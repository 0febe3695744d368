package import AutoDiff
package import Formulas
package import Memory

/// Updates compiled for running many times: what `:repeat 1000 x := x - 0.01*diff(z, x)` runs on.
///
/// Each update statement has a tape of its right sides, derivatives included, so that a round costs one sweep over
/// each tape, reads no names and allocates nothing. The graph learns of the new inputs when the loop is done.
package struct UpdateLoop {
  private let session: Session
  private var updates: [Update] = []

  /// The inputs that the updates set, in the order of their first mention, with the names for them.
  package private(set) var names: [String] = []
  private var inputs: [NodeID] = []

  /// The current value of every input that the updates set or read.
  private var values: [Double] = []
  private var positions: [NodeID: Int] = [:]

  private struct Update {
    let evaluator: Evaluator
    let sources: [Int]
    let destinations: [Int]
  }

  /// Compiles the updates, in the order in which a round carries them out.
  package init(
    _ statements: [(names: [Statement.Name], formulas: [Formula])], in session: Session
  ) throws(SessionError) {
    self.session = session
    if session.graph.hasArrays {
      try prepareArrays(statements)
      return
    }
    for statement in statements {
      let (inputs, operands) = try session.lowerUpdate(statement.names, statement.formulas)
      let ids = operands.map { $0.id(in: session.graph) }
      let evaluator = try session.interruptibly { (cancellation) throws(Interruption) in
        try session.graph.evaluator(for: ids, cancellation)
      }
      for (name, input) in zip(statement.names, inputs) where !self.inputs.contains(input) {
        self.inputs.append(input)
        names.append(name.text)
      }
      let sources = evaluator.inputs.map { position(of: $0.id) }
      updates.append(
        Update(
          evaluator: evaluator, sources: sources, destinations: inputs.map { position(of: $0) }))
    }
  }

  /// The updates, if there are arrays.
  private var iteration: ArrayIteration?

  private mutating func prepareArrays(
    _ statements: [(names: [Statement.Name], formulas: [Formula])]
  ) throws(SessionError) {
    var updates: [(inputs: [NodeID], values: [NodeID])] = []
    for statement in statements {
      let (inputs, operands) = try session.lowerUpdate(statement.names, statement.formulas)
      updates.append((inputs, operands.map { $0.id(in: session.graph) }))
      for (name, input) in zip(statement.names, inputs) where !self.inputs.contains(input) {
        self.inputs.append(input)
        names.append(name.text)
      }
    }
    iteration = try session.interruptibly { (cancellation) throws(Interruption) in
      try ArrayIteration(updates, in: session.graph, cancellation)
    }
  }

  private mutating func position(of input: NodeID) -> Int {
    if let position = positions[input] { return position }
    let position = values.count
    positions[input] = position
    values.append(session.graph.cachedValue(of: input))
    return position
  }

  /// What is watched: evaluated with the loop's values, and set by nothing.
  private var watched: Update?

  /// Watches a node, whose value is then known after each round.
  package mutating func watch(_ target: NodeID, _ cancellation: Cancellation) throws(Interruption) {
    if let iteration { return try iteration.watch(target, cancellation) }
    let evaluator = try session.graph.evaluator(for: [target], cancellation)
    watched = Update(
      evaluator: evaluator, sources: evaluator.inputs.map { position(of: $0.id) }, destinations: [])
  }

  /// The value of what is watched with the present values of the inputs.
  package var watchedValue: Double {
    if let iteration { return iteration.watchedValue(session.cancellation) }
    guard let watched else { return .nan }
    for (position, source) in watched.sources.enumerated() {
      watched.evaluator.setInput(position, to: values[source])
    }
    watched.evaluator.evaluate()
    return watched.evaluator.value
  }

  /// Carries every update out once. Updates of arrays can be stopped on the way, and then nothing is updated.
  package mutating func runOnce() throws(Interruption) {
    if let iteration { return try iteration.runOnce(session.cancellation) }
    for index in updates.indices {
      for (position, source) in updates[index].sources.enumerated() {
        updates[index].evaluator.setInput(position, to: values[source])
      }
      updates[index].evaluator.evaluate()
      for (position, destination) in updates[index].destinations.enumerated() {
        values[destination] = updates[index].evaluator.value(ofTarget: position)
      }
    }
  }

  /// Stores what the rounds so far have come to in the session's inputs.
  package func commit() {
    if let iteration {
      for input in inputs { session.setValue(of: input, to: iteration.value(of: input)) }
      return
    }
    for input in inputs {
      if let position = positions[input] { session.setValue(of: input, to: .number(values[position])) }
    }
  }

  /// The inputs that the updates set, with their current values.
  package var results: [(name: String, value: NodeValue)] {
    zip(names, inputs).map { name, input in
      (name, iteration?.value(of: input) ?? .number(positions[input].map { values[$0] } ?? .nan))
    }
  }
}
