import Foundation
import Testing

/// Scripts that load one another, from any working directory.
@Suite struct ScriptFolderTests {
  private func folder() throws -> TestFolder {
    let folder = try TestFolder()
    let path = folder.url.appendingPathComponent("deep")
    try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
    try folder.write("x = 1\n:load deep/b.ad\n", to: "a.ad")
    try folder.write("y = 2\n:load ../c.ad\n:load gone.ad\n", to: "deep/b.ad")
    try folder.write("z = x + y\n", to: "c.ad")
    return folder
  }

  @Test func aScriptFindsItsNeighbours() throws {
    let folder = try folder()
    let path = folder.path("deep/gone.ad")
    let run = try Program.run([folder.path("a.ad")])
    #expect(run.output == "x = 1\ny = 2\nz = 3\n")
    #expect(
      run.errors == """
        \(folder.path("deep/b.ad")):3:7: error: cannot read '\(path)': No such file or directory
            :load gone.ad
                  ^~~~~~~

        """)
    let piped = try Program.run(typing: ":load \"\(folder.path("a.ad"))\"\n:load b.ad\n")
    #expect(piped.output == run.output && piped.errors.contains("<stdin>:2:7: error: cannot read 'b.ad'"))
  }

  @Test func aKeptSessionNeedsNoneOfTheFiles() throws {
    let folder = try folder()
    let state = folder.path("state")
    func run(_ arguments: [String]) throws -> Program.Outcome {
      try Program.run(["--session", "s"] + arguments, environment: ["XDG_STATE_HOME": state])
    }
    _ = try run(["-e", ":time :load \"\(folder.path("a.ad"))\"", "-e", "x = 5; 9"])
    try FileManager.default.removeItem(atPath: folder.path("deep"))
    let again = try run(["-e", ":grad", "-e", ":undo", "-e", "z", "-e", ":undo", "-e", "z"])
    #expect(again.output.hasPrefix("z = 7\n∂z/∂x = 1   ∂z/∂y = 1\nback: x = 1\n3\nback: "))
    #expect(again.errors.contains("'z' has no value yet"))
  }

  @Test func aGraphThatWasWrittenUnderAnyNameOnceIsNoMistakeNow() throws {
    let folder = try folder()
    let sessions = folder.path("state/adrepl/sessions")
    try FileManager.default.createDirectory(atPath: sessions, withIntermediateDirectories: true)
    try folder.write("x = 3\n:graph sin(x) -o z.png\n%1;\n", to: "state/adrepl/sessions/s.ad")
    let run = try Program.run(
      ["--session", "s", "-e", "%1"], environment: ["XDG_STATE_HOME": folder.path("state")])
    #expect(run.status == 0 && run.errors == "" && run.output.hasPrefix("0.14"))
  }
}
