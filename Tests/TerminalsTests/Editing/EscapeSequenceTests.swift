import Testing

@testable import Terminals

@Suite("EscapeSequence")
struct EscapeSequenceTests {
  @Test(
    "A sequence ends where the terminal ends it",
    arguments: [
      ("[A", EscapeSequence.State.complete), ("[1;5C", .complete), ("[200~", .complete), ("OP", .complete),
      ("[[A", .complete), ("\u{1B}[D", .complete), ("[<0;10;20M", .complete),
      ("[", .unfinished), ("O", .unfinished), ("[1;5", .unfinished), ("\u{1B}", .unfinished),
      ("[[", .unfinished),
      ("b", .broken), ("\u{1B}b", .broken), ("\u{1B}\u{1B}", .broken), ("[1\u{3}", .broken),
    ])
  func ends(bytes: String, expected: EscapeSequence.State) {
    var sequence = EscapeSequence()
    var states: [EscapeSequence.State] = []
    for byte in bytes.utf8 { states.append(sequence.append(byte)) }
    #expect(states.dropLast().allSatisfy { $0 == .unfinished })
    #expect(states.last == expected)
    let kept = expected == .broken ? bytes.utf8.dropLast() : bytes.utf8[...]
    #expect(sequence.bytes == [0x1B] + Array(kept))
  }

  @Test("A sequence without an end is given up")
  func endless() {
    var sequence = EscapeSequence()
    let bytes = Array("[".utf8) + Array(repeating: UInt8(ascii: "1"), count: 100)
    let states = bytes.map { sequence.append($0) }
    #expect(states.contains(.complete))
  }

  @Test("Every bound sequence is one that can be recognised")
  func bindings() {
    for keys in KeyBinding.strokes.keys {
      var sequence = EscapeSequence()
      let states = keys.dropFirst().map { sequence.append($0) }
      #expect(states.last == .complete, "\(keys)")
    }
  }

  @Test("No sequence and no stroke has two meanings")
  func unambiguous() {
    #expect(KeyBinding.strokes.count == KeyBinding.all.flatMap(\.sequences).count)
    #expect(Set(KeyBinding.all.map(\.stroke)).count == KeyBinding.all.count)
  }
}
