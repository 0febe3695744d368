/// The element around a picture: it stands alone, with a title and a description for those who do not see it, text in a
/// monospaced font, and colours for a dark ground where the viewer says that it is dark.
struct SVGDocument {
  let width: String
  let height: String
  let title: String
  let description: String

  /// Whether the picture is for a dark ground, whatever the viewer says.
  let isDark: Bool

  /// The size of letters in the picture's own units.
  static let fontSize = 12

  /// The advance of a letter, in tenths.
  static let advance = 72

  /// The picture with its parts, which ends with a line break.
  func text(_ body: [String]) -> String {
    var lines = [
      #"<svg xmlns="http://www.w3.org/2000/svg" width="\#(width)" height="\#(height)" viewBox="0 0 \#(width) \#(height)" role="img" aria-labelledby="title desc" direction="ltr" font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="\#(Self.fontSize)">"#,
      #"<title id="title">\#(escapedForXML(title))</title>"#,
      #"<desc id="desc">\#(escapedForXML(description))</desc>"#,
    ]
    if !isDark { lines.append("<style>@media (prefers-color-scheme:dark){\(SVGPalette.dark.rules)}</style>") }
    return (lines + body + ["</svg>"]).joined(separator: "\n") + "\n"
  }
}
