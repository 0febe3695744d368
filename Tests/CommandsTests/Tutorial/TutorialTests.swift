import AutoDiff
import Commands
import Sessions
import Testing

/// A session in which the tutorial is at the beginning of a step.
private func session(atStep step: Int, after lines: String...) -> TestSession {
  let session = TestSession()
  session.type(":tutorial \(step)")
  for line in lines { session.type(line) }
  return session
}

extension TestSession {
  /// Types a line; returns the JSON of what the tutorial says to it, or nil if it says nothing.
  fileprivate func answer(_ line: String) -> String? {
    json(line).last { $0.hasPrefix(#"{"kind":"tutorial""#) }
  }
}

private let quadratic = "x = 3; y = 4; z = x*x + x*y + 2"
private let product = "a = 1; b = 2; c = 3; d = 4; p = a*b*c*d"
private let loss = "m = 0; q = 0; loss = (m + q - 2)^2 + (2m + q - 3)^2 + (3m + q - 7)^2"
private let descent = "m, q := m - 0.05*diff(loss, m), q - 0.05*diff(loss, q)"

@Suite struct TutorialTests {
  @Test func inANarrowTerminalLinesAreBrokenBetweenWords() {
    func answer(width: Int) -> String {
      let session = TestSession()
      (session.width, session.limitsWidth) = (width, true)
      return session.type(":tutorial")
    }
    let (whole, narrow) = (answer(width: 80), answer(width: 30))
    #expect(narrow.split(separator: "\n").allSatisfy { $0.count <= 30 && $0.hasPrefix("│") })
    func words(_ text: String) -> [Substring] { text.replacing("│", with: " ").split { $0.isWhitespace } }
    #expect(words(narrow) == words(whole))
  }

  @Test(arguments: TutorialStep.all.indices)
  func whatAStepSuggestsIsWhatItWants(index: Int) throws {
    let session = session(atStep: index + 1)
    let tasks = TutorialStep.all[index].tasks
    // What the steps before have made is not there: a step begins with that.
    for (place, task) in tasks.enumerated() {
      let answer = try #require(session.answer(task.input))
      let isLast = place == tasks.count - 1
      let event = !isLast ? "passed" : index == TutorialStep.all.count - 1 ? "finished" : "passedStep"
      #expect(answer.hasPrefix(#"{"kind":"tutorial","event":"\#(event)""#), "\(task.input)")
    }
  }

  @Test func theWholeOfItIsDoneInOneSession() {
    let session = session(atStep: 1)
    var answers: [String] = []
    for task in TutorialStep.all.flatMap(\.tasks) { session.answer(task.input).map { answers.append($0) } }
    #expect(answers.last?.hasPrefix(#"{"kind":"tutorial","event":"finished""#) == true)
    #expect(session.answer("f'(1)") == nil)
    #expect(session.type(":tutorial list").hasSuffix("10  Fitting a line             done"))
    // What is there from the first time is skipped, the rest of a step is done again.
    for number in 1...TutorialStep.all.count {
      #expect(session.type(":tutorial \(number)").hasPrefix("│ \(number)/10  "))
      #expect(session.type(":tutorial").hasPrefix("│ \(number)/10  "))
    }
  }

  @Test func theTextFitsWhateverTheNamesAre() {
    for isTaken in [false, true] {
      let session = TestSession()
      let names = ["x", "y", "z", "a", "b", "c", "d", "p", "m", "q", "loss"]
      if isTaken { session.type((["f(u) = u"] + names.map { "\($0) = 100" }).joined(separator: "; ")) }
      var printed = session.type([":tutorial"])
      for task in TutorialStep.all.flatMap(\.tasks) {
        var input = task.input
        if isTaken {
          for name in ["f"] + names { input = renaming(name, in: input) }
        }
        printed += session.type([input, "1000", "1 +* 2", ":delete pi"])
      }
      let drawing = ["│  ├", "│  └", "│  │"]
      let told = printed.filter { line in
        line.hasPrefix("│") && !drawing.contains { line.hasPrefix($0) }
      }
      #expect(told.count > 150)
      for line in told { #expect(line.count <= 80, "\(line)") }
      #expect(told.contains { $0.contains("That is automatic differentiation: ") })
      if isTaken { for name in names { #expect(session.type(name) == "100") } }
      if isTaken { #expect(session.type("f(5)") == "5") }
    }
  }

  /// A name in an input with the 1 behind it that a session gives it where it is taken.
  private func renaming(_ name: String, in input: String) -> String {
    var result = ""
    var word = ""
    for character in input + " " {
      if character.isLetter || (character.isNumber && !word.isEmpty) {
        word.append(character)
      } else {
        result += word == name ? word + "1" : word
        word = ""
        result.append(character)
      }
    }
    return String(result.dropLast())
  }

  @Test(arguments: [
    (1, ["f(s) = s*s*s - s - s"]), (1, ["f(t) = t^3 - 2t", "10"]), (1, ["f(t) = t^3 - 2t", "3*4 - 2"]),
    (1, ["f(t) = t^3 - 2t", "slope = 10"]), (1, ["f(t) = t^3 - 2t", "f'(2)", "6.67"]),
    (1, ["f(t) = t^3 - 2t", "f'(2)", "u = 1.7; diff(f(u), u)"]),
    (2, ["f(t) = t^3 - 2t", "(f(2.01) - f(1.99))/0.02"]),
    (2, ["f(t) = t^3 - 2t", "9.99", "w = 0.5; :check f(w) --steps"]),
    (3, ["y = 1; x = 7", "z = x*(x + y) + 2"]), (3, ["z = 5; x = 1; y = 2; z = 2 + x^2 + y*x", ":nodes z"]),
    (3, [quadratic, "z", ":graph"]), (3, [quadratic, ":graph z --dot"]),
    (4, [quadratic, ":forward x=1 z"]), (4, [quadratic, ":forward x=1 y=0 z"]),
    (4, [quadratic, "z", ":forw x"]),
    (5, [quadratic, "z", ":backprop"]),
    (5, [quadratic, "z = (x + y/2)^2 - y^2/4 + 2", ":backprop z"]),
    (5, [quadratic, ":backprop z", "z", ":gr"]),
    (5, [quadratic, ":backprop z", ":grad z : x"]), (6, ["a = b = 1", product, "p", ":cost"]),
    (6, ["d = 4; c = 3; a = 9; b = 0.5; p = (a*b)*(c*d)"]), (7, [quadratic, "x := x + 1"]),
    (7, [quadratic, "y = 7", ":nodes"]), (7, [quadratic, "y = 7", ":cache z"]),
    (7, [quadratic, "y = 7", ":nodes z", "z"]),
    (7, [quadratic, "y = 7", ":nodes z", ":grad z"]), (8, ["x = 5", ":grad abs(x - 5)"]),
    (8, ["abs'(0)"]), (8, ["x = 0; diff(relu(x), x)"]), (8, ["x = 0; y = 0; :backprop max(x, y)"]),
    (8, ["x = 0; :check abs(x)"]), (8, ["abs'(0)", "x = 1; :forward x relu(x - 1) --right"]),
    (9, [quadratic, "z", ":diff x"]), (9, [quadratic, ":diff z y"]),
    (9, [quadratic, ":diff z x", ":hessian z"]),
    (10, ["q = 0; m = 0"]), (10, [loss]), (10, [loss, "m := 0.1"]), (10, [loss, ":repeat 3 \(descent)"]),
    (10, [loss, descent, "m = 2.5; q = -1"]),
  ])
  func thereIsMoreThanOneWay(step: Int, lines: [String]) throws {
    let session = session(atStep: step)
    for line in lines.dropLast() { session.type(line) }
    let answer = try #require(session.answer(lines[lines.count - 1]))
    #expect(answer.hasPrefix(#"{"kind":"tutorial","event":"passed"#))
  }

  @Test(arguments: [
    (1, ["f(t) = t^3 + 2t"], "f is something else now; this tutorial needs f(t) = t^3 - 2t."),
    (1, ["g(t) = t^3"], "So much for g. The tutorial needs f(t) = t^3 - 2t."),
    (1, ["f(t) = t^3 - 2t", "12"], "That is 12. Put t = 2 into 3t² − 2, which is 3*2^2 - 2."),
    (1, ["f(t) = t^3 - 2t", "10", "f(1.7)"], "That is 1.513. The derivative at 1.7 is f'(1.7)."),
    (
      2, ["f(t) = t^3 - 2t", "f'(2)"], "That is 10 itself. What does (f(2 + 0.001) - f(2))/0.001 make of it?"
    ),
    (
      2, ["f(t) = t^3 - 2t", "f(2 + 0.001) - f(2)/0.001"],
      "That is -3995.989994. The quotient should come near 10; mind the brackets:\\n(f(2 + 0.001) - f(2))/0.001"
    ),
    (
      2, ["f(t) = t^3 - 2t", "10.006", "(f(2 + 1e-8) - f(2))/1e-8"],
      "By hand: an error of 6e-8. All sixteen steps at once show more:\\nx = 2; :check --steps f(x)"
    ),
    (
      2, ["f(t) = t^3 - 2t", "10.006", "x = 2; :check f(x)"],
      "That compares; :check --steps f(x) shows the steps one by one."
    ),
    (3, ["x = 3"], "That is one of them; y needs a number, too, and then z = x*x + x*y + 2."),
    (3, ["x = 3; y = 4"], "Good, and now z = x*x + x*y + 2."),
    (3, ["x = 3; y = 4; z = x*x + y"], "z is something else now; this tutorial needs z = x*x + x*y + 2."),
    (3, [quadratic, ":graph x*y"], "That was about x*y. This step looks at z: :graph z"),
    (4, [quadratic, ":grad z"], "That is backprop, the next step. Forward mode is :forward x z."),
    (4, [quadratic, ":forward y z"], "That sweep began elsewhere. Put the 1 at x: :forward x z"),
    (4, [quadratic, ":forward x=1 y=1 z"], "That sweep began elsewhere. Put the 1 at x: :forward x z"),
    (5, [quadratic, ":grad z"], ":grad shows only the end of it; :backprop z --step goes step by step."),
    (5, [quadratic, ":backprop x^2"], "That was about x^2. This step looks at z: :backprop z --step"),
    (6, ["a = 1"], "Still to get a number: b, c, d. Then p = a*b*c*d."),
    (6, ["a = 1; b = 2; c = 3; d = 4"], "And now p = a*b*c*d."),
    (6, ["a = 1; b = 2; c = 3; d = 4; p = a*b*c"], "p should be the product of the four inputs: p = a*b*c*d"),
    (6, [product, ":cost a*b"], "That was about a*b. This step looks at p: :cost p"),
    (7, [quadratic, "y = 4"], "That is the value it had: nothing has changed. Try another number."),
    (7, [quadratic, "y = 7", "z"], "z is up to date again. Change y once more, then :nodes z."),
    (
      8, ["x = 3; :grad abs(x)"], "No kink here: the slope is the same on both sides. Try x = 0; :grad abs(x)"
    ),
    (
      8, ["x = 0; :grad abs(x)", ":forward x abs(x)"],
      "That took both sides together; :forward x abs(x) --left takes one."
    ),
    (9, [quadratic, ":diff x*y x"], "That was about x*y. This step looks at z: :diff z x"),
    (9, [quadratic, ":diff z x", ":hessian z : x"], "By both inputs: :hessian z : x y"),
    (10, ["m = 1"], "Both at 0 to begin with: m = 0; q = 0"),
    (
      10, ["m = 0; q = 0", "loss = (m + q - 2)^2"],
      "loss is something else. At the times 1, 2, 3 the line is at m + q,\\n2m + q and 3m + q, and should be at 2, 3 and 7."
    ),
    (
      10, [loss, "m, q := m + 0.05*diff(loss, m), q + 0.05*diff(loss, q)"],
      "loss is 422.82 now, no better than the flat line's 62. Against the\\ngradient (minus), in small steps (0.05). Begin again: m = 0; q = 0"
    ),
    (
      10, [loss, descent, ":repeat 5 \(descent)"],
      "loss is 2.791442273 now, and can still fall. Repeat it more often."
    ),
  ])
  func aMissGetsAHint(step: Int, lines: [String], hint: String) throws {
    let session = session(atStep: step)
    for line in lines.dropLast() { session.type(line) }
    let answer = try #require(session.answer(lines[lines.count - 1]))
    #expect(answer.hasPrefix(#"{"kind":"tutorial","event":"hint""#))
    #expect(answer.hasSuffix(#""text":"\#(hint)"}"#), "\(answer)")
  }

  @Test func experimentsGoUndisturbedButForAWordNowAndThen() {
    let session = session(atStep: 4, after: quadratic)
    let reminder = "│ Step 4, which :tutorial shows again, waits for\n│   :forward x z"
    #expect(session.type("1 + 1") == "2\n\(reminder)")
    #expect(session.type("w = sin(x)").hasPrefix("w = 0.14"))
    #expect(!session.type("1 + )").contains("Step 4"))
    for number in 4...5 { #expect(session.type("\(number)") == "\(number)") }
    #expect(session.type("6") == "6\n\(reminder)")
    #expect(!session.type(":help grad").contains("│"))
    #expect(session.type(":set digits 5") == "digits = 5")
    #expect(session.type(":forward x z").contains("│ ✓ Read it from top to bottom."))
  }

  @Test func whatIsGoneIsAskedForAgain() {
    let session = session(atStep: 5, after: quadratic)
    for loss in [":reset", ":delete x", "z = x + y", "x = x + 1"] {
      let printed = session.type(loss)
      #expect(
        printed.contains("│ Something that this step needs is gone or has changed.\n│\n│ This step looks"))
      #expect(session.type(":backprop z").contains("│ ✓") == false)
      #expect(session.type(quadratic).contains("│ ✓ When x or y changes, z will follow."))
    }
    #expect(session.type(":backprop z").contains("│ ✓ x is used 3 times and is handed 3 numbers"))
  }

  @Test func aLineMayDoSeveralTasksAndIsAnsweredOnce() {
    let session = session(atStep: 3)
    let printed = session.type("\(quadratic); :graph z; :forward x z")
    #expect(printed.contains("✓ When x or y changes"))
    #expect(printed.contains("✓ Each box is a node"))
    #expect(printed.contains("✓ Read it from top"))
    #expect(printed.hasSuffix("│   :forward y z"))
    #expect(session.type(":tutorial stop; :forward y z").contains("✓") == false)
  }

  @Test func itIsLeftAndTakenUpAgain() {
    let session = session(atStep: 1, after: "f(t) = t^3 - 2t", "10")
    #expect(
      session.type(":tutorial stop")
        == "│ The tutorial waits at step 1, A derivative by hand; :tutorial goes on.")
    #expect(session.type("f'(1.7)") == "6.67")
    #expect(session.type(":tutorial").hasSuffix("│   f'(1.7)"))
    #expect(session.type("f'(1.7)").contains("│ 2/10  The difference quotient"))
    #expect(session.type(":tutorial back").contains("│ 1/10  A derivative by hand"))
    #expect(session.type(":tutorial back").contains("│ 1/10  A derivative by hand"))
    #expect(session.type(":tutorial 10").contains("│ 10/10  Fitting a line"))
    #expect(session.type(":tutorial next") == "that was the last step; ':tutorial stop' leaves")
  }

  @Test func programsAreToldByJSON() {
    let session = session(atStep: 4, after: quadratic)
    #expect(
      session.json(":forward y z; 1; :tutorial stop").last
        == #"{"kind":"tutorial","event":"stopped","step":4,"steps":10,"title":"Forward mode","type":":forward x z","text":"The tutorial waits at step 4, Forward mode; :tutorial goes on."}"#
    )
    #expect(session.answer("1") == nil)
    #expect(
      session.json(":tutorial list").last?.hasPrefix(
        #"{"kind":"tutorial","event":"list","step":null,"contents":[{"title":"A derivative by hand","done":false},"#
      ) == true)
  }

  @Test func aWrongArgumentChangesNothing() {
    let session = session(atStep: 4)
    for argument in ["0", "11", "nxt", "3 4", "-1"] {
      #expect(session.type(":tutorial \(argument)").contains("error: "))
    }
    #expect(session.type(":tutorial").hasPrefix("│ 4/10  "))
  }

  @Test func itSpeaksOfWhatALoadedFileHasDoneToo() {
    let session = TestSession(files: ["f.ad": "f(t) = t^3 - 2t\n5\n10"])
    session.type(":tutorial")
    let printed = session.type(":load f.ad")
    #expect(printed.contains("f(t) = t^3 - 2t\n5\n10\n│ ✓ Now f(2)"))
    #expect(printed.hasSuffix("│   f'(1.7)"))
  }

  @Test func lookingOnChangesNothing() {
    let (told, untold) = (TestSession(), TestSession())
    told.type(":tutorial")
    for task in TutorialStep.all.flatMap(\.tasks) {
      _ = (told.type(task.input), untold.type(task.input))
      for look in [":nodes --all", ":cache"] { #expect(told.json(look).first == untold.json(look).first) }
      #expect(told.interpreter.session.graph.firstBrokenInvariant() == nil)
    }
  }
}
