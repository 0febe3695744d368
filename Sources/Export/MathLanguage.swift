/// A language in which formulas are set for papers.
///
/// The layout is the same in all: what is a fraction, which brackets are needed, where a dot stands between factors
/// (``MathWriter``). A language has a word for each part.
package enum MathLanguage: String, CaseIterable, Sendable {
  case latex, mathml, typst

  func text(of part: MathPart) -> String {
    switch self {
    case .latex: LaTeX.text(of: part)
    case .mathml: MathML.text(of: part)
    case .typst: Typst.text(of: part)
    }
  }
}

/// A part of a formula, over the texts of what it is made of.
enum MathPart {
  /// A number by its digits, and the power of ten behind them.
  case number(digits: String, exponent: Int?)
  case infinity
  case undefined
  case name(MathName)
  /// A node without a name, by its number.
  case node(Int)
  case negative(String)
  case sum(String, String)
  case difference(String, String)
  /// Two factors, with what stands between them.
  case product(String, String, Separator)
  case fraction(String, String)
  /// A quotient in one line, as in exponents.
  case ratio(String, String)
  case power(String, String)
  case root(String, degree: Int)
  /// A function with its arguments; a power of it stands before them.
  case function(MathName, [String], power: Int?, isTall: Bool)
  /// The n-th derivative of a function at its argument.
  case derivative(MathName, order: Int, String, isTall: Bool)
  case exponential(String)
  case parentheses(String, isTall: Bool)
  case absolute(String)
  case floor(String)
  case ceiling(String)
  case factorial(String)
  case relation(Relation, String, String)
  case not(String)
  case cases(condition: String, yes: String, no: String)
  /// A matrix by rows.
  case matrix([[String]])
  /// The sign of the matrix of second derivatives before what it is of.
  case hessian(String)
  /// What is about as large.
  case approximation(String, String)
  /// A sum that goes on.
  case continued(String)
  /// A statement, and the condition under which it is true.
  case condition(String, String)
  /// An equation.
  case equation(String, String)
  /// The derivative's sign before what it is of: numerator and the inputs with their orders.
  case differential(of: String, by: [(String, Int)], isPartial: Bool)

  enum Separator { case none, space, dot }

  enum Relation: String, CaseIterable {
    case less = "<", lessOrEqual = "<=", greater = ">", greaterOrEqual = ">=", equal = "==", notEqual = "!=",
      and, or
  }
}

/// A name in pieces: what it is called, and what stands below.
struct MathName: Equatable {
  enum Letters: Equatable {
    /// One letter.
    case letter(String)
    /// A Greek letter, by its name.
    case greek(String)
    /// A word, upright.
    case word(String)
    /// A function that all languages know, by its name in mathematics.
    case known(String)
    /// What is set in the language already.
    case set(String)
  }

  let letters: Letters
  var indices: [Letters] = []

  init(_ letters: Letters, _ indices: [Letters] = []) { (self.letters, self.indices) = (letters, indices) }

  /// A variable's name: `x1` has an index, `alpha` is α, `rate_max` is a word with an index.
  init(variable name: String) {
    var parts = name.split(separator: "_").map(String.init)
    if parts.isEmpty { parts = [name] }
    let digits = String(parts[0].reversed().prefix { $0.isNumber }.reversed())
    if !digits.isEmpty, digits.count < parts[0].count {
      parts[0].removeLast(digits.count)
      parts.insert(digits, at: 1)
    }
    self.init(Self.letters(parts[0]), parts.dropFirst().map(Self.letters))
  }

  private static func letters(_ text: String) -> Letters {
    if let name = greekLetters[text] { return .greek(name) }
    if greekNames.contains(text) { return .greek(text) }
    return text.count == 1 ? .letter(text) : .word(text)
  }

  private static let greekNames: Set<String> = Set(greekLetters.values)

  private static let greekLetters: [String: String] = [
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta",
    "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho",
    "σ": "sigma",
    "τ": "tau", "υ": "upsilon", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "Gamma", "Δ": "Delta",
    "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma", "Φ": "Phi", "Ψ": "Psi", "Ω": "Omega",
  ]

  /// The letter of a Greek name.
  static func greek(_ name: String) -> String { greekLetters.first { $0.value == name }?.key ?? name }
}
