/// The colours of an SVG drawing.
struct SVGPalette {
  /// The inside of a box, by what it is; its border and its text.
  let box: String
  let input: String
  let root: String
  let border: String
  let rootBorder: String
  let text: String

  /// Formulas, values and derivatives in a box, and what is less important.
  let formula: String
  let derivative: String
  let faint: String
  let warning: String

  /// Lines, and what is written beside them: on the ground, of which nothing is known.
  let line: String
  let label: String

  /// For a light ground. Lines and labels read on a dark one too, and boxes bring their own ground.
  static let light = SVGPalette(
    box: "#f8fafc", input: "#dbeafe", root: "#dcfce7", border: "#64748b", rootBorder: "#15803d",
    text: "#0f172a",
    formula: "#334155", derivative: "#9a3412", faint: "#64748b", warning: "#b91c1c", line: "#64748b",
    label: "#b45309")

  /// For a dark ground.
  static let dark = SVGPalette(
    box: "#1e293b", input: "#1e3a5f", root: "#14432a", border: "#94a3b8", rootBorder: "#4ade80",
    text: "#f1f5f9",
    formula: "#cbd5e1", derivative: "#fdba74", faint: "#94a3b8", warning: "#fca5a5", line: "#94a3b8",
    label: "#fbbf24")

  /// Style rules that put these colours in the place of others, by the classes of what they colour.
  var rules: String {
    [
      ".box{fill:\(box);stroke:\(border)}", ".input{fill:\(input)}",
      ".root{fill:\(root);stroke:\(rootBorder)}",
      ".title,.value{fill:\(text)}", ".formula{fill:\(formula)}", ".derivative{fill:\(derivative)}",
      ".faint{fill:\(faint)}", ".warning{fill:\(warning)}", ".line{stroke:\(line)}",
      ".head,.caption{fill:\(line)}",
      ".label{fill:\(label)}", ".marked{stroke:\(label)}",
    ].joined()
  }

  /// The class of a text and its colour.
  func text(_ role: Role) -> (name: String, color: String) {
    switch role {
    case .operation: ("formula", formula)
    case .derivative: ("derivative", derivative)
    case .faint: ("faint", faint)
    case .warning, .error: ("warning", warning)
    case .value: ("value", text)
    case .plain, .name, .node, .heading, .accent, .success: ("title", text)
    }
  }
}
