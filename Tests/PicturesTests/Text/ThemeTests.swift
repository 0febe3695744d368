import Pictures
import Testing
import Platform

struct ThemeTests {
  @Test(arguments: [Theme.standard, .dark, .light])
  func `a theme has a code for every role but running text`(theme: Theme) {
    #expect(Set(theme.codes.keys) == Set(Role.allCases).subtracting([.plain]))
  }

  @Test func `the theme without colours changes nothing`() {
    for role in Role.allCases {
      #expect(StyledText("z", role).rendered(as: .ansi(.none)) == "z")
    }
  }

  /// The backgrounds that terminals come with: black, the dark greys of GNOME and VS Code, Solarized and Dracula.
  @Test(arguments: Role.allCases, ["#000000", "#1e1e1e", "#2e3436", "#002b36", "#282a36"])
  func `colours for dark backgrounds are readable on them`(role: Role, background: String) throws {
    guard let color = try color(of: role, in: .dark) else { return }
    #expect(contrast(color, try #require(rgb(background))) >= 4.5, "\(role) on \(background)")
  }

  /// White, the light greys of terminals, Solarized's paper.
  @Test(arguments: Role.allCases, ["#ffffff", "#eeeeec", "#fdf6e3"])
  func `colours for light backgrounds are readable on them`(role: Role, background: String) throws {
    guard let color = try color(of: role, in: .light) else { return }
    #expect(contrast(color, try #require(rgb(background))) >= 4.5, "\(role) on \(background)")
  }

  private typealias RGB = (red: Double, green: Double, blue: Double)

  /// The colour that a role has in a theme; nil for the terminal's own.
  private func color(of role: Role, in theme: Theme) throws -> RGB? {
    guard let code = theme.codes[role], code != "1" else { return nil }
    let parts = code.split(separator: ";")
    try #require(parts.count >= 3 && parts.suffix(3).prefix(2) == ["38", "5"], "\(code)")
    let index = try #require(Int(parts[parts.count - 1]))
    if index >= 232 {
      let grey = Double(8 + 10 * (index - 232)) / 255
      return (grey, grey, grey)
    }
    try #require(index >= 16, "the first sixteen are the user's to define")
    let levels: [Double] = [0, 95, 135, 175, 215, 255].map { $0 / 255 }
    return (levels[(index - 16) / 36], levels[(index - 16) / 6 % 6], levels[(index - 16) % 6])
  }

  private func rgb(_ text: String) -> RGB? {
    Int(text.dropFirst(), radix: 16).map {
      (Double($0 >> 16) / 255, Double($0 >> 8 & 255) / 255, Double($0 & 255) / 255)
    }
  }

  /// The contrast ratio of WCAG 2.1.
  private func contrast(_ a: RGB, _ b: RGB) -> Double {
    let lights = [luminance(a), luminance(b)].sorted()
    return (lights[1] + 0.05) / (lights[0] + 0.05)
  }

  private func luminance(_ color: RGB) -> Double {
    func linear(_ level: Double) -> Double {
      level <= 0.03928 ? level / 12.92 : pow((level + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
  }
}
