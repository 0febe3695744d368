package import Formulas
package import Memory

/// Why a statement cannot be carried out. It has changed nothing.
package struct SessionError: Error {
  /// What is wrong, with the names that the message needs.
  package enum Reason: Sendable, Equatable {
    /// Of one formula, each once, in order: at least one.
    case unknownNames([UnknownName])
    case unknownFunction(String, Hint?)
    case functionAsVariable(String)
    case variableAsFunction(String)
    case argumentCount(function: String, expected: ArgumentCount, given: Int)
    case recursion([String])
    case tooDeep(String)
    case noResultYet
    case noSuchNode(Int, count: Int)
    case nodeIsGone(Int)
    case notAnInput(String, NotAnInput)
    case differentiatedByNumber
    case differentiatedByFormula
    case differentiatedByFunction(String)
    case invalidOrder(Double)
    case primeOfManyArguments(String, count: Int)
    case notDefined(String, nearest: String?)
    case array(ArrayError)
    case interrupted(Interruption)
  }

  /// How many arguments a function takes.
  package enum ArgumentCount: Sendable, Equatable {
    case exactly(Int)
    case atLeast(Int)
    case between(Int, Int)
  }

  /// What a name that should be an input is instead.
  package enum NotAnInput: Sendable, Equatable {
    case unknown
    case noName
    case definition
    case alias(of: String)
  }

  package let reason: Reason

  /// The place in the statement's text.
  package let range: SourceRange

  /// The same error, of a text that was put together, at the place of what asked for it.
  package func moved(to range: SourceRange) -> SessionError { SessionError(reason: reason, range: range) }

  /// Further places that the reason speaks of.
  package var others: [SourceRange] = []
}
