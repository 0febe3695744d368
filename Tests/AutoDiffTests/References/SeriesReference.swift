@testable import AutoDiff

/// What mathematics gives when power series go through a primitive: a line of `seriesReferences`.
struct SeriesReference {
  /// The operands, each by its coefficients of the powers 0, 1 and 2.
  let operands: [[Double]]

  /// The right coefficients of the result, from the power 0 on.
  let coefficients: [Double]

  /// For each power how large a coefficient there counts: its height on the Newton polygon.
  let scales: [Double]

  /// The references of each primitive, by the name of its opcode.
  static let all: [String: [SeriesReference]] = {
    var all: [String: [SeriesReference]] = [:]
    for line in seriesReferences.split(separator: "\n") {
      guard let (name, reference) = read(line) else { continue }
      all[name, default: []].append(reference)
    }
    return all
  }()

  private static func read(_ line: Substring) -> (String, SeriesReference)? {
    let sides = line.split(separator: "=").map { $0.split(separator: " ") }
    guard sides.count == 2, let name = sides[0].first else { return nil }
    let operands = sides[0].dropFirst().map { $0.split(separator: ",").compactMap { Double($0) } }
    let coefficients = sides[1].compactMap { Double($0) }
    return (
      String(name),
      SeriesReference(
        operands: operands, coefficients: coefficients, scales: newtonPolygon(of: coefficients))
    )
  }

  /// For each power k the least r⁻ᵏ·max |c_j|·rʲ over all radii r: what |c_k| can be without being the largest term
  /// of the series on some circle, from a line above the logarithms of the coefficients.
  static func newtonPolygon(of coefficients: [Double]) -> [Double] {
    let points = coefficients.enumerated().filter { $0.element != 0 && $0.element.isFinite }
      .map { (power: Double($0.offset), height: Double.log($0.element.magnitude)) }
    var corners: [(power: Double, height: Double)] = []
    for point in points {
      while let (a, b) = corners.suffix(2).pair,
        (b.height - a.height) * (point.power - a.power) <= (point.height - a.height) * (b.power - a.power)
      {
        corners.removeLast()
      }
      corners.append(point)
    }
    var scales = coefficients.map(\.magnitude)
    for (a, b) in zip(corners, corners.dropFirst()) {
      for k in Int(a.power)...Int(b.power) {
        let height = a.height + (b.height - a.height) * (Double(k) - a.power) / (b.power - a.power)
        scales[k] = max(scales[k], .exp(height))
      }
    }
    return scales
  }
}

extension ArraySlice {
  /// The two elements of a slice that has two.
  fileprivate var pair: (Element, Element)? { count == 2 ? (self[startIndex], self[startIndex + 1]) : nil }
}
