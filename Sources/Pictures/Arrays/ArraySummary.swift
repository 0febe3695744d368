/// Many numbers in a line.
///
///     784×128   mean -3e-5  sd 0.05  -0.225 ▁▁▁▅██▃▁▁▁ 0.237
///
/// Mean, deviation and the histogram between the smallest and the largest element are those of the finite ones. What is
/// conspicuous follows: `81% 0`, which is said from 1 % on, `3 NaN`, `2 inf`.
struct ArraySummary {
  let shape: PrintedShape
  let statistics: ArrayStatistics
  let characters: Characters

  /// Whether all elements are the same, and the line says which.
  var isConstant: Bool { statistics.count > 0 && constant != nil }

  /// The line, in several where it is too long. It is broken between its parts.
  ///
  /// - Parameters:
  ///   - width: The columns of the screen; nil for any number.
  ///   - start: The column in which it begins.
  ///   - indentation: The blanks before further lines.
  /// - Returns: The shape, and what is said of the numbers.
  func text(fitting width: Int?, from start: Int, indentation: Int) -> StyledText {
    var text = StyledText(shape.phrase(in: characters), .value)
    var column = start + text.width
    for (position, part) in parts.enumerated() {
      let gap = position == 0 ? 3 : 2
      let fits = width.map { column + gap + part.width <= $0 } ?? true
      text.append(fits ? "" : "\n")
      text.append(String(repeating: " ", count: fits ? gap : indentation))
      text += part
      column = (fits ? column + gap : indentation) + part.width
    }
    return text
  }

  /// The same in a cell of a table, which has a column for the shape: `0.131 ±0.309  0 █▁▁▁▁▁▁▁▁▂ 1  81% 0`.
  var cell: StyledText {
    if statistics.count == 0 { return StyledText("0 elements", .faint) }
    return constant ?? description(isShort: true).joined(separator: "  ")
  }

  /// What follows the shape.
  private var parts: [StyledText] {
    if statistics.count > 0 { return constant.map { [$0] } ?? description(isShort: false) }
    // The shape of a vector says it.
    if case .vector = shape { return [] }
    return [StyledText("0 elements", .faint)]
  }

  /// What is said where all elements are the same.
  private var constant: StyledText? {
    let (all, count) = (StyledText("all ", .faint), statistics.count)
    if statistics.nanCount == count { return all + StyledText("NaN", .warning) }
    if statistics.positiveInfinityCount == count { return all + StyledText("inf", .warning) }
    if statistics.negativeInfinityCount == count { return all + StyledText("-inf", .warning) }
    if statistics.finiteCount < count || statistics.minimum != statistics.maximum { return nil }
    return all + exact(statistics.minimum)
  }

  /// Where elements lie that are not all the same, and how many are none.
  private func description(isShort: Bool) -> [StyledText] {
    if statistics.finiteCount == 0 { return exceptions }
    if statistics.minimum == statistics.maximum {
      return exceptions + [StyledText("others ", .faint) + exact(statistics.minimum)]
    }
    let (mean, deviation) = (value(statistics.mean), value(statistics.standardDeviation))
    let bars = StyledText(Sparkline.histogram(statistics.histogram, in: characters), .value)
    let range: StyledText = "\(value(statistics.minimum)) \(bars) \(value(statistics.maximum))"
    let sign = StyledText(characters.written("±"), .faint)
    let moments: [StyledText] =
      isShort
      ? ["\(mean) \(sign)\(deviation)"]
      : ["\("mean", .faint) \(mean)", "\("sd", .faint) \(deviation)"]
    return moments + [range] + exceptions
  }

  /// How much is 0 or no number.
  private var exceptions: [StyledText] {
    var parts: [StyledText] = []
    let percentage = 100 * Double(statistics.zeroCount) / Double(statistics.count)
    // Where all finite ones are 0, that is said anyway.
    if percentage >= 1, statistics.minimum != statistics.maximum {
      let words = percentage > 99 ? ">99%" : "\(Int(percentage.rounded()))%"
      parts.append(StyledText("\(words) 0", .value))
    }
    for (count, name) in [
      (statistics.nanCount, "NaN"), (statistics.positiveInfinityCount, "inf"),
      (statistics.negativeInfinityCount, "-inf"),
    ] where count > 0 {
      parts.append(StyledText("\(NumberFormat.grouped(count)) \(name)", .warning))
    }
    return parts
  }

  /// A number in three digits, which is enough to compare by; in those before the point if it has up to six.
  private func value(_ number: Double) -> StyledText {
    let size = number.magnitude
    let isLarge = size >= 999_999.5
    let numbers = NumberFormat(digits: 3, notation: isLarge ? .scientific : .plain)
    return StyledText(numbers.string(size >= 100 && !isLarge ? number.rounded() : number), .value)
  }

  /// The one number that there is.
  private func exact(_ number: Double) -> StyledText {
    StyledText(NumberFormat(digits: 6).string(number), .value)
  }
}
