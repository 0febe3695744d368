import AutoDiff
import Formulas
import Memory
import Pictures
import Sessions

extension CommandError: Diagnosable {
  /// The error in words, with its place and, where there is one, what to write instead.
  var diagnostic: Diagnostic {
    let words = words
    return Diagnostic(code: words.code, message: words.message, range: range, suggestion: words.suggestion)
  }

  /// A code for programs, a message for people, and what to write instead.
  fileprivate struct Words {
    let code: String
    let message: String
    var suggestion: String?

    init(_ code: String, _ message: String, _ suggestion: String? = nil) {
      (self.code, self.message, self.suggestion) = (code, message, suggestion)
    }
  }

  private var words: Words {
    switch reason {
    case .typing(let reason): reason.words
    case .subject(let reason): reason.words
    case .circumstance(let reason): reason.words
    }
  }
}

extension CommandError.Typing {
  fileprivate typealias Words = CommandError.Words

  fileprivate var words: Words {
    switch self {
    case .unknownOption(let option, let command, let nearest):
      Words("unknown-option", "':\(command)' has no option '\(option)'", nearest)
    case .missingOptionValue(let option):
      Words("missing-value", "'\(option.name)' needs a value", option.label)
    case .invalidOptionValue(let option, let given):
      Words(
        "invalid-value", "'\(option.name)' is \(option.value?.words ?? "a word"), not '\(given)'",
        option.label)
    case .exclusiveOptions(let exclusion, let given):
      Words(exclusion.code, "\(exclusion.rule): \(given.map { "'\($0)'" }.joined(separator: " or "))")
    case .unexpected(let excess): excess.words
    case .missing(let missing): missing.words
    case .invalidCount(let text, let noun): Words("invalid-count", "'\(text)' is not a number of \(noun)")
    case .unclosedQuote: Words("unclosed-quote", "'\"' was never closed")
    case .unbalancedBrace(let isOpen):
      Words(
        "unbalanced-brace",
        isOpen ? "'{' was never closed: write {{ for a brace" : "'}' has no '{': write }} for a brace")
    case .notFormula(let code, let message, let suggestion): Words(code, message, suggestion)
    case .unknownCommand(let name, let hint, let nearest):
      Words(
        "unknown-command",
        (hint ?? Hint()).sentence(on: "':\(name)'", behind: "unknown command ':\(name)'"),
        hint?.instead ?? (hint == nil ? nearest.map { ":\($0)" } ?? ":help" : nil))
    case .ambiguousCommand(let word, let names):
      Words(
        "ambiguous-command",
        "':\(word)' is short for \(names.map { ":\($0)" }.joined(separator: " and ")): write more of it")
    case .oneVariable(.path, let instead): Words("one-variable", "paths lead to one node at a time", instead)
    case .oneVariable(.polynomial, let instead):
      Words("one-variable", "a polynomial goes along one input, to one order", instead)
    case .repeatedSeed(let name): Words("repeated-seed", "'\(name)' is seeded twice")
    case .repeatedValue(let name): Words("repeated-value", "'\(name)' is given two values")
    case .noInterval(let name):
      Words("expected-interval", "'\(name)' needs an interval to vary in", "\(name)=0..1")
    case .unknownOperation(let text, let nearest):
      Words("unknown-operation", "there is no operation '\(text)'", nearest)
    case .inputComesFirst(let input, let target):
      Words(
        "missing-names", "the input to go forward from stands first, and the target behind it",
        input.map { ":forward \($0) \(target)" })
    }
  }
}

extension CommandError.Subject {
  fileprivate typealias Words = CommandError.Words

  fileprivate var words: Words {
    switch self {
    case .notOfNumbers(let command, let target, let shape):
      Words(
        "not-of-numbers",
        shape == "number"
          ? "':\(command)' is about formulas of numbers, and '\(target)' is made of arrays"
          : "':\(command)' is about numbers, and '\(target)' is an array of \(shape)")
    case .tooManyElements(let command, let count, let limit):
      Words(
        "too-many-elements",
        "':\(command)' looks at each number, and here are \(NumberFormat.grouped(count)) of them: more than \(NumberFormat.grouped(limit))"
      )
    case .gradientOfArray(let command, let target, let shape):
      Words(
        "derivative-of-array", "'\(target)' is an array of \(shape): a gradient is of one number",
        ":\(command) sum(\(target))")
    case .noTarget: Words("no-target", "there is nothing to show yet: enter a formula first")
    case .noInputs(let target):
      Words("missing-names", "'\(target)' depends on no input: there is nothing to differentiate by")
    case .severalInputs(let names, let target, let instead):
      Words(
        "missing-names",
        "'\(target)' depends on \(names.dropLast().joined(separator: ", ")) and \(names.last ?? ""): name one of them",
        instead)
    case .notANode(let title): Words("not-a-node", "'\(title)' is a number, not a node of the graph")
    case .notConnected(let target, let input):
      Words("not-connected", "'\(target)' does not depend on \(input.map { "'\($0)'" } ?? "any input")")
    case .tooManyInputs(let count):
      Words(
        "too-large",
        "the matrix of \(NumberFormat.count(count, "input")) is too large: name some of them after a colon")
    case .notTwoFormulas(let count):
      Words(
        "expected-two",
        "expected two formulas with a comma between them, not \(count == 1 ? "one" : "\(count)")",
        ":equal a, b")
    case .polynomialTooLarge(let order):
      Words(
        "too-large",
        "a polynomial of order \(order) of so large a graph would take more than a gigabyte of memory",
        "a lower order")
    case .invalidOrder(let text, let highest):
      Words("invalid-order", "the order of a polynomial is a whole number from 0 to \(highest), not \(text)")
    case .plot(let problem): Words(problem.code, problem.message, problem.suggestion)
    case .undefinedLimitPoint:
      Words("undefined-point", "an input can go to a number, or to inf or -inf, but not to nan")
    case .assertionFailed(let claim, let truth):
      Words("assertion-failed", "assertion failed: \(claim)\(truth == claim ? "" : ": \(truth)")")
    case .notDefined(let name): Words("unknown-name", "'\(name)' is not defined")
    case .unknownTopic(let word, let instead):
      Words("unknown-topic", "there is no help on '\(word)'", instead)
    case .occursNowhere(let phrase): Words("unknown-topic", "'\(phrase)' occurs nowhere in the help")
    case .notBelow(let node, let target):
      Words("not-connected", "'\(target)' does not depend on '\(node)'")
    case .noTangents(let target):
      Words(
        "no-tangents", "there are no tangents yet: forward mode goes from an input that you name",
        ":forward x \(target)")
    case .emptyInterval(let name):
      Words("empty-interval", "the interval of '\(name)' has to go from one finite number to another")
    case .tooLargeForMermaid(let edgeCount):
      Words(
        "too-large",
        "viewers of Mermaid draw at most \(GraphMermaid.limits.edges) edges and \(NumberFormat.grouped(GraphMermaid.limits.characters)) characters, and this graph has \(NumberFormat.count(edgeCount, "edge"))",
        "--depth 3")
    case .tooLargeForPicture(let nodeCount):
      Words(
        "too-large",
        "a picture is for up to \(NumberFormat.grouped(GraphDrawing.mostPictured)) nodes, and this graph has \(NumberFormat.grouped(nodeCount))",
        "--depth 3")
    case .tooLargeForPage(let nodeCount):
      Words(
        "too-large",
        "a page is for up to \(NumberFormat.grouped(GraphDrawing.mostPictured)) nodes, and this graph has \(NumberFormat.grouped(nodeCount))",
        "-o z.svg --depth 3")
    case .intervalsWithoutPage:
      Words("no-page", "intervals are for the sliders of a page", "-o z.html")
    case .partOfPage:
      Words("whole-page", "a page is of the whole graph, since its inputs move all of it", "-o z.svg")
    case .tooManySteps(let count, let instead):
      Words(
        "too-large",
        "--step is for up to \(NumberFormat.grouped(StoryOutcome.mostSteps)) steps, and these are \(NumberFormat.grouped(count))",
        instead)
    case .unknownSetting(let name, let nearest):
      Words("unknown-setting", "there is no setting '\(name)'", nearest)
    case .invalidSetting(let name, let choices, let given):
      Words("invalid-setting", "'\(name)' is \(choices), not '\(given)'")
    case .unknownStep(let word, let count):
      Words("unknown-step", "'\(word)' is no step of the tutorial: they are 1 to \(count)", ":tutorial list")
    case .noHistory: Words("no-history", "there is no history: only a session at a terminal keeps one")
    case .nothingToUndo(let direction, let available, let wasDropped):
      Words("nothing-to-undo", direction.words(available: available, wasDropped: wasDropped))
    }
  }
}

extension CommandError.Circumstance {
  fileprivate typealias Words = CommandError.Words

  fileprivate var words: Words {
    switch self {
    case .file(let code, let problem): Words(code.rawValue, problem.message)
    case .fileExists(let file, let instead):
      Words(
        "file-exists", "'\(file)' is there already, and this session has neither loaded nor saved it", instead
      )
    case .unknownFormat(let ending, let file, let instead):
      Words(
        "unknown-format",
        (ending.map { "no graph is written as '.\($0)'" } ?? "'\(file)' does not say what to write")
          + ": the endings are .svg, .dot, .mmd, .html, .json and .txt",
        instead)
    case .contradictingForm(let option, let ending, let instead):
      Words("two-forms", "'\(option)' is not what '.\(ending)' stands for", instead)
    case .tooManyFilesDeep(let file, let limit):
      Words(
        "load-depth", "'\(file)' is loaded from files that load one another, more than \(limit) deep")
    case .notKept(let problem, let undone): Words("journal", problem.message + (undone?.words ?? ""))
    case .misplaced(let place): place.words
    case .interruptedWriting: Words("interrupted", "interrupted; nothing was written")
    case .stoppedLoading(let count):
      Words(
        "interrupted",
        "stopped after \(NumberFormat.count(count, "line")); what they did stays, until ':undo'")
    case .tooLargeToShow: Words("too-large", "this is done, but to show it takes more memory than there is")
    case .limit(let limit): limit.words
    case .interrupted: Words(Diagnostic.interruption.code, Diagnostic.interruption.message)
    }
  }
}

extension CommandOption.Value {
  /// What it is, for saying what it is not.
  fileprivate var words: String {
    switch self {
    case .file: "a file"
    case .word(let placeholder), .condition(let placeholder): placeholder
    case .count(_, let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .number(_, let range):
      "a number from \(NumberFormat(digits: 6).string(range.lowerBound)) to \(NumberFormat(digits: 6).string(range.upperBound))"
    }
  }
}

extension CommandError.Excess {
  fileprivate var words: CommandError.Words {
    switch self {
    case .anything(let word): .init("unexpected-argument", "nothing can follow here: '\(word)'")
    case .name: .init("unexpected-argument", "one name at a time")
    case .file: .init("unexpected-argument", "one file at a time; a name with blanks goes in double quotes")
    case .value: .init("unexpected-argument", "a setting takes one value")
    case .step: .init("unexpected-argument", "one step at a time")
    case .topic(let words):
      .init(
        "unexpected-argument", "one topic at a time", ":help --search \(words.joined(separator: " "))")
    }
  }
}

extension CommandError.Missing {
  fileprivate var words: CommandError.Words {
    switch self {
    case .file(let command): .init("missing-file", "name the file", ":\(command) FILE")
    case .namesToForget: .init("missing-names", "say which names to forget")
    case .inputsBehindColon: .init("missing-names", "name the inputs after the colon")
    case .inputToGoFrom: .init("missing-names", "name the input to go forward from", ":forward x")
    case .inputOfPolynomial: .init("missing-names", "name the input along which the polynomial goes")
    case .limitPoint:
      .init("missing-point", "say which input goes where", ":limit sin(x)/x x -> 0")
    case .claim: .init("missing-formula", "say what is to hold", ":assert x > 0")
    case .count:
      .init("missing-count", "say how many times, and what", ":repeat 100 x := x - 0.1*diff(z, x)")
    case .repeatedStatement: .init("missing-statement", "there is no statement to repeat")
    case .timedStatement: .init("missing-statement", "give a statement to time", ":time z = x*x")
    case .formulaInBraces: .init("missing-formula", "there is no formula between the braces")
    case .formulaBesideComma: .init("missing-target", "a formula is missing beside the comma")
    case .component(let name): .init("missing-value", "the component of '\(name)' is missing")
    case .newValue(let name):
      name.map { .init("missing-value", "the new value of '\($0)' is missing") }
        ?? .init("missing-value", "say which input is to have which value", ":whatif x=5")
    case .condition:
      .init("missing-condition", "say which nodes to look for", ":find value < 0")
    case .nodeToFollow: .init("missing-names", "name the input or node to follow", ":feeds x")
    case .orderBehindBy:
      .init("missing-order", "say what the largest of are wanted", "--top 3 by abs(adjoint)")
    case .targetBehindIn: .init("missing-target", "say below which formula to look", "in z")
    }
  }
}

extension CommandError.Unkept {
  fileprivate var words: String {
    switch self {
    case .statement: "; the statement was taken back"
    case .command: "; the command was taken back"
    case .cleaning: "; nothing was freed"
    }
  }
}

extension CommandError.Place {
  fileprivate var words: CommandError.Words {
    switch self {
    case .cleaningInLoop: .init("not-in-a-loop", "nothing can be freed while a loop may yet be taken back")
    case .loadingInLoop:
      .init("not-in-a-loop", "the loops of a session that is kept cannot load files, which may change")
    case .editingElsewhere:
      .init("not-in-a-file", "an editor is opened at the prompt, not from a file or a loop")
    case .undoingElsewhere:
      .init("not-in-a-file", "what a loop, a file or an editor did is taken back as a whole, afterwards")
    case .quittingInJournal:
      .init("not-in-a-journal", "a ':quit' in a journal is passed over: what comes after it would be lost")
    }
  }
}

extension UndoHistory.Direction {
  /// What is said where there are too few steps to go.
  fileprivate func words(available: Int, wasDropped: Bool) -> String {
    let verb = self == .back ? "take back" : "do again"
    if available > 0 { return "only \(NumberFormat.count(available, "change")) to \(verb)" }
    let reason = self == .back && wasDropped ? ": too much was changed to take it back" : ""
    return "there is nothing to \(verb)\(reason)"
  }
}

extension Interruption {
  /// What is said of a statement that meets the limit.
  fileprivate var words: CommandError.Words {
    switch self {
    case .requested: .init(Diagnostic.interruption.code, Diagnostic.interruption.message)
    case .nodes(let limit):
      .init(
        "too-many-nodes",
        "this takes more than \(NumberFormat.count(limit, "node")), the limit; nothing has changed",
        ":set max-nodes \(limit.multipliedReportingOverflow(by: 2).partialValue)")
    case .capacity:
      .init(
        "too-many-nodes",
        "the graph is full: it holds \(NumberFormat.count(Graph.capacity, "node")) at most; nothing has changed"
      )
    case .memory:
      .init(
        "too-large", "this takes more memory than there is; nothing has changed",
        ":clean, or a smaller formula")
    case .seconds(let limit):
      .init(
        "too-slow",
        "stopped after \(NumberFormat(digits: 6).string(limit)) s, the limit; nothing has changed",
        ":set max-seconds \(NumberFormat(digits: 6).string(2 * limit))")
    }
  }

  /// The error of a statement that meets the limit.
  func error(at range: SourceRange) -> CommandError {
    self == .requested ? .interrupted(at: range) : CommandError(.limit(self), at: range)
  }
}
