import RealModule

extension Plot {
  /// The measures of the picture in its own units.
  private enum Measure {
    static let width = 720.0
    static let height = 420.0
    static let top = 16.0
    static let right = 20.0
    static let bottom = 34.0
    static let advance = Double(SVGDocument.advance) / 10
    static let legendHeight = 20.0
  }

  /// Colours of curves that read on light and on dark ground.
  private static let colors = ["#2f6fde", "#d9730d", "#8b5cf6", "#0f9d76"]
  private static let dashes = ["", "9 5", "2 4", "9 4 2 4"]

  /// The picture as SVG, which ends with a line break: it stands alone, with a title and a description for those who do not see
  /// it, and its colours read on light and on dark ground.
  ///
  /// - Complexity: O(number of points).
  package func svg(titled title: String, isDark: Bool = false) -> String {
    let verticalTicks = vertical.ticks(atMost: 8).filter {
      (-1e-9...1 + 1e-9).contains(vertical.fraction(of: $0.value))
    }
    let horizontalTicks = horizontal.ticks(atMost: 10).filter {
      (-1e-9...1 + 1e-9).contains(horizontal.fraction(of: $0.value))
    }
    let labelWidth = Double(verticalTicks.map { displayWidth($0.text) }.max() ?? 0) * Measure.advance
    let area = Area(
      left: labelWidth + 18, right: Measure.width - Measure.right,
      top: Measure.top + (hasLegend ? Measure.legendHeight : 0), bottom: Measure.height - Measure.bottom)
    let palette: SVGPalette = isDark ? .dark : .light
    var body: [String] = []
    for tick in verticalTicks {
      let y = number(area.y(vertical.fraction(of: tick.value)))
      body.append(grid("M\(number(area.left)) \(y)H\(number(area.right))", isAxis: tick.value == 0, palette))
      body.append(label(tick.text, x: number(area.left - 8), y: "\(y)", anchor: "end", shift: 4, palette))
    }
    for tick in horizontalTicks {
      let x = number(area.x(horizontal.fraction(of: tick.value)))
      body.append(grid("M\(x) \(number(area.top))V\(number(area.bottom))", isAxis: tick.value == 0, palette))
      body.append(label(tick.text, x: x, y: number(area.bottom + 18), anchor: "middle", shift: 0, palette))
    }
    body.append(
      #"<rect class="line" x="\#(number(area.left))" y="\#(number(area.top))" width="\#(number(area.right - area.left))" height="\#(number(area.bottom - area.top))" fill="none" stroke="\#(palette.line)"/>"#
    )
    for pole in poles where (0...1).contains(horizontal.fraction(of: pole)) {
      let x = number(area.x(horizontal.fraction(of: pole)))
      body.append(
        #"<path class="line" d="M\#(x) \#(number(area.top))V\#(number(area.bottom))" fill="none" stroke="\#(palette.line)" stroke-dasharray="3 4"/>"#
      )
    }
    body.append(#"<g clip-path="url(#area)">"#)
    for (place, curve) in curves.enumerated().reversed() { body += drawn(curve, place, area) }
    body.append("</g>")
    for text in labels {
      let (x, y) = (area.x(horizontal.fraction(of: text.x)), area.y(vertical.fraction(of: text.y)))
      body.append(label(text.text, x: number(x), y: number(y), anchor: "middle", shift: 4, palette))
    }
    for mark in marks {
      let (x, y) = (area.x(horizontal.fraction(of: mark.x)), area.y(vertical.fraction(of: mark.y)))
      body.append(
        label(String(mark.character), x: number(x), y: number(y), anchor: "middle", shift: 4, palette))
    }
    if hasLegend { body += legend(area, palette) }
    return document(body, area, title, isDark)
  }

  /// Where curves are drawn.
  private struct Area {
    let left: Double
    let right: Double
    let top: Double
    let bottom: Double

    func x(_ fraction: Double) -> Double { left + fraction * (right - left) }
    func y(_ fraction: Double) -> Double { bottom - fraction * (bottom - top) }
  }

  /// A length with two decimals; what is far outside is cut off.
  private func number(_ value: Double) -> String {
    let hundredths = (max(-1e5, min(1e5, value.isNaN ? 0 : value)) * 100).rounded()
    let whole = Int(hundredths)
    let (units, rest) = (abs(whole) / 100, abs(whole) % 100)
    let sign = whole < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(units)" }
    return rest % 10 == 0 ? "\(sign)\(units).\(rest / 10)" : "\(sign)\(units).\(rest < 10 ? "0" : "")\(rest)"
  }

  private func grid(_ path: String, isAxis: Bool, _ palette: SVGPalette) -> String {
    #"<path class="line" d="\#(path)" fill="none" stroke="\#(palette.line)" stroke-opacity="\#(isAxis ? "0.7" : "0.18")"/>"#
  }

  private func label(
    _ text: String, x: String, y: String, anchor: String, shift: Int, _ palette: SVGPalette
  ) -> String {
    let dy = shift == 0 ? "" : #" dy="\#(shift)""#
    return
      #"<text class="caption" x="\#(x)" y="\#(y)"\#(dy) text-anchor="\#(anchor)" fill="\#(palette.line)">\#(escapedForXML(text))</text>"#
  }

  private func drawn(_ curve: Curve, _ rank: Int, _ area: Area) -> [String] {
    func place(_ point: (x: Double, y: Double)) -> (x: Double, y: Double) {
      (area.x(horizontal.fraction(of: point.x)), area.y(vertical.fraction(of: point.y)))
    }
    let color = Self.colors[rank % Self.colors.count]
    let dash = hasLegend ? Self.dashes[rank % Self.dashes.count] : ""
    let pattern = dash.isEmpty ? "" : #" stroke-dasharray="\#(dash)""#
    var parts: [String] = []
    var path = ""
    for stroke in curve.strokes {
      for (number, point) in stroke.enumerated() {
        let (x, y) = place(point)
        path += "\(number == 0 ? "M" : "L")\(self.number(x)) \(self.number(y))"
      }
    }
    for band in curve.bands {
      let (start, end) = (
        place((band.x.lowerBound, band.y.upperBound)), place((band.x.upperBound, band.y.lowerBound))
      )
      parts.append(
        #"<rect x="\#(number(start.x))" y="\#(number(start.y))" width="\#(number(end.x - start.x))" height="\#(number(max(1, end.y - start.y)))" fill="\#(color)" fill-opacity="0.45"/>"#
      )
    }
    if !path.isEmpty {
      let width = curve.isFaint ? "1.2" : "2"
      parts.append(
        #"<path d="\#(path)" fill="none" stroke="\#(color)" stroke-width="\#(width)" stroke-linejoin="round"\#(pattern)/>"#
      )
    }
    for point in curve.points {
      let (x, y) = place(point)
      parts.append(
        #"<circle cx="\#(number(x))" cy="\#(number(y))" r="\#(curve.isFaint ? "1.5" : "3")" fill="\#(color)"/>"#
      )
    }
    return parts
  }

  private func legend(_ area: Area, _ palette: SVGPalette) -> [String] {
    var x = area.left
    var parts: [String] = []
    for (place, curve) in curves.enumerated() where !curve.isFaint {
      let dash = Self.dashes[place % Self.dashes.count]
      let pattern = dash.isEmpty ? "" : #" stroke-dasharray="\#(dash)""#
      parts.append(
        #"<path d="M\#(number(x)) 16h26" fill="none" stroke="\#(Self.colors[place % Self.colors.count])" stroke-width="2"\#(pattern)/>"#
      )
      parts.append(label(curve.name, x: number(x + 32), y: "20", anchor: "start", shift: 0, palette))
      x += 32 + Double(displayWidth(curve.name)) * Measure.advance + 24
    }
    return parts
  }

  /// The element around the picture, and what is cut off at the frame.
  private func document(_ body: [String], _ area: Area, _ title: String, _ isDark: Bool) -> String {
    let numbers = NumberFormat(digits: 6)
    let names = curves.filter { !$0.isFaint }.map(\.name).joined(separator: ", ")
    let clip =
      #"<clipPath id="area"><rect x="\#(number(area.left))" y="\#(number(area.top))" width="\#(number(area.right - area.left))" height="\#(number(area.bottom - area.top))"/></clipPath>"#
    return SVGDocument(
      width: number(Measure.width), height: number(Measure.height), title: title,
      description:
        "\(names) for values from \(numbers.string(horizontal.range.lowerBound)) to \(numbers.string(horizontal.range.upperBound))",
      isDark: isDark
    ).text([clip] + body)
  }
}
