/// How a graph is written: each form has an option that asks for it, and an ending of file names.
enum GraphForm: CaseIterable {
  case tree
  case dot
  case mermaid
  case json

  /// The option that asks for it; the tree is what is drawn without one.
  var option: String? {
    switch self {
    case .tree: nil
    case .dot: "--dot"
    case .mermaid: "--mermaid"
    case .json: "--json"
    }
  }

  /// The ending of its files.
  var fileExtension: String {
    switch self {
    case .tree: "txt"
    case .dot: "dot"
    case .mermaid: "mmd"
    case .json: "json"
    }
  }

  /// The form that the options of `:graph` ask for, and the ending of the file, which must not contradict them.
  init(_ arguments: CommandArguments) throws {
    let asked = Self.allCases.compactMap { form in
      form.option.flatMap { arguments.options[$0] }.map { (form, option: $0) }
    }
    if asked.count > 1 {
      throw CommandError(
        "two-forms", "one form at a time: \(asked.map { "'\($0.option.text)'" }.joined(separator: " or "))",
        at: asked[1].option.range)
    }
    guard let file = arguments.options["-o"] else {
      self = asked.first?.0 ?? .tree
      return
    }
    let ending = Self.ending(of: file.text)
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
      throw CommandError(
        "unknown-format",
        (ending.map { "no graph is written as '.\($0)'" } ?? "'\(file.text)' does not say what to write")
          + ": the endings are .dot, .mmd, .json and .txt",
        at: file.range,
        suggestion: ending == nil && file.text.hasPrefix("/dev/")
          ? "--dot -o \(file.text)" : option(asked.first?.0 ?? .dot))
    }
    if let (form, asking) = asked.first, form != named {
      throw CommandError(
        "two-forms", "'\(asking.text)' is not what '.\(named.fileExtension)' stands for", at: file.range,
        suggestion: option(form))
    }
    self = named
  }

  /// What stands behind the last dot of a file's own name; nil where there is none, or nothing before it.
  private static func ending(of path: String) -> String? {
    let name = path.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return nil }
    let ending = name[name.index(after: dot)...]
    return ending.isEmpty ? nil : String(ending)
  }
}
