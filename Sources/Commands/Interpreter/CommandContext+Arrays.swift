import AutoDiff
import Export
import Formulas
import Memory
import Sessions

extension CommandContext {
  /// Targets in the form in which the command takes them: as they are, or, where they are made of arrays and the command works on
  /// numbers, written out in them. Of an array that is written out, each element is a target.
  mutating func taken(
    _ targets: [Target], isOneNumber: Bool = false, at range: SourceRange
  ) throws -> [Target] {
    let support = command?.arrays ?? .whole
    let ids = targets.map { id(of: $0) }
    guard graph.hasArrays, try graph.dependsOnArrays(ids, cancellation) else { return targets }
    switch support {
    case .whole: return targets
    case .elements
    where ids.allSatisfy({ graph.shape(of: $0).isScalar || (!isOneNumber && graph.shape(of: $0).count > 0) }):
      return try written(targets, ids, at: range)
    case .elements, .none:
      let shapes = ids.map { graph.shape(of: $0) }
      let place = shapes.firstIndex { !$0.isScalar } ?? 0
      throw CommandError(
        .notOfNumbers(
          command: command?.name ?? "", target: targets[place].title, shape: shapes[place].description),
        at: range)
    }
  }

  private mutating func written(_ targets: [Target], _ ids: [NodeID], at range: SourceRange) throws
    -> [Target]
  {
    let written = Session()
    written.cancellation = session.cancellation
    guard let elements = try graph.elementGraph(of: ids, into: written.graph, cancellation) else {
      throw CommandError(
        .tooManyElements(
          command: command?.name ?? "", count: try graph.elementCount(below: ids, cancellation),
          limit: ElementGraph.limit), at: range)
    }
    var named: [String: [NodeID]] = [:]
    for (input, nodes) in elements.inputs { named[names.name(of: input)] = nodes }
    var results: [Target] = []
    for (position, target) in targets.enumerated() {
      let shape = graph.shape(of: ids[position])
      let name = target.isShort || shape.isScalar ? target.title : "(\(target.title))"
      for (place, node) in elements.targets[position].enumerated() {
        let title = shape.elementName(place, of: name)
        results.append(Target(operand: Operand(node, in: written.graph), title: title))
      }
    }
    (session, self.elements) = (written, named)
    sweeps = Sweeps()
    return results
  }

  /// The inputs that a name behind a colon stands for: of an array that is written out all of its elements.
  func inputs(named name: Statement.Name) throws -> [NodeID] {
    guard let elements else { return [try session.input(name)] }
    if let all = elements[name.text] { return all }
    let wanted = name.text.filter { $0 != " " }
    if let element = elements.values.joined().first(where: {
      graph.label(of: $0)?.filter { $0 != " " } == wanted
    }) {
      return [element]
    }
    return [try session.input(name)]
  }

  /// The input of a name, of an array that is written out one element.
  func element(_ name: Statement.Name) throws -> NodeID {
    guard elements != nil else { return try session.input(name) }
    return try variable(name, of: Target(operand: .constant(0), title: name.text))
  }

  /// Whether a target is a number that can be written out in so many numbers.
  func canBeWritten(_ target: Target, in count: Int) throws(Interruption) -> Bool {
    let id = id(of: target)
    guard graph.shape(of: id).isScalar else { return false }
    return try graph.elementCount(below: [id], cancellation) <= count
  }

  /// What formulas describe in which names are bound (``Session/lower(_:binding:)``), as functions of numbers: what is made of arrays
  /// is written out in numbers, and of an array each element is a formula.
  func lowerNumbers(
    _ formulas: [Formula], binding names: [Statement.Name]
  ) throws -> NumberFormulas {
    let bound = try session.lower(formulas, binding: names)
    let ids = bound.operands.map { $0.id(in: graph) }
    guard graph.hasArrays, try graph.dependsOnArrays(ids, cancellation) else {
      return NumberFormulas(
        graph: graph, targets: zip(formulas, ids).map { ($0.description, $1) }, inputs: bound.inputs)
    }
    guard let elements = try graph.elementGraph(of: ids, cancellation) else {
      throw CommandError(
        .tooManyElements(
          command: command?.name ?? "", count: try graph.elementCount(below: ids, cancellation),
          limit: ElementGraph.limit), at: formulas.first?.nodes.last?.range ?? SourceRange(0, 0))
    }
    var targets: [(title: String, id: NodeID)] = []
    for ((formula, id), written) in zip(zip(formulas, ids), elements.targets) {
      let (shape, text) = (graph.shape(of: id), formula.description)
      let name = formula.nodes.count == 1 || shape.isScalar ? text : "(\(text))"
      // Numbers in brackets are called as they were typed.
      let typed = formula.elements
      for (place, element) in written.enumerated() {
        let title = typed.count == written.count ? typed[place] : shape.elementName(place, of: name)
        targets.append((title, element))
      }
    }
    let inputs = try zip(bound.inputs, names).map { input, name in
      guard graph.shape(of: input).isScalar else {
        throw CommandError(
          .notOfNumbers(
            command: command?.name ?? "", target: name.text, shape: graph.shape(of: input).description),
          at: name.range)
      }
      // One that nothing depends on.
      return elements.inputs.first { $0.input == input }?.elements[0] ?? elements.graph.addInput(.nan)
    }
    return NumberFormulas(graph: elements.graph, targets: targets, inputs: inputs)
  }

  /// The elements of formulas that are all arrays of one length: of a matrix each column. nil where they are not.
  func elements(of formulas: [Formula]) throws -> [(title: String, values: [Double])]? {
    guard graph.hasArrays || formulas.contains(where: \.hasArrays) else { return nil }
    var series: [(title: String, values: [Double])] = []
    for formula in formulas {
      guard let operand = try? session.lower(formula),
        case .array(let array) = try session.nodeValue(of: operand), array.count > 0
      else { return nil }
      let (text, shape) = (formula.description, array.shape)
      if shape.rank == 1 {
        series.append((text, array.elements))
      } else {
        let name = formula.nodes.count == 1 ? text : "(\(text))"
        series += (0..<shape.columns).map { column in
          ("\(name)[.., \(column + 1)]", (0..<shape.rows).map { array[$0, column] })
        }
      }
    }
    return series.allSatisfy { $0.values.count == series[0].values.count } ? series : nil
  }

  /// Throws if nodes are made of arrays: languages for papers write formulas of numbers.
  func checkForPaper(
    _ nodes: [NodeID], _ language: MathLanguage, at range: SourceRange
  ) throws {
    for node in nodes where try graph.dependsOnArrays([node], cancellation) {
      throw CommandError(
        .notOfNumbers(
          command: "\(command?.name ?? "") --\(language.rawValue)", target: names.name(of: node),
          shape: graph.shape(of: node).description), at: range)
    }
  }

  /// The node that a name stands for, as a variable to differentiate a target by; of an array that is written out, one element.
  func variable(_ name: Statement.Name, of target: Target) throws -> NodeID {
    guard elements != nil else { return try session.variable(name) }
    let all = try inputs(named: name)
    if all.count == 1 { return all[0] }
    let labels = all.prefix(2).map { names.name(of: $0) }
    throw CommandError(
      .severalInputs(
        labels + ["others"], target: name.text,
        instead: ":\(command?.name ?? "") \(target.title) : \(labels.first ?? name.text)"), at: name.range)
  }
}

extension Target {
  /// Whether the title is a name, which can have a subscript.
  fileprivate var isShort: Bool { title.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "%" } }
}

/// Formulas as functions of numbers.
struct NumberFormulas {
  /// The graph in which they stand: the session's, or one in which arrays are written out.
  let graph: Graph
  let targets: [(title: String, id: NodeID)]

  /// What the bound names stand for.
  let inputs: [NodeID]
}

extension Formula {
  /// The formulas between the brackets, where there is nothing else.
  fileprivate var elements: [String] {
    guard case .array? = nodes.last?.kind else { return [] }
    return operandFormulas(of: nodes.count - 1).map(\.description)
  }

  /// Whether there is an array in it as it is written.
  fileprivate var hasArrays: Bool {
    nodes.contains {
      switch $0.kind {
      case .array, .comprehension: true
      case .operation(let id): id.row.symbol == ".."
      default: false
      }
    }
  }
}
