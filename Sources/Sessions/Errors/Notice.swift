package import Formulas

/// Something that a statement did besides what it was asked for, worth a line.
package enum Notice: Sendable, Equatable {
  /// Definitions that keep using the node that a name stood for before.
  case stillUsesEarlier(users: [String], name: String, earlier: String)

  /// A name that was an input stands for a formula over the old input now.
  case inputBecameDefinition(name: String, earlier: String)

  /// A statement that is written like something else elsewhere.
  case written(Statement.Remark)

  /// A user's function stands before a built-in one.
  case hidesBuiltIn(function: String)

  /// `A^-1`, which is no inverse.
  case powerOfMatrix(String)

  /// `A*B` of two square matrices, which is no matrix product.
  case productOfSquares(String, String)

  /// `sum(A, 1)`, which is no sum along a dimension.
  case sumWithNumber(String, String)

  /// `v.T`, which is v.
  case transposeOfVector(String)

  /// A size that was read from what can change.
  case sizeReadNow(String, value: Double)

  /// The seed of random numbers whose call names none.
  case seed(Int)

  /// The notice in words.
  package var text: String {
    switch self {
    case .stillUsesEarlier(let users, let name, let earlier):
      "\(users.joined(separator: ", ")) still \(users.count == 1 ? "uses" : "use") the earlier \(name), \(earlier)"
    case .inputBecameDefinition(let name, let earlier):
      "\(name) is a definition now; the input that it was goes on as \(earlier). To change its value, write \(name) := …"
    case .written(let remark): Self.text(of: remark)
    case .powerOfMatrix(let text): "^ goes element by element: the inverse is inv(\(text))"
    case .productOfSquares(let a, let b): "* goes element by element: the product of matrices is \(a) @ \(b)"
    case .sumWithNumber(let array, let number):
      "this adds \(number) to each element; to sum each column, write sum(\(array), each=column)"
    case .transposeOfVector(let text):
      "\(text) is a vector, which has no orientation: its transpose is itself"
    case .sizeReadNow(let text, let value):
      "\(Int(exactly: value).map(String.init) ?? value.description), as \(text) is now; changing it changes no shape"
    case .seed(let seed): "the seed is \(seed): with seed=\(seed) the same numbers come again"
    case .hidesBuiltIn(let function):
      "\(function) now means this function; ':delete \(function)' brings back the built-in one"
    }
  }

  private static func text(of remark: Statement.Remark) -> String {
    switch remark {
    case .arrow(let name, let value):
      "this compares \(name) with -\(value); to give it the value, write \(name) = \(value)"
    case .plusMinus(let text):
      "\(text) is a sum, not a value with its uncertainty"
    case .digitsInParentheses(let text, let number, let factor):
      "\(text) is the product \(number)*\(factor), not a value with its uncertainty"
    }
  }
}

extension Notice {
  /// What is told once a session, whatever it is about.
  package enum Kind: Hashable, Sendable {
    case powerOfMatrix, productOfSquares, sumWithNumber, transposeOfVector, sizeReadNow
  }

  /// The kind of what is told once a session; nil for what is told every time.
  package var kind: Kind? {
    switch self {
    case .powerOfMatrix: .powerOfMatrix
    case .productOfSquares: .productOfSquares
    case .sumWithNumber: .sumWithNumber
    case .transposeOfVector: .transposeOfVector
    case .sizeReadNow: .sizeReadNow
    case .stillUsesEarlier, .inputBecameDefinition, .written, .hidesBuiltIn, .seed: nil
    }
  }
}

extension Session {
  /// Tells something with the statement's result.
  func noteOnce(_ notice: Notice) {
    if !asides.contains(where: { $0 == notice || ($0.kind != nil && $0.kind == notice.kind) }) {
      asides.append(notice)
    }
  }
}
