import Testing

@testable import Terminals

@Suite("WindowSize")
struct WindowSizeTests {
  @Test(
    "A size is believed as far as a screen can have it, and 0 means that nobody knows",
    arguments: [
      (80, 80, 80), (1, 1, 1), (0, nil, nil), (nil, nil, nil), (-1, nil, nil), (1500, 1500, 1000),
      (65535, 2000, 1000),
    ] as [(Int?, Int?, Int?)])
  func believing(claim: Int?, columns: Int?, rows: Int?) {
    let size = WindowSize(columns: claim, rows: claim)
    #expect(size.columns == columns && size.rows == rows)
  }

  @Test("What is no terminal has no size")
  func noTerminal() {
    #expect(WindowSize(descriptor: -1) == WindowSize(columns: nil, rows: nil))
    #expect(WindowSize.whileBelievable(-1) { 7 } == 7)
  }
}
