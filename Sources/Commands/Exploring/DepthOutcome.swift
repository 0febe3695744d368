import Pictures
import RealModule

/// A graph layer by layer, from the inputs up.
struct DepthOutcome: Outcome {
  let target: String
  let layers: [GraphLayer]

  /// Whether each layer is shown by itself.
  let isWhole: Bool

  /// How many rows are shown, and how wide bars are.
  private static let (mostRows, barWidth) = (16, 20)

  var kind: String { "depth" }

  var members: [(String, JSON)] {
    [
      ("target", .string(target)), ("layers", .list(of: layers, \.json)),
      ("verdict", .string(GradientFlow(layers).code)),
    ]
  }

  func text(_ style: TextStyle) -> StyledText {
    if layers.count < 2 { return style.wrapped("\(target, .name) is an input: it has no layers") }
    var table = TextTable(columns: [
      .init("depth", .trailing), .init("nodes", .trailing), .init("largest |value|", .decimalPoint),
      .init("largest |adjoint|", .decimalPoint), .init(),
    ])
    table.breaks = [[2], [2, 3], [2, 3, 4]]
    let rows = isWhole ? layers : joined
    let sizes = rows.compactMap { $0.largestAdjoint }.filter { $0 > 0 && $0.isFinite }.map {
      Double.log10($0)
    }
    let (least, most) = (sizes.min() ?? 0, sizes.max() ?? 0)
    let barWidth = max(4, min(Self.barWidth, style.width / 4))
    for layer in rows {
      let depths =
        layer.depths.count == 1
        ? "\(layer.depths.lowerBound)" : "\(layer.depths.lowerBound)–\(layer.depths.upperBound)"
      var bar = ""
      if let adjoint = layer.largestAdjoint, adjoint > 0, adjoint.isFinite {
        // A decade more than there are, so that the smallest has a bar, too.
        bar = style.characters.bar((.log10(adjoint) - least + 1) / (most - least + 1), width: barWidth)
      }
      table.addRow([
        "\(depths)", "\(NumberFormat.grouped(layer.count))", style.value(layer.largestValue),
        layer.largestAdjoint.map { style.value($0) } ?? style.dash, StyledText(bar, .accent),
      ])
    }
    return ([style.laidOut(table)] + words(style).map { style.wrapped($0) }).joined(separator: "\n")
  }

  /// Neighbouring layers together, so many that the rows are not too many.
  private var joined: [GraphLayer] {
    let size = (layers.count + Self.mostRows - 1) / Self.mostRows
    if size < 2 { return layers }
    return stride(from: 0, to: layers.count, by: size).map { first in
      layers[first..<min(first + size, layers.count)].dropFirst().reduce(layers[first]) {
        $0.joined(with: $1)
      }
    }
  }

  /// What becomes of derivatives on the way down, and what else there is to say.
  private func words(_ style: TextStyle) -> [StyledText] {
    let short = NumberFormat(digits: 4)
    let flow = GradientFlow(layers)
    var sentences: [StyledText] = []
    switch flow {
    case .none: sentences.append("\(target, .name) is connected to no input")
    case .undefined(let depth):
      sentences.append(
        "undefined: from depth \(depth) down adjoints are infinite or nan; ':why \(target)' tells where they come from"
      )
    case .dead(let depth):
      sentences.append(
        "dead: at depth \(depth) and below every adjoint is 0; ':why \(target)' tells on which flat places")
    case .vanishing(let factor, let left):
      sentences.append(
        "vanishing: on average a layer multiplies adjoints by \(short.string(factor)); \(short.string(left)) reaches the inputs"
      )
    case .exploding(let factor, let left):
      sentences.append(
        "exploding: on average a layer multiplies adjoints by \(short.string(factor)); \(short.string(left)) reaches the inputs"
      )
    case .uneven(let range, let left):
      sentences.append(
        "uneven: the largest adjoints of layers are between \(short.string(range.lowerBound)) and \(short.string(range.upperBound)); \(short.string(left)) reaches the inputs"
      )
    case .even(let range):
      sentences.append(
        "derivatives neither vanish nor explode: the largest adjoints are between \(short.string(range.lowerBound)) and \(short.string(range.upperBound))"
      )
    }
    let dead = layers.reduce(0) { $0 + $1.deadCount }
    if dead > 0, !flow.isDead {
      sentences.append(
        "the adjoint of \(NumberFormat.count(dead, "node")) is 0: what they do does not matter here")
    }
    let nonFinite = layers.reduce(0) { $0 + $1.nonFiniteCount }
    if nonFinite > 0 {
      sentences.append("\(NumberFormat.count(nonFinite, "value")) infinite or nan")
    }
    return sentences
  }
}

/// What becomes of adjoints on their way from the target down to the inputs.
enum GradientFlow {
  /// There is no way.
  case none

  /// They are no numbers from some depth on down.
  case undefined(depth: Int)

  /// They are all 0 from some depth on down.
  case dead(depth: Int)

  /// They shrink, or grow, by a factor with each layer, to something at the inputs.
  case vanishing(factor: Double, left: Double)
  case exploding(factor: Double, left: Double)

  /// They reach the inputs, but are much smaller or larger in between.
  case uneven(ClosedRange<Double>, left: Double)
  case even(ClosedRange<Double>)

  /// By how much the largest adjoints at the inputs must differ from the target's, which is 1, and in how many layers.
  private static let (notableSize, fewestLayers) = (1000.0, 4)

  init(_ layers: [GraphLayer]) {
    let sizes = layers.map(\.largestAdjoint)
    guard let bottom = sizes.first ?? nil, let top = layers.last else {
      self = .none
      return
    }
    if let depth = sizes.lastIndex(where: { $0.map { !$0.isFinite } ?? false }) {
      self = .undefined(depth: depth)
    } else if bottom == 0 {
      self = .dead(depth: sizes.prefix { $0 ?? 0 == 0 }.count - 1)
    } else {
      let depth = top.depths.upperBound
      let factor = Double.exp(.log(bottom) / Double(max(1, depth)))
      if depth >= Self.fewestLayers, bottom < 1 / Self.notableSize {
        self = .vanishing(factor: factor, left: bottom)
      } else if depth >= Self.fewestLayers, bottom > Self.notableSize {
        self = .exploding(factor: factor, left: bottom)
      } else {
        let finite = sizes.compactMap(\.self).filter { $0 > 0 }
        let range = (finite.min() ?? 1)...(finite.max() ?? 1)
        let isEven = range.lowerBound * Self.notableSize > 1 && range.upperBound < Self.notableSize
        self = isEven ? .even(range) : .uneven(range, left: bottom)
      }
    }
  }

  /// Whether nothing reaches the inputs.
  var isDead: Bool { if case .dead = self { true } else { false } }

  /// A word for programs.
  var code: String {
    switch self {
    case .none: "not-connected"
    case .undefined: "undefined"
    case .dead: "dead"
    case .vanishing: "vanishing"
    case .exploding: "exploding"
    case .uneven: "uneven"
    case .even: "even"
    }
  }
}
