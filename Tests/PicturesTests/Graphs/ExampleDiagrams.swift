import Pictures

extension Diagram {
  /// `z = x*x + x*y + 2` at x = 3 and y = 4.
  static let polynomial = Diagram(
    vertices: [
      .init(id: 0, .input, name: "x", value: 3),
      .init(id: 1, .input, name: "y", value: 4),
      .init(id: 2, .operation(.times), operands: [0, 0], value: 9),
      .init(id: 3, .operation(.times), operands: [0, 1], value: 12),
      .init(id: 4, .operation(.plus), operands: [2, 3], value: 21),
      .init(id: 5, .constant("2")),
      .init(id: 6, .operation(.plus), operands: [4, 5], name: "z", value: 23),
    ],
    roots: [6])

  /// The same after a reverse sweep.
  static let swept: Diagram = {
    var diagram = polynomial
    diagram.derivative = .adjoint
    for (position, adjoint) in [(0, 10.0), (1, 3), (2, 1), (3, 1), (4, 1), (6, 1)] {
      diagram.vertices[position].derivative = adjoint
    }
    for (position, partials) in [(2, [3.0, 3]), (3, [4, 3]), (4, [1, 1]), (6, [1, .nan])] {
      diagram.vertices[position].partials = partials
    }
    return diagram
  }()

  /// `w = atan2(u, u^-3)` and `v = u*w` with `u = sin(x)`, where `u` is shared and `w` is stale.
  static let shared = Diagram(
    vertices: [
      .init(id: 0, .input, name: "x", value: 0.5),
      .init(id: 1, .operation(.function("sin")), operands: [0], name: "u", value: 0.4794255386),
      .init(id: 2, .constant("-3")),
      .init(id: 3, .operation(.power), operands: [1, 2], value: 9.0749),
      .init(id: 4, .operation(.function("atan2")), operands: [1, 3], name: "w", marks: [.stale]),
      .init(id: 5, .operation(.times), operands: [1, 4], name: "v"),
    ],
    roots: [4, 5])

  /// Names and details that try to break out of their place.
  static let hostile = Diagram(
    vertices: [
      .init(id: 0, .input, name: "a\"]\n<b>&\\n", value: 1),
      .init(id: 1, .operation(.minus), operands: [0], name: "θ₁#`_%%{", value: -1, detail: "\u{1B}[31m- x"),
    ],
    roots: [1])

  /// x, then `count - 1` sines, each of the one before.
  static func chain(_ count: Int) -> Diagram {
    Diagram(
      vertices: (0..<count).map {
        $0 == 0
          ? .init(id: 0, .input, name: "x") : .init(id: $0, .operation(.function("sin")), operands: [$0 - 1])
      },
      roots: [count - 1])
  }
}

extension Diagram.Operation {
  static let plus = Self("+", .symbol, commutes: true)
  static let minus = Self("-", .symbol)
  static let times = Self("*", .tightSymbol, commutes: true)
  static let power = Self("^", .tightSymbol)
}
