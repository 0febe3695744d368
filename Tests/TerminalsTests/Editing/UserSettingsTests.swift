import Testing

@testable import Terminals

@Suite("UserSettings")
struct UserSettingsTests {
  @Test(
    "Where the settings are follows from the environment",
    arguments: [
      (["HOME": "/h"], "/h/.editrc"), (["HOME": "/h", "EDITRC": "e"], "e"),
      (["HOME": "/h", "EDITRC": ""], nil), (["HOME": ""], nil), ([:], nil),
    ] as [([String: String], String?)])
  func path(environment: [String: String], path: String?) {
    #expect(UserSettings.path { environment[$0] } == path)
  }
}
