import Pictures
import SeededRandom
import Testing

/// The text of an array behind a name.
private func text(
  _ shape: PrintedShape, _ elements: [Double], name: StyledText = "A = ", width: Int? = 80,
  in characters: Characters = .unicode
) -> String {
  var text = ArrayText(shape, elements)
  text.characters = characters
  return text.styledText(after: name, fitting: width).plain
}

/// A matrix of two digits a number that looks like one of any numbers.
private func waves(_ count: Int, scale: Double = 1) -> [Double] {
  (0..<count).map { scale * Double(($0 * $0 * 37) % 199 - 99) / 300 }
}

struct WholeArrayTests {
  @Test(
    arguments: [
      ([], "[]"), ([5], "[5]"), ([1, 2, 3], "[1, 2, 3]"), ([0.5, -3, 1.25], "[0.5, -3, 1.25]"),
      ([1.0 / 3, 2, 0.012345678], "[0.333333, 2, 0.012346]"),
      // What somebody typed stays what it is, beside rounded numbers too.
      ([1000.5, 0.0012345], "[1000.5, 0.0012345]"), ([1.0 / 3, 1e-5], "[0.333333, 1e-5]"),
      // A number that is not 0 never looks like it, and whole ones are written in full.
      ([1000.0 / 3, 1.0 / 7000], "[333.333, 0.000142857]"), ([1.0 / 3, 1e-17], "[0.333333, 1e-17]"),
      ([1234567, 0.5], "[1234567, 0.5]"), ([123456789012345, -1], "[123456789012345, -1]"),
      ([1234567, 20e6 / 3], "1e6*[1.234567, 6.66667]"),
      ([0.1 + 0.2, 1.0 / 3], "[0.3, 0.333333]"),
      ([1e-7, 2.5e-7, 1.0 / 3e7], "1e-7*[1, 2.5, 0.333333]"), ([1e-7], "[1e-7]"),
      ([2.0e20, -1.5e19, 0], "1e20*[2, -0.15, 0]"), ([1e20, 1], "[1e20, 1]"),
      ([1e6, 2e6], "[1000000, 2000000]"),
      ([.nan, .infinity, -.infinity, -0.0], "[nan, inf, -inf, 0]"),
      ([1.7e308, -1e308, .nan], "1e308*[1.7, -1, nan]"),
      // The power of ten would have no inverse, and few digits.
      ([.leastNonzeroMagnitude, 0x1p-1060], "[4.94066e-324, 8.09477e-320]"),
    ] as [([Double], String)])
  func `vectors that fit stand on one line`(elements: [Double], expected: String) {
    #expect(text(.vector(elements.count), elements, name: "") == expected)
  }

  @Test func `rows of a matrix stand below each other, and can be typed again`() {
    #expect(
      text(.matrix(rows: 2, columns: 2), [1, -2.5, -3, 4]) == """
        A = [ 1, -2.5;
             -3,  4]
        """)
    #expect(
      text(.matrix(rows: 3, columns: 3), [2, 0, 1.0 / 3, 0, 1e-17, .nan, .infinity, -1e10, 4]) == """
        A = [2,              0,     0.333333;
             0,              1e-17, nan;
             inf, -10000000000,     4]
        """)
    #expect(
      text(.matrix(rows: 2, columns: 3), [1e-7, 1e-8 / 3, -2e-7, 0, 5.0e-7 / 3, .infinity]) == """
        A = 1e-7*[1, 0.03333, -2;
                  0, 1.66667, inf]
        """)
  }

  @Test func `matrices of one row, of one column and of one number remain matrices`() {
    #expect(text(.matrix(rows: 1, columns: 3), [1, 2, 3]) == "A = [[1, 2, 3]]")
    #expect(text(.matrix(rows: 3, columns: 1), [1, -2, 3.5]) == "A = [ 1;\n     -2;\n      3.5]")
    #expect(text(.matrix(rows: 1, columns: 1), [5]) == "A = [[5]]")
  }

  @Test func `what is empty says so`() {
    #expect(text(.vector(0), []) == "A = []")
    #expect(text(.matrix(rows: 0, columns: 3), []) == "A = 0×3   0 elements")
    #expect(text(.matrix(rows: 3, columns: 0), [], in: .ascii) == "A = 3x0   0 elements")
    #expect(text(.matrix(rows: -1, columns: 3), []) == "A = 0×3   0 elements")
  }

  @Test func `long vectors go on in lines of equal length`() {
    #expect(
      text(.vector(20), (0..<20).map { Double($0 * $0 * $0) }, width: 44) == """
        A = [   0,    1,    8,   27,   64,
              125,  216,  343,  512,  729,
             1000, 1331, 1728, 2197, 2744,
             3375, 4096, 4913, 5832, 6859]
        """)
    #expect(
      text(.matrix(rows: 1, columns: 9), waves(9), width: 40) == """
        A = [[-0.33,     -0.206667,  0.163333,
               0.116667,  0.316667,  0.1,
               0.13,     -0.256667,  0.266667]]
        """)
  }

  @Test func `long rows of a matrix go on further to the right`() {
    #expect(
      text(.matrix(rows: 2, columns: 12), (0..<24).map(Double.init), width: 30) == """
        A = [ 0,  1,  2,  3,  4,  5,
                6,  7,  8,  9, 10, 11;
             12, 13, 14, 15, 16, 17,
               18, 19, 20, 21, 22, 23]
        """)
  }

  @Test func `what does not fit beside a long name stands below it`() {
    let name = "weights_of_the_first_layer = " as StyledText
    #expect(text(.vector(3), [1, 2, 3], name: name, width: 40) == "weights_of_the_first_layer = [1, 2, 3]")
    #expect(
      text(.vector(3), [1.25, 2.25, 3.75], name: name, width: 40) == """
        weights_of_the_first_layer =
          [1.25, 2.25, 3.75]
        """)
    #expect(
      text(.matrix(rows: 2, columns: 3), [1.25, 2.25, 3.75, 4, 5, 6], name: name, width: 40) == """
        weights_of_the_first_layer =
          [1.25, 2.25, 3.75;
           4,    5,    6]
        """)
    #expect(
      text(.matrix(rows: 2, columns: 1), [1.25, 2], name: name, width: 40) == """
        weights_of_the_first_layer = [1.25;
                                      2]
        """)
  }

  @Test(arguments: [nil, 17, 30, 80] as [Int?])
  func `what is whole reads back, whatever it is`(width: Int?) {
    var generator = SplitMix(seed: 5)
    for _ in 0..<400 {
      let rows = Int.random(in: 0...5, using: &generator)
      let columns = Int.random(in: 1...9, using: &generator)
      let shape = rows == 0 ? PrintedShape.vector(columns) : .matrix(rows: rows, columns: columns)
      let exponent = Int.random(in: -300...300, using: &generator)
      let kind = Int.random(in: 0..<4, using: &generator)
      let elements = (0..<shape.count).map { _ -> Double in
        let bits = generator.next()
        switch kind {
        case 0: return Double(bitPattern: bits)
        case 1: return Double(Int(bits % 2001) - 1000)
        case 2: return (Double(bits % 2001) / 1000 - 1) * (Double("1e\(exponent)") ?? .nan)
        default: return Double(bits % 2001) / 1000 - 1
        }
      }
      var array = ArrayText(shape, elements)
      array.numbers = NumberFormat(digits: 17)
      let text = array.styledText(fitting: width).plain
      guard let read = ReadArray(text) else {
        Issue.record("\(text)")
        continue
      }
      #expect(read.shape == shape)
      for (read, element) in zip(read.elements, elements) {
        if read == element || read.isNaN && element.isNaN { continue }
        // A product with a power of ten is rounded.
        #expect(text.contains("*") && abs(read - element) <= 2 * element.ulp, "\(text)")
      }
    }
  }

  @Test func `six digits are six digits on any scale`() {
    var generator = SplitMix(seed: 6)
    for exponent in -300...300 {
      let elements = (0..<6).map { _ in
        Double.random(in: -1...1, using: &generator) * (Double("1e\(exponent)") ?? .nan)
      }
      let read = ReadArray(ArrayText(.vector(6), elements).styledText().plain)
      let largest = elements.map(\.magnitude).max() ?? 0
      for (read, element) in zip(read?.elements ?? [], elements) {
        #expect(abs(read - element) <= 0.51e-5 * largest && read.sign == element.sign)
        #expect((read == 0) == (element == 0))
      }
      #expect(read?.elements.count == 6)
    }
  }

  @Test func `other notations have their exponents`() {
    var array = ArrayText(.vector(3), [1234.5, 0.25, 1])
    array.numbers = NumberFormat(digits: 6, notation: .scientific)
    #expect(array.styledText().plain == "[1.2345e3, 2.5e-1, 1e0]")
  }

  @Test func `as many are shown whole as are asked for`() {
    var array = ArrayText(.vector(60), waves(60))
    #expect(array.isWhole)
    array.elementLimit = 59
    #expect(!array.isWhole)
    array.elementLimit = .max
    #expect(array.isWhole)
    #expect(ReadArray(array.styledText(fitting: 80).plain)?.elements.count == 60)
  }
}

struct LargeArrayTests {
  private let weights = ArrayText(.matrix(rows: 784, columns: 128), waves(784 * 128, scale: 0.5))

  @Test func `a large matrix is its summary and its corners`() {
    #expect(
      weights.styledText(after: "W = ", fitting: 80).plain == """
        W = 784×128   mean 0.015  sd 0.0947  -0.165 ▅▆▅▇▇▆▇█▇█ 0.165  1% 0
            [-0.165,    -0.103333,  0.081667, …, -0.115,     0.106667,  0.12;
             -0.075,    -0.146667, -0.095,    …, -0.108333, -0.02,     -0.14;
             -0.136667, -0.01,     -0.091667, …,  0.078333,  0.033333,  0.111667;
             …
             -0.146667, -0.075,     0.12,     …,  0.158333,  0.058333,  0.081667;
             -0.103333, -0.165,    -0.103333, …,  0.118333, -0.115,     0.106667;
              0.12,     -0.075,    -0.146667, …, -0.073333, -0.108333, -0.02]
        """)
    #expect(
      weights.styledText(after: "W = ", fitting: 40).plain == """
        W = 784×128   mean 0.015  sd 0.0947
            -0.165 ▅▆▅▇▇▆▇█▇█ 0.165  1% 0
            [-0.165,    …,  0.12;
             -0.075,    …, -0.14;
             -0.136667, …,  0.111667;
             …
             -0.146667, …,  0.081667;
             -0.103333, …,  0.106667;
              0.12,     …, -0.02]
        """)
    #expect(
      weights.styledText(after: "W = ", fitting: 20).plain == """
        W = 784×128
            mean 0.015
            sd 0.0947
            -0.165 ▅▆▅▇▇▆▇█▇█ 0.165
            1% 0
        """)
    #expect(weights.styledText(fitting: 80, hasCorners: false) == weights.summary())
  }

  @Test func `in plain characters it says the same`() {
    var weights = weights
    weights.characters = .ascii
    let text = weights.styledText(after: "W = ", fitting: 40)
    #expect(
      text.plain == """
        W = 784x128   mean 0.015  sd 0.0947
            -0.165 oOo##O#@#@ 0.165  1% 0
            [-0.165,    ...,  0.12;
             -0.075,    ..., -0.14;
             -0.136667, ...,  0.111667;
             ...
             -0.146667, ...,  0.081667;
             -0.103333, ...,  0.106667;
              0.12,     ..., -0.02]
        """)
    #expect(weights.cell.plain == "0.015 +-0.0947  -0.165 oOo##O#@#@ 0.165  1% 0")
    #expect(self.weights.cell.plain == "0.015 ±0.0947  -0.165 ▅▆▅▇▇▆▇█▇█ 0.165  1% 0")
    // What is missing in the transliteration would stay.
    let plain = self.weights.styledText().transliterated.plain
    #expect(plain.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test func `a long vector shows both of its ends`() {
    #expect(
      text(.vector(1000), (0..<1000).map(Double.init)) == """
        A = 1,000 elements   mean 500  sd 289  0 ██████████ 999
            [0, 1, 2, …, 997, 998, 999]
        """)
    #expect(
      text(.matrix(rows: 1, columns: 100), (0..<100).map { Double($0) * 1e-9 / 3 }) == """
        A = 1×100   mean 1.65e-8  sd 9.62e-9  0 ██████████ 3.3e-8  1% 0
            1e-8*[[0, 0.03333, 0.06667, …, 3.23333, 3.26667, 3.3]]
        """)
    #expect(
      text(.matrix(rows: 100, columns: 1), (0..<100).map { Double($0) / 3 }) == """
        A = 100×1   mean 16.5  sd 9.62  0 ██████████ 33  1% 0
            [ 0;
              0.3333;
              0.6667;
             …
             32.3333;
             32.6667;
             33]
        """)
  }

  @Test(
    arguments: [
      (Array(repeating: 0, count: 100), "all 0"), (Array(repeating: 1.5, count: 100), "all 1.5"),
      (Array(repeating: .nan, count: 100), "all NaN"), (Array(repeating: .infinity, count: 100), "all inf"),
      (Array(repeating: -.infinity, count: 100), "all -inf"),
      (Array(repeating: 1_234_567, count: 100), "all 1234567"),
    ] as [([Double], String)])
  func `of equal elements one is shown`(elements: [Double], expected: String) {
    #expect(text(.vector(100), elements, name: "") == "100 elements   " + expected)
    #expect(ArrayText(.vector(100), elements).cell.plain == expected)
  }

  @Test(
    arguments: [
      ([0.5, 0.1], "mean 0.3  sd 0.2  0.1 █▁▁▁▁▁▁▁▁█ 0.5"),
      ([0, 1], "mean 0.5  sd 0.5  0 █▁▁▁▁▁▁▁▁█ 1  50% 0"), ([1, 1, 1, .nan], "25 NaN  others 1"),
      ([0, 0, 0, .infinity], "25 inf  others 0"),
      ([0, 1, .nan, 1], "mean 0.667  sd 0.471  0 ▅▁▁▁▁▁▁▁▁█ 1  25% 0  25 NaN"),
    ] as [([Double], String)])
  func `what is conspicuous is counted`(repeated: [Double], expected: String) {
    let elements = (0..<100).map { repeated[$0 % repeated.count] }
    #expect(ArrayText(.vector(100), elements).summary().plain == "100 elements   " + expected)
  }

  @Test func `shares of zeros are rounded, but not to all or none`() {
    func cell(_ zeroCount: Int) -> String {
      ArrayText(.vector(1000), (0..<1000).map { $0 < zeroCount ? 0 : 1 }).cell.plain
    }
    #expect(cell(9).hasSuffix(" 1") && cell(10).hasSuffix(" 1  1% 0"))
    #expect(cell(804).hasSuffix("80% 0") && cell(999).hasSuffix(">99% 0"))
  }

  @Test func `infinities and NaN stand behind what is finite`() {
    let elements = waves(96) + [.nan, .infinity, .infinity, -.infinity]
    #expect(
      ArrayText(.vector(100), elements).cell.plain
        == "0.03 ±0.193  -0.33 ▅▆▄▇▆▅▆█▇█ 0.33  1% 0  1 NaN  2 inf  1 -inf")
    let none = Array(repeating: Double.nan, count: 98) + [.infinity, -.infinity]
    #expect(ArrayText(.vector(100), none).cell.plain == "98 NaN  1 inf  1 -inf")
  }

  @Test(arguments: [
    ([1e9, 2e9], "1.5e9 ±5e8  1e9 █▁▁▁▁▁▁▁▁█ 2e9"),
    ([1234.5, 999999], "500617 ±499382  1235 █▁▁▁▁▁▁▁▁█ 999999"),
    ([99.97, 0.1234], "50 ±49.9  0.123 █▁▁▁▁▁▁▁▁█ 100"),
    ([-1.7e308, 1.7e308], "0 ±1.7e308  -1.7e308 █▁▁▁▁▁▁▁▁█ 1.7e308"),
  ])
  func `numbers of a summary have three digits`(ends: [Double], expected: String) {
    let elements = (0..<50).flatMap { _ in ends }
    #expect(ArrayText(.vector(100), elements).cell.plain == expected)
  }

  @Test func `a small array is whole in a cell`() {
    #expect(ArrayText(.matrix(rows: 2, columns: 2), [1, -2.5, -3, 4]).cell.plain == "[1, -2.5; -3, 4]")
    #expect(ArrayText(.vector(0), []).cell.plain == "0 elements")
  }

  @Test func `only what is shown is asked for`() {
    var asked = 0
    let array = ArrayText(.matrix(rows: .max, columns: .max)) {
      ArrayStatistics([1, 2])
    } element: { index in
      asked += 1
      return Double(index % 3)
    }
    #expect(array.styledText(fitting: 80).lines.count == 8)
    #expect(asked == 36)
  }

  @Test(arguments: [0, 1, 3, 8, 20, 40, 41, 47, 50, 60, 77, 80])
  func `no line is longer than the screen`(width: Int) {
    for shape: PrintedShape in [
      .vector(61), .matrix(rows: 8, columns: 9), .matrix(rows: 20, columns: 3), .vector(31),
    ] {
      for scale in [1, 1e-12, 1e30] {
        let array = ArrayText(shape, waves(shape.count, scale: scale))
        let widest = array.styledText(after: "W = ", fitting: width).width
        if width >= 40 { #expect(widest <= width) }
      }
    }
  }
}
