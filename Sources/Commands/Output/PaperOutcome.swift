import Export
import Formulas
import Pictures
import Sessions

/// An outcome as formulas in a language for papers, instead of what people read on the screen.
struct PaperOutcome: Outcome {
  let outcome: any Outcome
  let language: MathLanguage

  /// The lines, with numbers rounded as they are to be shown.
  let lines: @Sendable (_ rounded: (Double) -> Double) -> [String]

  var kind: String { outcome.kind }
  var members: [(String, JSON)] {
    outcome.members + [(language.rawValue, .string(lines { $0 }.joined(separator: "\n")))]
  }

  func text(_ style: TextStyle) -> StyledText {
    StyledText(lines { Double(style.numbers.string($0)) ?? $0 }.joined(separator: "\n"))
  }
}

extension CommandOption {
  fileprivate static let latex = CommandOption(name: "--latex", summary: "for TeX, with amsmath")
  fileprivate static let mathml = CommandOption(name: "--mathml", summary: "for web pages")
  fileprivate static let typst = CommandOption(name: "--typst", summary: "for Typst")

  /// What commands take that show formulas.
  static let languages = [latex, mathml, typst]
}

extension OptionExclusion {
  /// One language at a time.
  static let languages = OptionExclusion(
    code: "one-language", rule: "one language at a time", options: CommandOption.languages, marksFirst: false)
}

extension CommandArguments {
  /// The language that was asked for.
  var language: MathLanguage? {
    zip(CommandOption.languages, [MathLanguage.latex, .mathml, .typst]).first { has($0.0) }?.1
  }
}
