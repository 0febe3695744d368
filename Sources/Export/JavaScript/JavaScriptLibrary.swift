package import AutoDiff

/// A script that computes graphs: the primitives that it needs as a table, and the functions that those are made of.
package struct JavaScriptLibrary {
  /// The functions, one behind the other, and the table's entries, one a line.
  package let functions: String
  package let table: String

  /// The primitives that are computed.
  package let opcodes: Set<Opcode>

  /// What these primitives need. Those that are not computed in JavaScript are left out.
  package init(_ opcodes: some Sequence<Opcode>) {
    let primitives = opcodes.compactMap { opcode in JavaScriptPrimitive(opcode).map { (opcode, $0.entry) } }
    let entries = primitives.map(\.1)
    self.opcodes = Set(primitives.map(\.0))
    table = entries.joined(separator: ",\n")
    var needed: Set<String> = []
    var texts = entries
    while let text = texts.popLast() {
      for name in Self.names(in: text) {
        guard let definition = Self.definitions[name], needed.insert(name).inserted else { continue }
        texts.append(definition)
      }
    }
    functions = Self.order.filter(needed.contains).compactMap { Self.definitions[$0] }.joined(separator: "\n")
  }

  /// The words of a piece of code that can be names: not those of JavaScript's own, as in `Math.round`.
  private static func names(in text: String) -> Set<String> {
    let words = text.split { !$0.isLetter && !$0.isNumber && $0 != "." }
    return Set(
      words.filter { !$0.contains(".") || $0.hasPrefix("...") }.map { $0.trimmingPrefix("...").description })
  }

  /// The definitions of `functions.js` by their names, without what is said about them: each begins at the beginning of a line.
  private static let definitions: [String: String] = {
    var definitions: [String: String] = [:]
    var name: String?
    for line in source.split(separator: "\n") {
      if line.hasPrefix("const ") {
        name = line.dropFirst(6).prefix { $0 != " " }.description
      } else if line.hasPrefix("//") {
        name = nil
      }
      guard let name else { continue }
      definitions[name] = (definitions[name].map { $0 + "\n" } ?? "") + line
    }
    return definitions
  }()

  private static let order = source.split(separator: "\n").filter { $0.hasPrefix("const ") }.map {
    $0.dropFirst(6).prefix { $0 != " " }.description
  }

  private static let source = String(decoding: PackageResources.functions_js, as: UTF8.self)
}

extension JavaScriptLibrary {
  /// A number as JavaScript reads it, which reads the same number.
  package static func text(of value: Double) -> String { JavaScriptCode(value).text }
}
