import AutoDiff
import Memory
package import Pictures

/// A sweep told node by node over a drawing of its graph: what each step has done, and a sentence for it.
///
/// Steps are not kept, but made from the beginning whenever one is asked for, so that one can go back.
protocol SweepStory: Sendable {
  /// The graph that is drawn.
  var diagram: Diagram { get }

  /// What nodes are called, and how numbers are written in sentences.
  var names: [NodeID: String] { get }
  var numbers: NumberFormat { get }

  /// What comes before the first step.
  var beginning: StoryState { get }

  /// How many steps there are.
  var count: Int { get }

  /// Carries out a step, and says what it does.
  func take(_ step: Int, _ state: inout StoryState) -> [StyledText]

  /// The results, when all steps are done.
  var closing: [StyledText] { get }

  /// The name of the node whose turn a step is.
  func title(of step: Int) -> String
}

extension SweepStory {
  func name(_ node: NodeID) -> String { names[node] ?? node.description }

  /// A number in brackets where it is negative.
  func factor(_ number: Double) -> String {
    number < 0 ? "(\(numbers.string(number)))" : numbers.string(number)
  }
}

/// How far a story has come.
struct StoryState: Sendable {
  /// What the drawing shows.
  var stage = DrawingStage()

  /// For each node the terms that it has received so far, by its id.
  var terms: [Int: [Double]] = [:]
}

/// Steps of a sweep, as a result that can be looked at one by one.
package struct StoryOutcome: Outcome {
  /// What the command without `--step` comes to, whose data these are.
  let whole: any Outcome
  let story: any SweepStory

  /// Whether somebody has typed it at a prompt, and not a file.
  package let isTyped: Bool

  /// What there is to remark on the results, such as a kink, for whoever is still looking at the steps.
  let remarks: [Remark]

  package var kind: String { whole.kind }
  package var members: [(String, JSON)] { whole.members }

  /// How many steps there are to look at.
  package var count: Int { story.count }

  /// The drawing at the end, and all steps in words.
  package func text(_ style: TextStyle) -> StyledText {
    var state = story.beginning
    var lines: [StyledText] = []
    let shown = style.showsAll ? story.count : min(story.count, Self.mostTold)
    for step in 0..<shown {
      lines.append("\("step \(step + 1) of \(story.count)", .faint)")
      lines += story.take(step, &state)
    }
    if shown < story.count {
      lines.append(
        "\("… \(NumberFormat.count(story.count - shown, "more step")); \(TextStyle.hint)", .faint)")
      for step in shown..<story.count { _ = story.take(step, &state) }
    }
    state.stage.active = nil
    let drawing =
      story.diagram.nodeCount <= 2 * GraphSummary.mostRows
      ? [drawn(state.stage, style.width, rows: 24, style.characters), ""] : []
    return (drawing + lines.map { style.wrapped($0) } + story.closing.map { style.wrapped($0) }).joined(
      separator: "\n")
  }

  /// What stays on the screen when somebody has looked at the steps.
  package var ending: any Outcome { StoryEnding(outcome: self) }

  /// The results, and above them the drawing at the end if it is small.
  fileprivate func endingText(_ style: TextStyle) -> StyledText {
    var state = story.beginning
    for step in 0..<story.count { _ = story.take(step, &state) }
    state.stage.active = nil
    let drawing = drawn(state.stage, style.width, rows: Self.mostRows, style.characters)
    let isSmall = drawing.lines.count <= Self.mostRows
    return ((isSmall ? [drawing] : []) + story.closing.map { style.wrapped($0) }).joined(separator: "\n")
  }

  /// The rows of a drawing that stays on the screen.
  private static let mostRows = 16

  /// The steps of the longest story, and those that are told in words where nobody asked for all.
  static let mostSteps = 2000
  private static let mostTold = 200

  /// A step for a screen: the drawing, as far as there is room round the node whose turn it is, the sentence, and the keys.
  package func screen(_ step: Int, width: Int, height: Int, _ style: TextStyle) -> StyledText {
    var style = style
    style.width = width
    var state = story.beginning
    var sentence: [StyledText] = []
    for past in 0...max(0, min(step, story.count - 1)) { sentence = story.take(past, &state) }
    let isLast = step >= story.count - 1
    if isLast { sentence += story.closing + remarks.map { StyledText(verbatim: "(\($0.text))", .faint) } }
    let next = isLast ? "" : "next \(story.title(of: step + 1))"
    let allKeys = isLast ? "b back · q leave" : "Enter next · b back · e end · q leave"
    let fewKeys = isLast ? "b q" : "Enter b e q"
    let keys = displayWidth(next) + displayWidth(allKeys) + 3 <= width ? allKeys : fewKeys
    let footer: StyledText =
      "\(next)\(String(repeating: " ", count: max(2, width - displayWidth(next) - displayWidth(keys) - 1)))\(keys, .faint)"
    let below = sentence.map { style.wrapped($0) } + [footer]
    let room = max(3, height - below.reduce(1) { $0 + $1.lines.count })
    let drawing = drawn(state.stage, width, rows: room, style.characters).window(of: room, around: "▸")
    let heading: StyledText = "\("step \(step + 1) of \(story.count)", .faint)"
    let text = ([heading, drawing] + below).joined(separator: "\n")
    return style.characters == .ascii ? text.transliterated : text
  }

  private func drawn(_ stage: DrawingStage, _ width: Int, rows: Int, _ characters: Characters) -> StyledText {
    var boxes = GraphBoxes()
    (boxes.characters, boxes.stage) = (characters, stage)
    let drawing = uninterrupted { (never) throws(Interruption) in
      try boxes.styledText(of: story.diagram, fitting: width, rows: rows, never)
    }
    if let drawing { return drawing }
    var wires = GraphWires()
    (wires.characters, wires.stage) = (characters, stage)
    return wires.styledText(of: story.diagram, fitting: width)
  }
}

/// How steps end that somebody has looked at.
private struct StoryEnding: Outcome {
  let outcome: StoryOutcome
  var kind: String { outcome.kind }
  var members: [(String, JSON)] { outcome.members }
  func text(_ style: TextStyle) -> StyledText { outcome.endingText(style) }
}

extension StyledText {
  /// As many of the lines as there is room for, those around the one that begins with a sign, and how many others there are.
  fileprivate func window(of room: Int, around sign: Character) -> StyledText {
    let lines = lines
    guard lines.count > room, room > 4 else { return self }
    let pointer = lines.firstIndex { $0.plain.first == sign || $0.plain.first == ">" } ?? 0
    // The heading of the columns stays, and a line above and below says what is left out.
    let size = room - 3
    let first = min(max(1, pointer - size / 2), lines.count - size)
    func rest(_ count: Int, _ side: String) -> StyledText {
      count == 0 ? "" : "\("… \(NumberFormat.count(count, "row")) \(side)", .faint)"
    }
    let shown = [lines[0], rest(first - 1, "above")] + lines[first..<first + size]
    return (shown + [rest(lines.count - first - size, "below")]).joined(separator: "\n")
  }
}
