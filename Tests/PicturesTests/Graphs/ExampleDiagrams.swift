import Pictures

extension Diagram {
  /// `z = x*x + x*y + 2` at x = 3 and y = 4.
  static let polynomial = Diagram(
    vertices: [
      .init(id: 0, .input, name: "x", value: "3"),
      .init(id: 1, .input, name: "y", value: "4"),
      .init(id: 2, .operation("*"), operands: [0, 0], value: "9"),
      .init(id: 3, .operation("*"), operands: [0, 1], value: "12"),
      .init(id: 4, .operation("+"), operands: [2, 3], value: "21"),
      .init(id: 5, .constant, value: "2"),
      .init(id: 6, .operation("+"), operands: [4, 5], name: "z", value: "23"),
    ],
    roots: [6])

  /// `w = atan2(u, u^-3)` and `v = u*w` with `u = sin(x)`, where `u` is shared and `w` is stale.
  static let shared = Diagram(
    vertices: [
      .init(id: 0, .input, name: "x", value: "0.5"),
      .init(id: 1, .operation("sin"), operands: [0], name: "u", value: "0.4794255386"),
      .init(id: 2, .constant, value: "-3"),
      .init(id: 3, .operation("^"), operands: [1, 2], value: "9.0749"),
      .init(id: 4, .operation("atan2"), operands: [1, 3], name: "w", detail: "stale"),
      .init(id: 5, .operation("*"), operands: [1, 4], name: "v"),
    ],
    roots: [4, 5])

  /// Names and details that try to break out of their place.
  static let hostile = Diagram(
    vertices: [
      .init(id: 0, .input, name: "a\"]\n<b>&\\n", value: "1"),
      .init(id: 1, .operation("-"), operands: [0], name: "θ₁#`_%%{", value: "-1", detail: "\u{1B}[31m- x"),
    ],
    roots: [1])

  /// x, then `count - 1` sines, each of the one before.
  static func chain(_ count: Int) -> Diagram {
    Diagram(
      vertices: (0..<count).map {
        $0 == 0 ? .init(id: 0, .input, name: "x") : .init(id: $0, .operation("sin"), operands: [$0 - 1])
      },
      roots: [count - 1])
  }
}
