/// What each role looks like in a terminal.
package struct Theme: Sendable, Hashable {
  /// The parameters of the escape sequence that begins a role ("Select Graphic Rendition", ECMA-48 8.3.117),
  /// such as `1;31`; a role without an entry looks like the terminal's own text.
  package var codes: [Role: String]

  /// A theme of these codes.
  package init(codes: [Role: String]) {
    self.codes = codes
  }

  /// Colours for dark and for light backgrounds.
  ///
  /// Only the eight colours that the user's own palette defines, and of these neither black, white nor
  /// blue, one of which is unreadable on most backgrounds; the bright ones fade on white.
  package static let standard = Theme(codes: [
    .value: "36",
    .name: "1",
    .node: "35",
    .operation: "32",
    .heading: "1",
    .accent: "1;36",
    .faint: "2",
    .success: "1;32",
    .warning: "33",
    .error: "1;31",
  ])
}
