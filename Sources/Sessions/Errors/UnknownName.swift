import AutoDiff
import Formulas

/// A name that stands for nothing.
package struct UnknownName: Sendable, Equatable {
  /// The name as it was typed.
  package let name: String

  /// What was perhaps meant: a near name, a product of known ones, or what other tools call so.
  package let hint: Hint?

  /// The name with what it was perhaps meant for.
  package init(_ name: String, _ hint: Hint? = nil) {
    (self.name, self.hint) = (name, hint)
  }
}

extension [UnknownName] {
  /// How many are told one by one.
  static let limit = 8

  /// What is wrong, in words.
  var message: String {
    if count == 1, let name = first {
      guard let hint = name.hint else { return "'\(name.name)' has no value yet" }
      return "unknown name '\(name.name)'\(hint.continuation)"
    }
    let quoted = prefix(Self.limit).map { "'\($0.name)'" }
    let rest = count > Self.limit ? ["others"] : []
    let list = quoted + rest
    let names = "\(list.dropLast().joined(separator: ", ")) and \(list.last ?? "")"
    return contains { $0.hint == nil } ? "\(names) have no value yet" : "unknown names \(names)"
  }

  /// What to write instead: the names that were meant, and values for the others.
  var suggestion: String? {
    if count == 1, let hint = first?.hint { return hint.instead }
    let parts = prefix(Self.limit).map { name in
      name.hint?.instead.map { "\($0) for \(name.name)" } ?? "\(name.name) = …"
    }
    return (parts + (count > Self.limit ? ["…"] : [])).joined(separator: "; ")
  }
}

extension Lowering {
  /// The error for a name of a formula that stands for nothing. It tells of the others behind it too, as far as there is
  /// something to tell: whoever begins with a formula learns at once which values it needs.
  func unknownNames(from position: Int, in formula: Formula) throws(SessionError) -> SessionError {
    var found: [UnknownName] = []
    var ranges: [SourceRange] = []
    var seen: Set<String> = []
    let bound = formula.boundPlaces
    for (offset, node) in formula.nodes[position...].enumerated() where !bound.contains(position + offset) {
      if offset % Graph.blockSize == Graph.blockSize - 1 { try askToGoOn(node.range) }
      guard case .name(let id) = node.kind, case let name = formula[id], isUnknown(name) else { continue }
      ranges.append(node.range)
      guard seen.insert(name).inserted else { continue }
      found.append(UnknownName(name, hint(for: name)))
      if found.count > [UnknownName].limit { break }
    }
    return SessionError(
      reason: .unknownNames(found), range: ranges.first ?? SourceRange(0, 0),
      others: Array(ranges.dropFirst().prefix(Self.markedNames)))
  }

  /// How many places are marked at most, besides the first.
  private static let markedNames = 16

  /// Whether a name stands for nothing at all.
  private func isUnknown(_ name: String) -> Bool {
    parameters[name] == nil && environment.variable(name) == nil && BuiltIns.constant(name) == nil
      && name != "ans" && !isFunction(name)
  }
}
