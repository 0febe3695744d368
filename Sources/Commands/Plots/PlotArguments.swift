import AutoDiff
import Formulas
import Pictures
import Sessions

/// A name with the range in which it changes: `x=0..10`.
struct PlotRange {
  let name: Statement.Name
  let interval: ClosedRange<Double>

  /// Where the ends stand.
  let range: SourceRange
}

extension CommandArguments {
  /// The formulas that a picture or a table is of, and the ranges behind them; a colon before the ranges may be left out.
  func plotParts(_ context: CommandContext) throws -> (formulas: SourceRange, ranges: [PlotRange]) {
    try checkOptions()
    return try plotParts(in: range, context)
  }

  /// The same in a part of the arguments.
  func plotParts(
    in range: SourceRange, _ context: CommandContext
  ) throws -> (formulas: SourceRange, ranges: [PlotRange]) {
    var words = try Self.words(in: bytes, range, cancellation)
    var ranges: [PlotRange] = []
    var end = range.upperBound
    while let (binding, wordCount) = try trailingBinding(words) {
      guard case .interval(let low, let high) = binding.value else { break }
      let place = SourceRange(low.lowerBound, high.upperBound)
      let interval = try interval(low, high, at: place, context)
      if ranges.contains(where: { $0.name.text == binding.name.text }) {
        throw CommandError(.plot(.sameName(binding.name.text)), at: binding.name.range)
      }
      ranges.insert(PlotRange(name: binding.name, interval: interval, range: place), at: 0)
      end = words[words.count - wordCount].range.lowerBound
      words.removeLast(wordCount)
    }
    if ranges.count > 2 { throw CommandError(.plot(.tooManyAxes), at: ranges[2].name.range) }
    return (withoutTrailingSeparator(SourceRange(range.lowerBound, end)), ranges)
  }

  /// The range that the last words are, which may have blanks beside its `=`, and how many words that is.
  private func trailingBinding(_ words: [Word]) throws(CommandError) -> (Binding, wordCount: Int)? {
    guard let last = words.last else { return nil }
    for count in 1...3 where count <= words.count {
      let range = SourceRange(words[words.count - count].range.lowerBound, last.range.upperBound)
      let sides = Self.parts(of: bytes, range, separators: [.init(ascii: "=")], atMost: 2)
      guard sides.count == 2 else { continue }
      let name = bytes.trimmed(sides[0])
      let text = text(name)
      guard text.first.map({ $0.isLetter || $0 == "_" }) ?? false,
        text.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
      else { continue }
      let right = bytes.trimmed(sides[1])
      guard case .interval(let low, let high) = value(in: right) else {
        // Three dots are meant as two.
        if self.text(right).contains("...") {
          throw CommandError(.plot(.notAnInterval(self.text(right))), at: right)
        }
        continue
      }
      return (Binding(name: Statement.Name(text: text, range: name), value: .interval(low, high)), count)
    }
    return nil
  }

  /// The interval that stands behind an option.
  func interval(behind option: CommandOption, _ context: CommandContext) throws -> ClosedRange<Double>? {
    guard let word = word(of: option) else { return nil }
    var arguments = self
    arguments.restore(word.range)
    guard case .interval(let low, let high) = arguments.value(in: word.range) else {
      throw CommandError(.plot(.notAnInterval(word.text)), at: word.range)
    }
    return try arguments.interval(low, high, at: word.range, context)
  }

  private func interval(
    _ low: SourceRange, _ high: SourceRange, at place: SourceRange, _ context: CommandContext
  ) throws -> ClosedRange<Double> {
    func end(_ range: SourceRange) throws -> Double {
      guard let formula = try formula(in: range) else {
        throw CommandError(.plot(.notAnInterval(text(place))), at: place)
      }
      let value = try context.session.leavingNoNodes { () throws(any Error) in try context.value(of: formula)
      }
      if !value.isFinite { throw CommandError(.plot(.infiniteInterval(text(range))), at: range) }
      return value
    }
    let (low, high) = (try end(low), try end(high))
    guard low < high else {
      let numbers = context.settings.numberFormat
      throw CommandError(
        .plot(.emptyInterval(low: numbers.string(low), high: numbers.string(high))), at: place)
    }
    return low...high
  }
}
