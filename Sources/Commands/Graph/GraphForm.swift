/// How a graph is written: each form has an option that asks for it, and an ending of file names.
enum GraphForm: CaseIterable {
  case text
  case svg
  case dot
  case mermaid
  case html
  case json

  /// The option that asks for it; the drawing is what is shown without one.
  var option: CommandOption? {
    switch self {
    case .text: nil
    case .svg: CommandOption(name: "--svg", summary: "as a picture")
    case .dot: CommandOption(name: "--dot", summary: "for Graphviz")
    case .mermaid: CommandOption(name: "--mermaid", summary: "for Mermaid")
    case .html: CommandOption(name: "--html", summary: "as a page with sliders, for a browser")
    case .json: CommandOption(name: "--json", summary: "as one JSON object")
    }
  }

  /// The options that ask for one.
  static var options: [CommandOption] { allCases.compactMap(\.option) }

  /// The ending of its files.
  var fileExtension: String {
    switch self {
    case .text: "txt"
    case .svg: "svg"
    case .dot: "dot"
    case .mermaid: "mmd"
    case .html: "html"
    case .json: "json"
    }
  }

  /// The form that the options of `:graph` ask for, and the ending of the file, which must not contradict them.
  init(_ arguments: CommandArguments) throws {
    let asked = Self.allCases.compactMap { form in
      form.option.flatMap { arguments.word(of: $0) }.map { (form, option: $0) }
    }
    guard let file = arguments.word(of: .output) else {
      self = asked.first?.0 ?? .text
      return
    }
    let ending = file.fileEnding
    let named = Self.allCases.first { $0.fileExtension == ending?.lowercased() }
    // What stands for an open output, such as /dev/stdout, has no ending, and a form must be asked for.
    if ending == nil, let form = asked.first?.0 {
      self = form
      return
    }
    let stem = ending.map { String(file.text.dropLast($0.count + 1)) } ?? file.text
    func option(_ form: GraphForm) -> String {
      let path = "\(stem).\(form.fileExtension)"
      return path.contains(" ") ? "-o \"\(path)\"" : "-o \(path)"
    }
    guard let named else {
      let isStream = ending == nil && file.text.hasPrefix("/dev/")
      let instead = isStream ? "--svg -o \(file.text)" : option(asked.first?.0 ?? .svg)
      throw CommandError(.unknownFormat(ending: ending, file: file.text, instead: instead), at: file.range)
    }
    if let (form, asking) = asked.first, form != named {
      throw CommandError(
        .contradictingForm(option: asking.text, ending: named.fileExtension, instead: option(form)),
        at: file.range)
    }
    self = named
  }
}
