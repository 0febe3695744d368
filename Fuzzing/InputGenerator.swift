import SeededRandom
import Commands
import Sessions

/// Makes lines, the same ones for the same seed: statements of all kinds, commands with all kinds of arguments, and what
/// comes of both, and of the examples of the help pages, when bytes and words are changed.
struct InputGenerator {
  private var random: SplitMix
  private let corpus: [[UInt8]]
  private let commands: [String]
  private let options: [String]
  private let functions: [String]

  init(seed: UInt64) {
    random = SplitMix(seed: seed)
    let examples = CommandRegistry.commands.flatMap { $0.example.split(separator: "\n") }
    corpus = examples.filter { $0.hasPrefix("ad> ") }.map { Array($0.dropFirst(4).utf8) }
    commands = CommandRegistry.commands.map(\.name)
    let pages = CommandRegistry.commands.map { $0.usage + " " + $0.discussion + " " + $0.example }
    let words = pages.flatMap { $0.split { !$0.isLetter && !$0.isNumber && $0 != "-" } }
    options = Set(words.filter { $0.hasPrefix("-") && $0.count > 1 }.map(String.init)).sorted()
    functions = BuiltIns.functionNames.sorted()
  }

  /// The next line.
  mutating func next() -> [UInt8] {
    switch Int.random(in: 0..<20, using: &random) {
    case 0...6: Array(statement().utf8)
    case 7...10: Array(command().utf8)
    case 11...13: corpus.randomElement(using: &random) ?? []
    case 14...15: mutated(Array(statement().utf8))
    case 16...17: mutated(Array(command().utf8))
    case 18: mutated(corpus.randomElement(using: &random) ?? [])
    default: (0..<Int.random(in: 0...30, using: &random)).map { _ in .random(in: 0...255, using: &random) }
    }
  }

  private mutating func pick(_ words: [String]) -> String { words.randomElement(using: &random) ?? "" }

  private mutating func name() -> String {
    pick([
      "x", "y", "z", "u", "v", "w", "f", "g", "a1", "α", "pi", "e", "%1", "%2", "%9", "%99", "ans", "sin",
      "x'",
    ])
  }

  private mutating func number() -> String {
    pick([
      "0", "1", "2", "3", "0.5", "-1", "1e300", "1e-300", "5e-324", "1e308", "0x1F", "1_000", ".5", "2.",
      "1e400", "inf",
      "nan", "9007199254740993", "10", "50", "1001", "-0", "20",
    ])
  }

  private mutating func formula(_ depth: Int = 0) -> String {
    if depth > 3 { return Bool.random(using: &random) ? name() : number() }
    switch Int.random(in: 0..<17, using: &random) {
    case 0...2: return name()
    case 3: return number()
    case 4...7:
      let symbol = pick(["+", "-", "*", "/", "^", "<", "<=", "==", "!=", " and ", " or ", "", " ", "²"])
      return formula(depth + 1) + symbol + formula(depth + 1)
    case 8...9:
      let operands = (0..<Int.random(in: 0...3, using: &random)).map { _ in formula(depth + 1) }
      return pick(functions) + pick(["", "", "", "'", "''"]) + "(" + operands.joined(separator: ", ") + ")"
    case 10: return "(" + formula(depth + 1) + ")"
    case 11...15: return array(depth + 1)
    default: return pick(["-", "not ", "+", "√", "2", "(", ""]) + formula(depth + 1)
    }
  }

  /// A formula that has to do with arrays.
  private mutating func array(_ depth: Int) -> String {
    switch Int.random(in: 0..<10, using: &random) {
    case 0...2:
      let numbers = (0..<Int.random(in: 0...6, using: &random)).map { _ in
        Bool.random(using: &random) ? number() : formula(depth + 2)
      }
      return "[" + numbers.joined(separator: pick([", ", ", ", "; ", " "])) + "]"
    case 3: return formula(depth) + pick([" @ ", "@"]) + formula(depth)
    case 4: return name() + pick([".T", ".T[1]", "ᵀ", "[-1]", "[2..]", "[.., 1]", "[[1, 1]]", "[1..2, 2]"])
    case 5: return name() + "[" + formula(depth) + pick(["", "..", ", " + number()]) + "]"
    case 6:
      return pick(functions) + "(" + formula(depth) + pick([", each=row)", ", each=column)", ", seed=1)"])
    case 7: return loop(depth)
    case 8:
      return pick(["randn(2, 2, seed=1)", "zeros(3)", "ones(2, 3)", "1..3", "eye(2)", "[1, 2; 3, 4]", "[]"])
    default: return "diff(sum(" + formula(depth) + "), " + name() + ")"
    }
  }

  /// A loop, in which what it goes through is named.
  private mutating func loop(_ depth: Int) -> String {
    let names = ["i", "k", "x"]
    func list() -> String { pick(["1..3", "0..1", "v", "[2, 1]", "A", "1..0", "[x, 2]", "1..k", "-1..2"]) }
    let (name, other) = (pick(names), pick(names))
    let body =
      pick([
        "\(name)*", "v[\(name)]*", "\(other)^\(name) + ", "A[\(name), \(other)] - ", "zeros(\(name)) + ", "",
        "A[\(name)] @ ",
      ]) + formula(depth)
    let second = Bool.random(using: &random)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return "[\(body) for \(name) in \(list())\(second ? ", \(other) in \(list())" : "")]"
    case 1: return "sum(\(body), \(name)=\(list())\(second ? ", \(other)=\(list())" : ""))"
    case 2: return "prod(\(body), \(name)=\(list()))"
    default: return "diff(sum(0 + \(loop(depth + 1))), \(pick(names)))"
    }
  }

  private mutating func statement() -> String {
    let separator = pick([" = ", " = ", "=", " := "])
    switch Int.random(in: 0..<10, using: &random) {
    case 0...1: return name() + separator + number()
    case 2...3: return name() + separator + formula() + pick(["", ";"])
    case 4:
      return pick(["f", "g", "h", "x"]) + "(" + pick(["t", "s, t", "x", "", "t, t"]) + ") = " + formula()
    case 8: return name() + separator + array(0)
    case 9: return name() + pick(["[1]", "[1, ..]", "[2..]", "[-1]", "[k]"]) + separator + formula(2)
    case 5: return name() + ", " + name() + separator + formula() + ", " + formula()
    case 6: return statement() + pick(["; ", " # ", ";;", "\t"]) + formula()
    default: return formula()
    }
  }

  private mutating func command() -> String {
    var words = [":" + pick(commands)]
    for _ in 0..<Int.random(in: 0...5, using: &random) {
      switch Int.random(in: 0..<10, using: &random) {
      case 0...3: words.append(name())
      case 4: words.append(number())
      case 5: words.append(formula())
      case 6: words.append(pick([":", ",", ";", "=", "{", "}", "\"", "#", "x := x - 1"]))
      case 7...8: words.append(pick(options))
      default: words.append(pick(commands))
      }
    }
    return words.joined(separator: " ")
  }

  /// A line with some of its bytes changed, taken out, doubled, or replaced by a part of another line.
  private mutating func mutated(_ line: [UInt8]) -> [UInt8] {
    var line = line
    for _ in 0..<Int.random(in: 1...3, using: &random) {
      let place = Int.random(in: 0...line.count, using: &random)
      let end = min(line.count, place + Int.random(in: 0...8, using: &random))
      switch Int.random(in: 0..<5, using: &random) {
      case 0: if place < line.count { line[place] = .random(in: 0...255, using: &random) }
      case 1: line.removeSubrange(place..<end)
      case 2: line.insert(contentsOf: line[place..<end], at: place)
      case 3: line.insert(.random(in: 32...126, using: &random), at: place)
      default:
        let other = corpus.randomElement(using: &random) ?? []
        let start = Int.random(in: 0...other.count, using: &random)
        line.replaceSubrange(place..<end, with: other[start...].prefix(12))
      }
    }
    return line
  }
}
