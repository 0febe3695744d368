import AutoDiff
import Formulas
import Pictures
import Sessions

extension Interpreter {
  /// What could stand in place of the word before the cursor, an offset in UTF-8 bytes, of a line that goes on after
  /// `earlier` lines of the same statement.
  ///
  ///     x = 3; z = x*si|     sin(x), sinc(x), sinh(x), sinpi(x)
  ///     :grad z : |          the names of inputs
  ///     :load Ex|            Examples/
  ///
  /// Nothing is computed: of values only those are told that are known.
  package func completions(in line: String, cursor: Int, after earlier: String = "") -> CompletionList {
    let before = earlier.isEmpty ? [] : Array(earlier.utf8) + [UInt8(ascii: "\n")]
    let text = before + line.utf8.prefix(cursor)
    let place = CompletionContext(atEndOf: text)
    let start = max(before.count, place.start)
    let word = String(decoding: text[start...], as: UTF8.self)
    var candidates = candidates(for: word, expecting: place.expectation)
    // What follows naturally may follow already.
    if let next = line.utf8.dropFirst(cursor).first {
      for position in candidates.indices {
        let candidate = candidates[position]
        if candidate.insertion != candidate.word, candidate.insertion.utf8.last == next {
          candidates[position].insertion.removeLast()
        }
      }
    }
    return CompletionList(start: start - before.count, candidates: candidates)
  }

  private func candidates(
    for word: String, expecting expectation: CompletionContext.Expectation
  ) -> [CompletionList.Candidate] {
    switch expectation {
    case .nothing: []
    case .command: commandCandidates.filter { $0.word.hasPrefix(word) }
    case .option(let command): optionCandidates(of: command).filter { $0.word.hasPrefix(word) }
    case .formula(let parameters): formulaCandidates(for: word, parameters: parameters)
    case .words(let words):
      words.filter { $0.hasPrefix(word) }.map { .init($0) } + formulaCandidates(for: word)
    case .input(let others, let orFormula):
      inputCandidates(for: word).filter { !others.contains($0.word) }
        + (orFormula ? formulaCandidates(for: word).filter { !isInput($0.word) } : [])
    case .name(let others): nameCandidates(for: word).filter { !others.contains($0.word) }
    case .symbol: Symbols.candidates(for: word)
    case .file: fileCandidates(for: word)
    case .topic: topicCandidates(for: word)
    case .setting: settingCandidates.filter { $0.word.hasPrefix(word) }
    case .choice(let setting): choiceCandidates(of: setting).filter { $0.word.hasPrefix(word) }
    }
  }
}

// MARK: What the session defined

extension Interpreter {
  private func isInput(_ name: String) -> Bool { session.environment.variable(name)?.isInput == true }

  /// The names of inputs.
  private func inputCandidates(for word: String) -> [CompletionList.Candidate] {
    variableCandidates { $0.binding.isInput && $0.name.hasPrefix(word) }.sorted { $0.word < $1.word }
  }

  /// All names: variables and functions.
  private func nameCandidates(for word: String) -> [CompletionList.Candidate] {
    let variables = variableCandidates { $0.name.hasPrefix(word) }
    let functions = session.environment.functions.filter { $0.name.hasPrefix(word) }
      .map { CompletionList.Candidate($0.name, label: $0.heading, "= \($0.bodyText)") }
    return (variables + functions).sorted { $0.word < $1.word }
  }

  /// Variables with what they stand for, unless they are so many that nobody would look at them all.
  private func variableCandidates(
    where isOffered: ((name: String, binding: Environment.Binding)) -> Bool
  ) -> [CompletionList.Candidate] {
    let variables = session.environment.variables.filter(isOffered)
    if variables.count > 1000 { return variables.map { .init($0.name, "") } }
    var reader = session.textReader
    return variables.map { .init($0.name, meaning(of: $0.name, $0.binding, &reader)) }
  }

  /// What a variable stands for, as it is known: `= 3`, or `= x*x + 2 = 11`.
  private func meaning(
    of name: String, _ binding: Environment.Binding, _ reader: inout Session.TextReader
  ) -> String {
    switch binding.operand {
    case .constant(let value): return "= \(settings.numberFormat.string(value))"
    case .array(let id): return "an array of \(session.graph.shape(of: id))"
    case .node(let id):
      let graph = session.graph
      let formula = binding.isInput ? "" : "= \(reader.shown(name, binding.operand, limit: 8).text)"
      guard graph.freshness(of: id) == .fresh else { return formula }
      if !graph.shape(of: id).isScalar {
        return [formula, "an array of \(graph.shape(of: id))"].filter { !$0.isEmpty }.joined(separator: ", ")
      }
      let value = "= \(settings.numberFormat.string(graph.cachedValue(of: id)))"
      return formula.isEmpty ? value : "\(formula) \(value)"
    }
  }
}

// MARK: What formulas are made of

extension Interpreter {
  private func formulaCandidates(for word: String, parameters: [String] = []) -> [CompletionList.Candidate] {
    var variables = parameters.filter { $0.hasPrefix(word) }
      .map { CompletionList.Candidate($0, "a parameter") }
    variables += variableCandidates { $0.name.hasPrefix(word) && !parameters.contains($0.name) }
    if let last = session.last, "ans".hasPrefix(word) {
      variables.append(.init("ans", "= \(names.title(of: last))"))
    }
    variables += session.environment.functions.filter { $0.name.hasPrefix(word) }
      .map { .init($0.name, then: "(", label: $0.heading, "= \($0.bodyText)") }

    var others = BuiltIns.functionNames
      .filter { $0.hasPrefix(word) && session.environment.function($0) == nil }
      .compactMap { name -> CompletionList.Candidate? in
        let primitive = BuiltIns.function(name)
        let form = BuiltIns.forms.first { $0.name == name }
        guard let summary = primitive?.summary ?? form?.summary else { return nil }
        let heading = primitive?.heading(calledAs: name) ?? form?.heading
        return .init(name, then: "(", label: heading, summary)
      }
    others += BuiltIns.constantList
      .filter {
        $0.name.hasPrefix(word) && session.environment.variable($0.name) == nil
          && !parameters.contains($0.name)
      }
      .map { .init($0.name, "= \(settings.numberFormat.string($0.value)), \($0.summary)") }
    others += Operator.table.filter { $0.symbol.first?.isLetter == true && $0.symbol.hasPrefix(word) }
      .map { .init($0.symbol, then: " ", $0.summary) }
    return variables.sorted { $0.word < $1.word } + others.sorted { $0.word < $1.word }
  }
}

// MARK: What commands are told

extension Interpreter {
  private var commandCandidates: [CompletionList.Candidate] {
    CommandRegistry.commands.map {
      .init(":" + $0.name, then: $0.syntax.argumentKind == .nothing ? "" : " ", $0.summary)
    }.sorted { $0.word < $1.word }
  }

  private func optionCandidates(of name: String) -> [CompletionList.Candidate] {
    let command = CommandRegistry.commands.first { $0.name == name }
    return (command?.options ?? []).map { .init($0.name, then: " ", label: $0.label, $0.summary) }
  }

  private var settingCandidates: [CompletionList.Candidate] {
    Settings.entries.map {
      .init($0.name, then: " ", "= \($0.read(settings)), \($0.summary): \($0.choices)")
    }
  }

  private func choiceCandidates(of setting: String) -> [CompletionList.Candidate] {
    let entry = Settings.entries.first { $0.name == setting }
    return (entry?.choiceWords ?? []).map { .init($0) }
  }

  private func topicCandidates(for word: String) -> [CompletionList.Candidate] {
    let isCommand = word.hasPrefix(":")
    // Before anything is typed, what there is to read rather than everything that has a name.
    func isShown(_ kind: HelpEntry.Kind) -> Bool {
      kind == .command || !isCommand && (kind == .topic || !word.isEmpty)
    }
    var seen: Set<String> = []
    return HelpIndex(session).entries.filter { isShown($0.kind) && seen.insert($0.name).inserted }
      .map { .init((isCommand ? ":" : "") + $0.name, $0.summary) }
      .filter { $0.word.hasPrefix(word) }
      .sorted { $0.word < $1.word }
  }

  /// Files and folders, in quotes where their names need them. A folder is completed further.
  private func fileCandidates(for word: String) -> [CompletionList.Candidate] {
    let isQuoted = word.hasPrefix("\"")
    let prefix = isQuoted ? String(word.dropFirst()) : word
    let folder = prefix.lastIndex(of: "/").map { String(prefix[...$0]) } ?? ""
    // What steers a terminal, or closes the quotes, cannot be typed.
    let files = host.listFiles(prefix)
      .filter { !$0.name.contains("\"") && escapingControlCharacters($0.name) == $0.name }
      .sorted { $0.name < $1.name }
    let quote = isQuoted || files.contains { (folder + $0.name).needsQuotes } ? "\"" : ""
    return files.map { name, isDirectory in
      .init(
        quote + folder + name + (isDirectory ? "/" : ""), then: isDirectory ? "" : quote,
        label: name + (isDirectory ? "/" : ""))
    }
  }
}

extension String {
  /// Whether it would not be one word of a command.
  fileprivate var needsQuotes: Bool { contains { $0.isWhitespace || $0 == ";" || $0 == "#" } }
}
