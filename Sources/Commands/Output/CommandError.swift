import Formulas
import Memory
import Sessions

/// Why a command was not carried out, or a statement was stopped. It has changed nothing.
struct CommandError: Error {
  /// What is wrong, with the names and numbers that the message needs.
  enum Reason: Equatable {
    case typing(Typing)
    case subject(Subject)
    case circumstance(Circumstance)
  }

  /// What is wrong with what was typed.
  enum Typing: Equatable {
    case unknownOption(String, command: String, nearest: String?)
    case missingOptionValue(CommandOption)
    case invalidOptionValue(CommandOption, given: String)
    case exclusiveOptions(OptionExclusion, given: [String])
    case unexpected(Excess)
    case missing(Missing)
    case invalidCount(String, of: String)
    case unclosedQuote
    case unbalancedBrace(isOpen: Bool)
    case notFormula(code: String, message: String, suggestion: String?)
    case unknownCommand(String, hint: Hint?, nearest: String?)
    case ambiguousCommand(String, [String])
    case oneVariable(OneVariable, instead: String)
    case repeatedSeed(String)
    case repeatedValue(String)
    case noInterval(String)
    case unknownOperation(String, nearest: String?)
    case inputComesFirst(String?, target: String)
  }

  /// What is wrong with what the command is about.
  enum Subject: Equatable {
    case noTarget

    /// A command about numbers, and a target that is an array or made of arrays.
    case notOfNumbers(command: String, target: String, shape: String)

    /// A target that would be written out in more numbers than is sensible.
    case tooManyElements(command: String, count: Int, limit: Int)

    /// A gradient of what is no number.
    case gradientOfArray(command: String, target: String, shape: String)
    case noInputs(target: String)
    case severalInputs([String], target: String, instead: String)
    case notANode(String)
    case notConnected(target: String, input: String?)
    case tooManyInputs(Int)
    case notTwoFormulas(Int)
    case polynomialTooLarge(order: Int)
    case invalidOrder(String, highest: Int)
    case undefinedLimitPoint
    case plot(PlotProblem)
    case assertionFailed(claim: String, truth: String)
    case notDefined(String)
    case unknownTopic(String, instead: String)
    case occursNowhere(String)
    case notBelow(String, target: String)
    case noTangents(target: String)
    case emptyInterval(String)
    case tooLargeForMermaid(edgeCount: Int)
    case tooLargeForPicture(nodeCount: Int)
    case tooLargeForPage(nodeCount: Int)
    case intervalsWithoutPage
    case partOfPage
    case tooManySteps(count: Int, instead: String)
    case unknownSetting(String, nearest: String?)
    case invalidSetting(String, choices: String, given: String)
    case unknownStep(String, count: Int)
    case noHistory
    case nothingToUndo(UndoHistory.Direction, available: Int, wasDropped: Bool)
  }

  /// What is wrong with files, or with the time and place.
  enum Circumstance: Equatable {
    case file(FileCode, FileProblem)
    case fileExists(String, instead: String)
    case unknownFormat(ending: String?, file: String, instead: String)
    case contradictingForm(option: String, ending: String, instead: String)
    case tooManyFilesDeep(String, limit: Int)
    case notKept(FileProblem, undone: Unkept?)
    case misplaced(Place)
    case interrupted
    case interruptedWriting
    case stoppedLoading(lineCount: Int)
    case tooLargeToShow
    case limit(Interruption)
  }

  /// What stands where nothing more can.
  enum Excess: Equatable {
    case anything(String)
    case name
    case file
    case value
    case step
    case topic([String])
  }

  /// What is not there.
  enum Missing: Equatable {
    case file(command: String)
    case namesToForget
    case inputsBehindColon
    case inputToGoFrom
    case inputOfPolynomial
    case limitPoint
    case claim
    case count
    case repeatedStatement
    case timedStatement
    case formulaInBraces
    case formulaBesideComma
    case component(of: String)
    case newValue(of: String?)
    case condition
    case nodeToFollow
    case orderBehindBy
    case targetBehindIn
  }

  /// What is about one variable at a time.
  enum OneVariable: Equatable {
    case path
    case polynomial
  }

  /// What was to be done with a file.
  enum FileCode: String {
    case cannotRead = "cannot-read"
    case cannotWrite = "cannot-write"
    case cannotEdit = "cannot-edit"
    case noTranscript = "no-transcript"
  }

  /// What a journal could not keep.
  enum Unkept: Equatable {
    case statement
    case command
    case cleaning
  }

  /// Where a command cannot be given.
  enum Place: Equatable {
    case cleaningInLoop
    case loadingInLoop
    case editingElsewhere
    case undoingElsewhere
    case quittingInJournal
  }

  let reason: Reason

  /// The place in the text.
  let range: SourceRange

  init(_ reason: Typing, at range: SourceRange) { (self.reason, self.range) = (.typing(reason), range) }

  init(_ reason: Subject, at range: SourceRange) { (self.reason, self.range) = (.subject(reason), range) }

  init(_ reason: Circumstance, at range: SourceRange) {
    (self.reason, self.range) = (.circumstance(reason), range)
  }

  /// The person did not want to wait.
  static func interrupted(at range: SourceRange) -> CommandError { CommandError(.interrupted, at: range) }
}

/// An error that can say what is wrong, where, and what to do.
protocol Diagnosable: Error {
  /// The error in words.
  var diagnostic: Diagnostic { get }
}

extension ParseError: Diagnosable {}
extension SessionError: Diagnosable {}
