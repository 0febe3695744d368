import Commands
import Testing

@Suite struct LoadCommandTests {
  @Test(arguments: [
    ("b.ad", "dir/b.ad"), ("./b.ad", "dir/b.ad"), ("deep/c.ad", "dir/deep/c.ad"), ("../d.ad", "dir/../d.ad"),
    ("/root/e.ad", "/root/e.ad"), ("~/f.ad", "~/f.ad"), ("~f.ad", "dir/~f.ad"),
  ])
  func aScriptLoadsFromItsFolder(file: String, path: String) {
    let session = TestSession(files: ["dir/a.ad": ":load \(file)", path: "x = 5"])
    #expect(session.type(":load dir/a.ad") == "x = 5")
    #expect(session.json(":load dir/a.ad").dropFirst().first == #"{"kind":"load","file":"\#(path)"}"#)
  }

  @Test func whatIsTypedLoadsFromTheWorkingDirectory() {
    let session = TestSession(files: [
      "dir/a.ad": ":load b.ad\n:load gone.ad\n:load /one/c.ad", "dir/b.ad": "x = foo", "b.ad": "y = 1",
      "/one/c.ad": ":load d.ad", "/one/d.ad": "y = 3",
    ])
    #expect(session.type(":load b.ad") == "y = 1")
    #expect(
      session.type(":load dir/a.ad") == """
        dir/b.ad:1:5: error: 'foo' has no value yet
            x = foo
                ^~~
            write: foo = …
        dir/a.ad:2:7: error: cannot read 'dir/gone.ad': No such file or directory
            :load gone.ad
                  ^~~~~~~
        y = 3
        """)
    #expect(session.type(":load b.ad") == "y = 1")
    #expect(session.type(":time :repeat 1 :load b.ad").hasPrefix("y = 1"))
  }

  @Test(arguments: ["/dev/fd/63", "/dev/stdin", "/proc/self/fd/3", "a.ad"])
  func aPipeHasNoFolder(script: String) {
    let session = TestSession(files: [script: ":load b.ad", "b.ad": "y = 1"])
    #expect(session.type(":load \(script)") == "y = 1")
  }
}
