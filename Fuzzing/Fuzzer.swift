import Commands
import Formulas
import Pictures
import Platform

/// Random lines for the whole interpreter; README.md says how to run it.
@main struct Fuzzer {
  /// How many lines a session lives.
  private static let sessionLength = 64

  /// How often a computation may ask whether to go on before it is interrupted.
  private static let patience = 2000

  /// After how many seconds a session counts as hanging.
  private static let deadline: UInt32 = 60

  static func main() {
    guard let options = Options(CommandLine.arguments.dropFirst()) else {
      say(Options.usage)
      exit(2)
    }
    if let path = options.replay {
      let lines = InputRecord.lines(of: path)
      if lines.isEmpty { say("fuzzer: there is nothing in \(path)\n") }
      run(lines, shows: true)
      return
    }
    var generator = InputGenerator(seed: options.seed)
    let record = InputRecord(path: options.keep)
    let start = now()
    var (count, reported) = (0, start)
    while now() - start < options.seconds {
      let lines = (0..<sessionLength).map { _ in generator.next() }
      record.keep(lines)
      alarm(deadline)
      run(lines, shows: false)
      count += lines.count
      if now() - reported > 10 {
        reported = now()
        print("\(count) executions, \(Int(Double(count) / (reported - start))) a second")
        fflush(nil)
      }
    }
    alarm(0)
    record.remove()
    print("\(count) executions, \(Int(Double(count) / (now() - start))) a second; none crashed, none hung")
  }

  /// Runs the lines of one session, as text and as JSON.
  private static func run(_ lines: [[UInt8]], shows: Bool) {
    var (polls, size) = (0, 0)
    var host = Host { emission, settings in
      let text = emission.text(TextStyle(numbers: settings.numberFormat, width: 80))
        .rendered(as: .plain)
      size &+= text.utf8.count &+ emission.json.utf8.count
      if shows { print(text) }
    }
    host.isInterrupted = {
      polls += 1
      return polls > patience
    }
    // Files in memory, so that what is saved can be loaded, and an editor that adds a line.
    var files: [String: String] = [:]
    host.writeFile = { path, text in
      files[path] = text
      return path.isEmpty ? FileProblem(message: "no name") : nil
    }
    host.openFile = { path in
      guard let text = files[path] else { return .failure(FileProblem(message: "no such file")) }
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
      return .success { line in
        guard let next = lines.popFirst() else { return false }
        line += next.utf8
        return true
      }
    }
    host.edit = { .success($0 + "x = 1\n") }
    // A journal on a disk that is full now and then.
    host.journal = { $0.utf8.count % 7 == 0 ? FileProblem(message: "no space left") : nil }
    var interpreter = Interpreter(host: host)
    var feed = ScriptFeed(named: "<fuzzer>")
    for (number, line) in lines.enumerated() where !interpreter.isStopped {
      if shows { print("ad> " + String(decoding: line, as: UTF8.self)) }
      polls = 0
      feed.feed(line, number: number + 1, to: &interpreter)
    }
    feed.finish(&interpreter)
  }

  /// Writes to standard error.
  private static func say(_ message: String) { write(STDERR_FILENO, message, message.utf8.count) }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}

/// What the command line says.
private struct Options {
  var seed: UInt64 = 1
  var seconds = 60.0
  var keep = "fuzzer-input"
  var replay: String?

  static let usage = "usage: Fuzzer [--seed N] [--seconds S] [--keep FILE] [--replay FILE]\n"

  init?(_ arguments: some Sequence<String>) {
    var rest = arguments.makeIterator()
    while let option = rest.next() {
      guard let value = rest.next() else { return nil }
      switch option {
      case "--seed": seed = UInt64(value) ?? 1
      case "--seconds": seconds = Double(value) ?? 60
      case "--keep": keep = value
      case "--replay": replay = value
      default: return nil
      }
    }
  }
}
