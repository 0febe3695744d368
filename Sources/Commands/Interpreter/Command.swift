/// Something that is asked for by `:name`: what it is called, what help says about it, and what it takes.
///
/// A command is one file: this, what it does, and the outcome that it gives. It becomes known by its line in
/// `CommandRegistry`. What it does is said by one of two further protocols: ``ContextCommand``, as a rule, and
/// ``InterpreterCommand``.
package protocol Command: Sendable {
  /// The word after the colon.
  var name: String { get }

  /// What people want who use it: help lists it there.
  var group: CommandGroup { get }

  /// What it takes. Its usage line, the mistakes in what was typed, and what Tab offers follow from it.
  var syntax: CommandSyntax { get }

  /// What it shows or does, in one line.
  var summary: String { get }

  /// What there is to know about it, in a few lines.
  var discussion: String { get }

  /// A session that shows it, as typed and as printed. The tests replay it.
  var example: String { get }

  /// Short forms of the name that are taken although other names begin so too.
  var shortNames: [String] { get }

  /// Whether a session's journal keeps the command.
  var journaling: Journaling { get }

  /// What it does where its target is made of arrays.
  var arrays: ArraySupport { get }

  /// Carries the command out. If it throws, the interpreter takes back whatever it did.
  func run(_ arguments: CommandArguments, by interpreter: inout Interpreter) throws -> CommandResult
}

/// A command that asks or changes something of the session as it is: all that it gets is a ``CommandContext``.
package protocol ContextCommand: Command {
  /// Carries the command out.
  func run(_ arguments: CommandArguments, _ context: inout CommandContext) throws -> CommandResult
}

/// A command about the interpreter itself: it runs statements, walks back through what they did, or looks on while others
/// run, as the tutorial does.
///
/// What it does, only an interpreter can do; everything else is a ``ContextCommand``.
package protocol InterpreterCommand: Command {
  /// Carries the command out.
  func run(_ arguments: CommandArguments, _ interpreter: inout Interpreter) throws -> CommandResult
}

extension Command {
  package var syntax: CommandSyntax { CommandSyntax() }
  package var shortNames: [String] { [] }
  package var arrays: ArraySupport { .none }
  package var journaling: Journaling { .ifChanged }

  /// How it is typed: `:grad [target] [: x y …] [--all]`.
  package var usage: String { syntax.usage(of: name) }

  /// The options that it takes.
  var options: [CommandOption] { syntax.options }

  /// Whether it is carried out as a whole or not at all. Where a journal keeps the statements that a command runs, and not
  /// the command, each of them is carried out for itself; `:clean`, which frees nodes, cannot be taken back.
  var isTransaction: Bool { journaling != .never }
}

extension ContextCommand {
  package func run(_ arguments: CommandArguments, by interpreter: inout Interpreter) throws -> CommandResult {
    var context = interpreter.context
    context.command = self
    let result = try run(arguments, &context)
    interpreter.take(context)
    return result
  }
}

extension InterpreterCommand {
  package func run(_ arguments: CommandArguments, by interpreter: inout Interpreter) throws -> CommandResult {
    try run(arguments, &interpreter)
  }
}

/// When a session's journal keeps a command, so that it is carried out again when the session goes on.
package enum Journaling: Sendable {
  /// If it has changed something, or built nodes.
  case ifChanged

  /// Whenever it was carried out.
  case always

  /// Not at all: the statements that it runs are kept instead.
  case never
}

/// What a command does with a target that is made of arrays.
package enum ArraySupport: Sendable {
  /// It takes arrays as they are.
  case whole

  /// It takes the formula written out in numbers, one node for each element, as far as that is possible.
  case elements

  /// It says that it is about numbers.
  case none
}

/// What a command comes to.
package enum CommandResult {
  /// Something to show.
  case outcome(any Outcome)

  /// A file to write, which the interpreter does.
  case document(Document)

  /// Nothing: nobody wants to know.
  case nothing

  /// The end of the session, and what there is to say.
  case end(any Outcome)

  /// A new session in the place of this one, and what there is to say.
  case newSession(any Outcome)
}

/// A text for a file, and what there is to say when it is written.
package struct Document {
  /// The file as it was typed.
  let file: CommandArguments.Word

  /// The text. It is made without asking anybody, on a thread that can be abandoned.
  let text: @Sendable () -> String

  /// How many bytes it takes at most to make the text; 0 if that is not much.
  var mostBytes = 0

  /// What is said once it is written.
  let outcome: any Outcome

  /// What is said where somebody does not want to wait for the text.
  var interruption = CommandError.Circumstance.interrupted
}
