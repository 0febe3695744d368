import AutoDiff
package import Pictures

/// What `:set` can change.
package struct Settings: Sendable, Equatable {
  /// The significant digits of a number that is shown.
  package var digits = 10

  /// Where the point stands in a number that is shown.
  package var notation = NumberFormat.Notation.plain

  /// What text is made of; nil leaves it to the terminal.
  package var characters: Characters?

  /// Whether text is coloured; nil leaves it to the terminal.
  package var color: Bool?

  /// In which colours.
  package var theme = ThemeName.auto

  /// The shape in which graphs are drawn.
  package var graph = GraphShape.auto

  /// When a result is shown by a pager.
  package var pager = PagerUse.auto

  /// Whether every statement is followed by how long it took.
  package var timing = false

  /// The most nodes that there may be; nil for as many as the graph can hold.
  package var maximumNodes: Int?

  /// The most seconds that a statement may take; nil for as long as it likes.
  package var maximumSeconds: Double?

  /// How many megabytes what `:undo` can take back may take; nil for as many as there are.
  package var undoMegabytes: Double? = 256

  /// How many threads large operations on arrays are divided among; nil for as many as there are processors, up to four.
  package var threads: Int? {
    didSet { Threads.limit = threads ?? Threads.automatic }
  }

  /// The same in bytes.
  var undoByteCount: Int? { undoMegabytes.map { Int(min($0 * 1e6, 1e18)) } }

  /// A theme by its name.
  package enum ThemeName: String, CaseIterable, Sendable {
    case auto, dark, light, none
  }

  /// When a result is shown by a pager, at a terminal where somebody types.
  package enum PagerUse: String, CaseIterable, Sendable {
    /// When it is taller than the screen.
    case auto
    /// When it has more than one line.
    case on
    /// Never.
    case off
  }

  /// The settings of a new session.
  package init() {}

  /// How numbers are shown.
  package var numberFormat: NumberFormat { NumberFormat(digits: digits, notation: notation) }

  /// What roles look like.
  package var colors: Theme {
    switch theme {
    case .auto: .standard
    case .dark: .dark
    case .light: .light
    case .none: .none
    }
  }
}
