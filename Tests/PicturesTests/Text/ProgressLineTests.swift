import Pictures
import Testing

struct ProgressLineTests {
  @Test(arguments: [
    (80, "━━━━━━━━━━────────────────────  34%  340 of 1,000  170/s  4 s left"),
    (66, "━━━━━━━━━━────────────────────  34%  340 of 1,000  170/s  4 s left"),
    (50, "━━━━──────────  34%  340 of 1,000  170/s  4 s left"),
    (40, "34%  340 of 1,000  170/s  4 s left"),
    (33, "34%  340 of 1,000  4 s left"),
    (20, "34%  340 of 1,000"),
    (10, "34%"),
    (2, ""),
  ])
  func `a narrow terminal gets less`(width: Int, expected: String) {
    #expect(ProgressLine(done: 340, total: 1000, elapsed: 2).styledText(width: width).plain == expected)
  }

  @Test(arguments: [
    (ProgressLine(done: 0, total: 10, elapsed: 0), "0%  0 of 10"),
    (ProgressLine(done: 0, total: 0, elapsed: 1), "0 of 0"),
    (ProgressLine(done: 12345, elapsed: 2.5), "12,345  4,938/s"),
    (ProgressLine(done: 0, elapsed: 2.9), "2 s"),
    (ProgressLine(done: 0, elapsed: 75), "1 min 15 s"),
    (ProgressLine(done: 0, elapsed: .infinity), ""),
    (ProgressLine(done: 1, total: 4, elapsed: 4), "25%  1 of 4  0.25/s  12 s left"),
    (ProgressLine(done: 5, total: 4, elapsed: 1), "100%  5 of 4  5/s  0 s left"),
    (ProgressLine(done: 1, total: 100, elapsed: 1.5), "1%  1 of 100  0.667/s  2 min 29 s left"),
    (ProgressLine(done: 1, total: 100, elapsed: 60), "1%  1 of 100  0.0167/s  1 h 39 min left"),
    (ProgressLine(done: 1, total: 100, elapsed: 6000), "1%  1 of 100  0.000167/s  6 d 21 h left"),
    (
      ProgressLine(done: 1, total: .max, elapsed: 1e9),
      "0%  1 of 9,223,372,036,854,775,807  1e-9/s  ages left"
    ),
    (ProgressLine(done: 3, total: 9, elapsed: .nan), "33%  3 of 9"),
    (ProgressLine(done: -3, total: 9, elapsed: 1), "0%  -3 of 9"),
  ])
  func `only what is known is told`(line: ProgressLine, expected: String) {
    #expect(String(line.styledText(width: 72).plain.drop { "━─ ".contains($0) }) == expected)
  }
}
