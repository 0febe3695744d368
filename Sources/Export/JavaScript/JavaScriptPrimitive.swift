import AutoDiff

/// A primitive as an entry of a table in JavaScript: its value, its partial derivatives, and where it has none.
///
///     sin: [Math.sin, (r, a) => [Math.cos(a)]]
///
/// The functions take operands one by one, behind the value `r` where that is needed. The slopes are what comes out when
/// the primitive's own rule runs on symbols.
struct JavaScriptPrimitive {
  /// The entry, without a comma behind it.
  let entry: String

  /// The entry of a primitive; nil if it is not computed in JavaScript.
  init?(_ opcode: Opcode) {
    guard let rule = opcode.javaScript else { return nil }
    let parameters = Self.parameters(of: opcode)
    let slopes: String
    switch rule.slopes {
    case .none: return nil
    case .call(let function): slopes = function
    case .nextMember:
      slopes = "(r, n, a) => [0, \(JavaScriptCode(rule, ["n + 1", "a"].map { JavaScriptCode($0) }).text)]"
    case .ofRule:
      guard let body = Self.slopes(of: opcode, over: parameters) else { return nil }
      slopes = "(\((["r"] + parameters).joined(separator: ", "))) => \(body)"
    }
    let value: String
    if case .call(let function) = rule.writing {
      value = function
    } else {
      value =
        "(\(parameters.joined(separator: ", "))) => \(JavaScriptCode(rule, parameters.map { JavaScriptCode($0) }).text)"
    }
    var parts = [value, slopes]
    if let exception = rule.exception {
      parts.append("(r, \(parameters.isEmpty ? "...v" : parameters.joined(separator: ", "))) => \(exception)")
    }
    entry = "\(opcode): [\(parts.joined(separator: ", "))]"
  }

  /// What the operands are called; none where there may be any number.
  private static func parameters(of opcode: Opcode) -> [String] {
    opcode.primitive.maximumCount.map { Array(["a", "b", "c"].prefix($0)) } ?? []
  }

  /// The partial derivatives as a list, or as the body of a function if something in them is computed once and used twice;
  /// nil if they need what is not computed.
  private static func slopes(of opcode: Opcode, over parameters: [String]) -> String? {
    let graph = Graph()
    let operands = parameters.map { graph.input(.nan, named: $0) }
    let value = graph.node(opcode, arguments: operands.map(\.id))
    let derivatives = graph.symbolicDerivatives(of: Expression(graph: graph, id: value), by: operands)
    let roots = derivatives.map { graph.id(of: $0) }
    var writer = JavaScriptWriter(graph, roots, known: [value: "r"])
    let items = roots.map { writer.code(of: $0)?.text }
    guard items.allSatisfy({ $0 != nil }) else { return nil }
    let list = "[\(items.compactMap { $0 }.joined(separator: ", "))]"
    return writer.definitions.isEmpty
      ? list : "{ \(writer.definitions.joined(separator: " ")) return \(list); }"
  }
}

/// Writes small graphs as JavaScript: inputs by their labels, and what is used twice as a constant.
private struct JavaScriptWriter {
  private let graph: Graph
  private var known: [NodeID: JavaScriptCode]

  /// How often each node is read.
  private var uses: [NodeID: Int] = [:]

  /// The constants that come first.
  private(set) var definitions: [String] = []

  init(_ graph: Graph, _ roots: [NodeID], known: [NodeID: String]) {
    self.graph = graph
    self.known = known.mapValues { JavaScriptCode($0) }
    var stack = roots
    while let id = stack.popLast() {
      if id.isConstant { continue }
      uses[id, default: 0] += 1
      if uses[id] == 1, known[id] == nil { graph.forEachOperand(of: id) { stack.append($0) } }
    }
  }

  /// A node with all below it; nil if something there is not computed. The graphs of rules are a few levels deep.
  mutating func code(of id: NodeID) -> JavaScriptCode? {
    if id.isConstant { return JavaScriptCode(graph.cachedValue(of: id)) }
    if let known = known[id] { return known }
    guard let node = graph.node(at: id) else { return nil }
    if node.isInput { return JavaScriptCode(node.label ?? "") }
    guard let rule = node.opcode.javaScript else { return nil }
    var operands: [JavaScriptCode] = []
    for argument in node.arguments {
      guard let operand = code(of: argument) else { return nil }
      operands.append(operand)
    }
    var code = JavaScriptCode(rule, operands)
    if uses[id, default: 0] > 1 {
      let name = "t\(definitions.count)"
      definitions.append("const \(name) = \(code.text);")
      code = JavaScriptCode(name)
    }
    known[id] = code
    return code
  }
}
