/// Something that a statement did besides what it was asked for, worth a line.
package enum Notice: Sendable, Equatable {
  /// Definitions that keep using the node that a name stood for before.
  case stillUsesEarlier(users: [String], name: String, earlier: String)

  /// A name that was an input stands for a formula over the old input now.
  case inputBecameDefinition(name: String, earlier: String)

  /// A user's function stands before a built-in one.
  case hidesBuiltIn(function: String)

  /// The notice in words.
  package var text: String {
    switch self {
    case .stillUsesEarlier(let users, let name, let earlier):
      "\(users.joined(separator: ", ")) still \(users.count == 1 ? "uses" : "use") the earlier \(name), \(earlier)"
    case .inputBecameDefinition(let name, let earlier):
      "\(name) is a definition now; the input that it was goes on as \(earlier). To change its value, write \(name) := …"
    case .hidesBuiltIn(let function):
      "\(function) now means this function; ':delete \(function)' brings back the built-in one"
    }
  }
}
