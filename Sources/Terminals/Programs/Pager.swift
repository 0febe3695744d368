/// The program that shows long results screen by screen, such as `less`.
package enum Pager {
  /// The pager that the environment asks for: the words of `$PAGER`, and `less` if it is not set.
  ///
  /// As git does, it tells `less` by `$LESS`, where that is not set, to leave at once if the text fits (F), to let
  /// colours through (R) and to leave the text on the screen (X).
  package static func program(environment: (String) -> String?) -> ForegroundProgram? {
    var pager = ForegroundProgram(words: environment("PAGER")) ?? ForegroundProgram(words: "less")
    if environment("LESS") == nil { pager?.additions = ["LESS=FRX"] }
    return pager
  }
}
