import Testing

@testable import Commands

@Suite struct ArrayJSONTests {
  /// Arrays are nested lists with their shape beside them, large ones summed up.
  @Test(arguments: [
    ("v", #"{"kind":"value","node":0,"value":[1.0,2.0],"shape":[2]}"#),
    ("[v, v]", #"{"kind":"value","node":2,"value":[[1.0,2.0],[1.0,2.0]],"shape":[2,2]}"#),
    (
      "A = [1, 2; 3, 4]", #"{"kind":"input","name":"A","node":2,"value":[[1.0,2.0],[3.0,4.0]],"shape":[2,2]}"#
    ),
    ("v[2] = 5", #"{"kind":"input","name":"v","node":0,"value":[1.0,5.0],"shape":[2]}"#),
    ("v := 2*v", #"{"kind":"update","values":{"v":[2.0,4.0]},"shapes":{"v":[2]}}"#),
    (
      ":grad sum(v^2)",
      #"{"kind":"gradient","target":"sum(v^2)","value":5.0,"gradient":{"v":[2.0,4.0],"x":null},"shapes":{"v":[2]}}"#
    ),
    (
      ":grad x*sum(v)",
      #"{"kind":"gradient","target":"x*sum(v)","value":9.0,"gradient":{"v":[3.0,3.0],"x":3.0},"shapes":{"v":[2]}}"#
    ),
    (
      ":diff sum(v^2) v",
      #"{"kind":"diff","target":"sum(v^2)","input":"v","formula":"2*v","value":[2.0,4.0],"shape":[2]}"#
    ),
    (
      "W = ones(40, 40)",
      #"{"kind":"input","name":"W","node":2,"value":null,"shape":[40,40],"summary":{"mean":1.0,"sd":0.0,"#
        + #""min":1.0,"max":1.0,"zeros":0,"nan":0,"inf":0}}"#
    ),
    ("[0/0, 1/0]", #"{"kind":"value","node":null,"value":["NaN","Infinity"],"shape":[2]}"#),
  ])
  func arraysAreListsWithShapes(line: String, json: String) {
    let session = TestSession()
    _ = session.type("v = [1, 2]; x = 3;")
    #expect(session.json(line) == [json])
  }
}
