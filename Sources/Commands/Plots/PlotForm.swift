/// How a picture is written.
enum PlotForm {
  case text
  case svg

  /// The form that the ending of the file asks for.
  init(_ arguments: CommandArguments) throws {
    guard let file = arguments.word(of: .output) else {
      self = .text
      return
    }
    switch file.fileEnding?.lowercased() {
    case "svg": self = .svg
    case "txt": self = .text
    case let ending: throw CommandError(.plot(.unknownFormat(ending)), at: file.range)
    }
  }
}
