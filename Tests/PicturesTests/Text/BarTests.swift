import Pictures
import Testing

@Suite struct BarTests {
  @Test(arguments: [
    (0, 5, "", ""), (1, 3, "███", "###"), (0.5, 4, "██", "##"), (0.3, 5, "█▌", "##"), (7, 2, "██", "##"),
    (-1, 4, "", ""), (.nan, 4, "", ""), (0.01, 10, "▏", ""), (0.5, 0, "", ""),
  ])
  func aBarIsAsLongAsItsShare(share: Double, width: Int, bar: String, plain: String) {
    #expect(Characters.unicode.bar(share, width: width) == bar)
    #expect(Characters.ascii.bar(share, width: width) == plain)
  }
}
