import Platform

/// The size of a terminal's window, as far as it is believed.
///
/// Whoever has the other end of a terminal may claim any size up to 65,535 columns and rows, and much is as large as the
/// window: libedit's two pictures of it would take 34 gigabytes. No screen has so many.
struct WindowSize: Equatable {
  /// The columns; nil if the terminal does not know, as serial lines do, which report 0.
  let columns: Int?

  /// The rows; nil if the terminal does not know.
  let rows: Int?

  /// More columns are not believed. A screen of 8,000 pixels has 1,600 of the narrowest letters that can be read.
  static let mostColumns = 2000

  /// More rows are not believed.
  static let mostRows = 1000

  /// What to make of a size that is claimed.
  init(columns: Int?, rows: Int?) {
    self.columns = columns.flatMap { $0 > 0 ? min($0, Self.mostColumns) : nil }
    self.rows = rows.flatMap { $0 > 0 ? min($0, Self.mostRows) : nil }
  }

  /// What to make of the size that a terminal claims now; what is no terminal knows none.
  init(descriptor: Int32) {
    let claim = Self.claim(of: descriptor)
    self.init(columns: claim.map { Int($0.ws_col) }, rows: claim.map { Int($0.ws_row) })
  }

  /// Does something that asks the terminal for its size by itself and believes every answer, as libedit does when it is
  /// set up. Meanwhile a terminal that claims too much has the size of an ordinary one.
  ///
  /// Programs that share the terminal hear of both changes by SIGWINCH.
  static func whileBelievable<Result>(_ descriptor: Int32, _ body: () -> Result) -> Result {
    guard var claim = claim(of: descriptor), claim.ws_col > mostColumns || claim.ws_row > mostRows else {
      return body()
    }
    var ordinary = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(descriptor, UInt(TIOCSWINSZ), &ordinary)
    defer { _ = ioctl(descriptor, UInt(TIOCSWINSZ), &claim) }
    return body()
  }

  /// The size that a terminal claims.
  private static func claim(of descriptor: Int32) -> winsize? {
    var size = winsize()
    return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 ? size : nil
  }
}
