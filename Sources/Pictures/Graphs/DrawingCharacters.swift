extension Characters {
  /// A drawing in these characters, sign by sign, so that everything stays in its place.
  func drawn(_ text: String) -> String {
    guard self == .ascii else { return text }
    return String(text.map { plainSigns[$0] ?? $0 })
  }
}

/// What stands for the signs of drawings where there are none.
private let plainSigns: [Character: Character] = {
  var signs: [Character: Character] = [
    "○": "o", "●": "*", "◉": "@", "▸": ">", "◂": "<", "▾": "v", "∂": "d", "˙": "'", "·": "*", "×": "*",
    "✗": "x", "◇": "^", "◆": "!", "–": "-", "⋯": ":", "…": "~", "←": "<", "✓": "v", "−": "-",
  ]
  let sets: [(String, Character)] = [
    ("│┃", "|"), ("─", "-"), ("├┤┼┴┬┌┐╭╮╰╯╞╡╪╧┝┥┿┷┣┫┳┻┏┓┗┛╋", "+"), ("└╘┕", "`"), ("┘╛┙", "'"), ("═━", "="),
    ("╔╗╚╝║", "#"),
  ]
  for (set, plain) in sets {
    for sign in set { signs[sign] = plain }
  }
  return signs
}()
