extension LineAssembler {
  /// The lines of a statement's text, with `\` again at the ends of those that it continued: read one by one, they are
  /// put together to the same text.
  ///
  /// - Complexity: O(*n*) in the length of the text.
  package static func lines(of text: [UInt8]) -> [[UInt8]] {
    var assembler = LineAssembler()
    var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
    for position in lines.indices.dropLast() where assembler.add(lines[position]) == .complete {
      // A blank stands in its place since.
      let end = assembler.contentEnd
      let backslash = UInt8(ascii: "\\")
      if end < lines[position].count {
        lines[position][end] = backslash
      } else {
        lines[position].append(backslash)
      }
    }
    return lines
  }
}
