/// Where a formula without blanks, or another long word, may go on in the next line.
enum BreakPoint {
  /// The last place to break a word that has room up to `end`: behind an operator or a comma if there is one in the
  /// second half of the room, of several the one in the fewest brackets, else between names, numbers and brackets, else at `end`. A line never ends in an opening
  /// bracket, nor with the name of the function that is called by it.
  ///
  ///     sin(a)*exp(b+1)    sin(a)*exp(b+    not    sin(a)*exp(    nor    sin(a)*exp
  ///                        1)                      b+1)                  (b+1)
  ///
  /// - Returns: The end of the line's part, above `start` and at most `end`.
  static func last(in text: [Character], from start: Int, to end: Int) -> Int {
    let half = start + (end - start) / 2
    var (depth, best) = (0, (place: 0, depth: Int.max))
    for place in start + 1...end {
      depth += depthChange(at: text[place - 1])
      if place > half, depth <= best.depth, isBehindOperator(place, in: text) { best = (place, depth) }
    }
    if best.place > 0 { return best.place }
    return stride(from: end, to: start, by: -1).first { isBetweenWords($0, in: text) } ?? end
  }

  /// How many more brackets are open behind a character than before it.
  static func depthChange(at character: Character) -> Int {
    brackets.contains(character) ? 1 : closingBrackets.contains(character) ? -1 : 0
  }

  private static let operators: Set<Character> = [
    "+", "-", "*", "/", "^", "·", "×", "÷", ",", ";", "=", "<", ">",
  ]
  private static let brackets: Set<Character> = ["(", "[", "{"]
  private static let closingBrackets: Set<Character> = [")", "]", "}"]

  private static func isBehindOperator(_ place: Int, in text: [Character]) -> Bool {
    guard operators.contains(text[place - 1]), place < text.count, !operators.contains(text[place]) else {
      return false
    }
    return !isInNumber(place, in: text)
  }

  /// Whether the place is at the sign of a number such as 1e-3, before it or behind it.
  private static func isInNumber(_ place: Int, in text: [Character]) -> Bool {
    [place - 1, place].contains { sign in
      sign > 1 && sign + 1 < text.count && "+-".contains(text[sign]) && "eE".contains(text[sign - 1])
        && text[sign - 2].isNumber && text[sign + 1].isNumber
    }
  }

  /// Whether a name, a number or a bracket ends here and another begins, other than behind an opening bracket or before
  /// that of a call.
  private static func isBetweenWords(_ place: Int, in text: [Character]) -> Bool {
    guard place < text.count, !isInNumber(place, in: text) else { return false }
    let (before, after) = (text[place - 1], text[place])
    if brackets.contains(before) || isPartOfWord(before) && brackets.contains(after) { return false }
    return !isPartOfWord(before) || !isPartOfWord(after)
  }

  private static func isPartOfWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || "_.'′%".contains(character)
  }
}
