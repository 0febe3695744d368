import Testing

@testable import Commands

/// `:edit` shows in the editor what was typed, and runs what comes back.
@Suite struct EditCommandTests {
  /// A session whose editor shows a text to the test and answers with another.
  private final class Editor {
    var shown = ""
    var answer: String?
  }

  private func session(_ editor: Editor) -> TestSession {
    let session = TestSession()
    session.interpreter.host.edit = { text in
      editor.shown = text
      return .success(editor.answer ?? text)
    }
    session.type("x = 3; y = 0.1; f( t )=t*  2   # twice")
    session.type("z = 2*pi * x   # a circle")
    session.type("w = z + f(x)")
    return session
  }

  @Test(arguments: [
    ("z", "z = 2*pi * x\n"), ("w", "w = z + f(x)\n"), ("x", "x = 3\n"), ("y", "y = 0.1\n"),
    ("f", "f(t) = t* 2\n"),
    ("%2", "2*pi * x\n"), ("", "w = z + f(x)\n"),
  ])
  func theEditorHasWhatWasTyped(name: String, text: String) {
    let editor = Editor()
    #expect(session(editor).type(":edit \(name)") == "nothing was changed")
    #expect(editor.shown == text)
  }

  @Test func whatWouldMeanSomethingElseIsAComment() {
    let editor = Editor()
    let session = session(editor)
    session.type("x = y + 1;")
    session.type(":edit z")
    #expect(editor.shown == "# typed as z = 2*pi * x   (with the earlier x)\nz = 6.283185307179586*%0\n")
  }

  @Test func whatComesBackIsRun() {
    let editor = Editor()
    let session = session(editor)
    editor.answer = "z = 3*pi*x\n"
    #expect(session.type(":edit z").contains("z = 28.27433388"))
    editor.answer = nil
    session.type(":edit z")
    #expect(editor.shown == "z = 3*pi*x\n")
  }
}
