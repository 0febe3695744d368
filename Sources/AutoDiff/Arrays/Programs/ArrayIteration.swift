package import Memory

/// Inputs that are set to what formulas of them come to, again and again, as an iteration does.
///
/// Each update is a program, which reads the inputs that are updated where they stand. Its results are copied there when all of
/// them are known: so a round that is stopped has changed nothing.
package final class ArrayIteration {
  /// An input that is updated, and its value after the last whole round.
  private struct Home {
    let input: NodeID
    let shape: Shape
    let storage: ArrayStorage
  }

  private struct Update {
    let program: ArrayProgram

    /// Which target sets which home.
    let destinations: [Int]

    /// Targets that are updated inputs themselves, by the homes in which they stand: `a, b := b, a`.
    let exchanged: [Int: Int]
  }

  private var homes: [Home] = []
  private var updates: [Update] = []
  private var watched: Update?
  private let graph: Graph

  /// The updates in the order in which a round carries them out: inputs, and the nodes of their new values.
  package init(
    _ updates: [(inputs: [NodeID], values: [NodeID])], in graph: Graph, _ cancellation: Cancellation
  ) throws(Interruption) {
    self.graph = graph
    for update in updates {
      for input in update.inputs where home(of: input) == nil {
        let value = graph.cachedArray(of: input)
        let storage = ArrayStorage(count: value.count) {
          $0.initialize(from: value.storage.start, count: value.count)
        }
        homes.append(Home(input: input, shape: value.shape, storage: storage))
      }
    }
    for update in updates {
      self.updates.append(try self.update(update.values, setting: update.inputs, cancellation))
    }
  }

  /// Watches a node, whose value is then known after each round.
  package func watch(_ target: NodeID, _ cancellation: Cancellation) throws(Interruption) {
    watched = try update([target], setting: [], cancellation)
  }

  private func update(
    _ values: [NodeID], setting inputs: [NodeID], _ cancellation: Cancellation
  ) throws(Interruption) -> Update {
    let places = Dictionary(
      homes.map { ($0.input, $0.storage.start) }, uniquingKeysWith: { first, _ in first })
    let program = try graph.arrayProgram(for: values, inputsAt: places, cancellation)
    let exchanged = values.enumerated().compactMap { target, value in
      inputs.count > 1 ? home(of: value).map { (target, $0) } : nil
    }
    return Update(
      program: program, destinations: inputs.compactMap { home(of: $0) },
      exchanged: Dictionary(exchanged, uniquingKeysWith: { first, _ in first }))
  }

  private func home(of input: NodeID) -> Int? { homes.firstIndex { $0.input == input } }

  /// Carries every update out once. If it is stopped, nothing is updated.
  package func runOnce(_ cancellation: Cancellation) throws(Interruption) {
    let before = updates.count > 1 ? homes.map { $0.storage.copied } : []
    do throws(Interruption) {
      for update in updates {
        try update.program.run(cancellation)
        let exchanged = update.exchanged.mapValues { homes[$0].storage.copied }
        for (target, home) in update.destinations.enumerated() {
          let elements = exchanged[target]?.elements ?? update.program.elements(ofTarget: target)
          if let start = elements.baseAddress {
            homes[home].storage.start.update(from: start, count: elements.count)
          }
        }
      }
    } catch {
      for (home, storage) in zip(homes, before) {
        home.storage.start.update(from: storage.start, count: storage.count)
      }
      throw error
    }
  }

  /// The value of what is watched; NaN if that is stopped.
  package func watchedValue(_ cancellation: Cancellation) -> Double {
    guard let watched, (try? watched.program.run(cancellation)) != nil,
      case .number(let value) = watched.program.value(ofTarget: 0)
    else { return .nan }
    return value
  }

  /// The value of an input after the last round.
  package func value(of input: NodeID) -> NodeValue {
    guard let home = home(of: input) else { return graph.cachedNodeValue(of: input) }
    let (shape, storage) = (homes[home].shape, homes[home].storage)
    return shape.isScalar ? .number(storage.start.pointee) : .array(ArrayValue(shape, storage.copied))
  }
}

extension ArrayStorage {
  /// The same elements in memory of their own.
  fileprivate var copied: ArrayStorage {
    ArrayStorage(count: count) { $0.initialize(from: start, count: count) }
  }
}
