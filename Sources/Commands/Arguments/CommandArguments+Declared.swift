import Formulas
import Memory

/// What a command has declared that it takes, found in what was typed.
extension CommandArguments {
  /// Throws if there is more than the command takes, or an option that it does not take.
  func check() throws {
    try checkOptions()
    guard let (most, excess) = syntax.mostWords else { return }
    let words = try words
    guard let extra = words.dropFirst(most).first else { return }
    throw CommandError(.unexpected(excess(words.map(\.text), extra.text)), at: extra.range)
  }

  /// The one file that the command takes.
  func file() throws -> Word {
    guard let file = try words.first else { throw CommandError(.missing(.file(command: name)), at: range) }
    if !file.isClosed { throw CommandError(.unclosedQuote, at: file.range) }
    return file
  }

  /// The number that stands first; nil where it is left out.
  func count() throws -> Int? {
    guard let word = try words.first, let (noun, least) = syntax.count else { return nil }
    guard let count = Int(word.text.filter { $0 != "_" }), count >= least else {
      throw CommandError(.invalidCount(word.text, of: noun), at: word.range)
    }
    return count
  }

  /// Where the statements begin that the command runs; nil if it runs none.
  var startOfStatements: Int? {
    get throws(Interruption) {
      guard let count = syntax.wordsBeforeStatements else { return nil }
      if count == 0 { return range.lowerBound }
      let before = try words.prefix(count)
      return before.count == count ? before.last?.range.upperBound : nil
    }
  }

  /// What stands before the first word that begins a clause, and what behind each of them, up to the next. Words in brackets
  /// or quotes begin none.
  func clauses() throws(Interruption) -> (head: SourceRange, clauses: [(word: String, range: SourceRange)]) {
    let beginnings = try words.filter { syntax.clauseWords.contains($0.text) }
    let ends = beginnings.dropFirst().map(\.range.lowerBound) + [range.upperBound]
    let clauses = zip(beginnings, ends).map { ($0.text, SourceRange($0.range.upperBound, $1)) }
    return (SourceRange(range.lowerBound, beginnings.first?.range.lowerBound ?? range.upperBound), clauses)
  }
}

extension CommandSyntax {
  /// The most words that can follow, and what is said of a further one; nil where there can be any number.
  fileprivate var mostWords: (Int, (_ words: [String], _ extra: String) -> CommandError.Excess)? {
    if isEmpty { return (0, { .anything($1) }) }
    return switch forms[0].first {
    case .file: (1, { _, _ in .file })
    case .name where forms.count == 1: (1, { _, _ in .name })
    case .word: (1, { _, _ in .step })
    case .topic: (1, { words, _ in .topic(words) })
    case .setting: (2, { _, _ in .value })
    case .count where wordsBeforeStatements == nil: (1, { .anything($1) })
    default: nil
    }
  }

  /// What is counted by the number that it takes, and the least of it.
  fileprivate var count: (noun: String, least: Int)? {
    for case .count(_, let noun, let least) in forms[0] { return (noun, least) }
    return nil
  }
}
