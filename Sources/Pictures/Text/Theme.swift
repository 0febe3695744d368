/// What each role looks like in a terminal.
package struct Theme: Sendable, Hashable {
  /// The parameters of the escape sequence that begins a role ("Select Graphic Rendition", ECMA-48 8.3.117),
  /// such as `1;31`; a role without an entry looks like the terminal's own text.
  package var codes: [Role: String]

  /// A theme of these codes.
  package init(codes: [Role: String]) {
    self.codes = codes
  }

  /// Colours for backgrounds of which nothing is known.
  ///
  /// Only the eight colours that the user's own palette defines, and of these neither black, white nor
  /// blue, one of which is unreadable on most backgrounds; the bright ones fade on white.
  package static let standard = Theme(codes: [
    .value: "36",
    .derivative: "33",
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

  /// Bright colours, for dark backgrounds.
  ///
  /// Both this and ``light`` take their colours from the cube of 256, which are the same in all terminals, so that
  /// their contrast can be told: at least 4.5 : 1 (WCAG 2.1, 1.4.3) on black and on the dark greys and blues that
  /// terminals come with.
  package static let dark = Theme(codes: [
    .value: "38;5;117",
    .derivative: "38;5;215",
    .name: "1",
    .node: "38;5;183",
    .operation: "38;5;150",
    .heading: "1",
    .accent: "1;38;5;123",
    .faint: "38;5;248",
    .success: "1;38;5;120",
    .warning: "38;5;221",
    .error: "1;38;5;217",
  ])

  /// Deep colours, for light backgrounds: on white and on paper.
  package static let light = Theme(codes: [
    .value: "38;5;24",
    .derivative: "38;5;88",
    .name: "1",
    .node: "38;5;90",
    .operation: "38;5;22",
    .heading: "1",
    .accent: "1;38;5;18",
    .faint: "38;5;240",
    .success: "1;38;5;22",
    .warning: "38;5;94",
    .error: "1;38;5;124",
  ])

  /// No colours at all.
  package static let none = Theme(codes: [:])
}
