import Foundation
import Memory
import Testing

@testable import Pictures

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// SVG pictures, read by an XML parser.
@Suite struct GraphSVGTests {
  private func picture(_ diagram: Diagram, _ edges: EdgeLabels = .none, isDark: Bool = false) throws -> String
  {
    var picture = GraphSVG()
    (picture.edges, picture.isDark) = (edges, isDark)
    return try picture.string(of: diagram, titled: "a graph", .never)
  }

  @Test func nodesEdgesAndLabelsAreThere() throws {
    let reading = SVGReading(try picture(.swept, .flow))
    #expect(reading.isWellFormed)
    #expect(reading.boxes == 6)
    #expect(reading.arrows == 7)
    #expect(
      reading.texts(ofClass: "label").sorted() == [
        "1·1=1", "1·1=1", "1·1=1", "1·3=3", "1·3=3", "1·3=3", "1·4=4",
      ])
    #expect(Set(reading.texts(ofClass: "title")) == ["x", "y", "%2", "%3", "%4", "z"])
    #expect(reading.texts(ofClass: "derivative").contains("∂ 10"))
  }

  /// It stands alone, says what it shows, and asks for nothing from elsewhere.
  @Test(arguments: [false, true])
  func itStandsAloneAndSaysWhatItShows(isDark: Bool) throws {
    let text = try picture(.swept, .partials, isDark: isDark)
    #expect(text.contains(#"role="img""#) && text.contains("<title") && text.contains("<desc"))
    #expect(text.contains("z %4 + 2 23 ∂ 1"))
    for word in ["<script", "<image", "foreignObject", "url(", "href", "@import"] {
      #expect(!text.contains(word))
    }
    #expect(text.contains("prefers-color-scheme:dark") == !isDark)
    // Boxes bring their own ground.
    #expect(!text.contains(#"class="box" fill="none""#))
  }

  @Test(arguments: [
    "<b>&amp;", "a\"b'c", "]]>", "-->", "שלום", "مرحبا", "e\u{301}", "\u{202E}abc", "漢字", "\u{FFFF}",
    "\u{0}\u{1B}[31m", "👩‍🔬",
  ])
  func namesOfAllKindsAreText(name: String) throws {
    let diagram = Diagram(
      vertices: [
        .init(id: 0, .input, name: name, value: 1),
        .init(id: 1, .operation(.function("sin")), operands: [0], name: "z", value: .nan, marks: [.birth]),
      ], roots: [1])
    let reading = SVGReading(try picture(diagram))
    #expect(reading.isWellFormed)
    #expect(reading.boxes == 2)
    #expect(reading.texts(ofClass: "warning") == [" ✗"])
  }

  @Test func everyBoxLiesInThePictureAndNoTwoOverlap() throws {
    for drawn in DrawnCase.all.prefix(40) {
      let reading = SVGReading(try picture(drawn.diagram))
      #expect(reading.isWellFormed)
      for (index, box) in reading.frames.enumerated() {
        #expect(box.x >= 0 && box.y >= 0)
        #expect(box.x + box.width <= reading.width && box.y + box.height <= reading.height)
        for other in reading.frames[(index + 1)...] {
          let isApart =
            box.x + box.width <= other.x || other.x + other.width <= box.x || box.y + box.height <= other.y
            || other.y + other.height <= box.y
          #expect(isApart)
        }
      }
    }
  }

  @Test func nothingIsAPictureToo() throws {
    #expect(SVGReading(try picture(Diagram(vertices: [], roots: [1]))).isWellFormed)
  }
}

/// What an XML parser finds in a picture.
private final class SVGReading: NSObject, XMLParserDelegate {
  private(set) var isWellFormed = false
  private(set) var boxes = 0
  private(set) var arrows = 0
  private(set) var frames: [(x: Double, y: Double, width: Double, height: Double)] = []
  private(set) var width = 0.0
  private(set) var height = 0.0
  private var classes: [String] = []
  private var texts: [(name: String, text: String)] = []

  init(_ text: String) {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    isWellFormed = parser.parse()
  }

  func texts(ofClass name: String) -> [String] { texts.filter { $0.name == name }.map(\.text) }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    func number(_ key: String) -> Double { attributes[key].flatMap { Double($0) } ?? .nan }
    let names = attributes["class"] ?? ""
    if name == "svg" { (width, height) = (number("width"), number("height")) }
    if name == "rect", names.hasPrefix("box") {
      boxes += 1
      frames.append((number("x"), number("y"), number("width"), number("height")))
    }
    if name == "path", names == "head" { arrows += 1 }
    classes.append(names)
    if name == "tspan" || names == "label" { texts.append((names, "")) }
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    guard let name = classes.last, !texts.isEmpty, texts[texts.count - 1].name == name else { return }
    texts[texts.count - 1].text += text
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    classes.removeLast()
  }
}
