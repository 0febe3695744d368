import AutoDiff
import Export
import Formulas
import Memory
import Pictures
import Sessions

/// A formula and its derivatives, set for a page and for papers.
struct PageFormulas {
  /// The left side of an equation, and what it is equal to.
  struct Equation {
    let mathML: String
    let latex: String
    let typst: String
  }

  /// The equation of the target, and those of its derivatives by each of the inputs; nil for what is too long to be set.
  let equations: [Equation?]

  var latex: String { equations.compactMap { $0?.latex }.joined(separator: "\n") }
  var typst: String { equations.compactMap { $0?.typst }.joined(separator: "\n") }

  /// The inputs of which derivatives are set, and the nodes of the largest target.
  private static let most = (inputs: 30, nodes: 300)

  /// The operations of the longest formula.
  private static let limit = 60

  init(of target: Target, _ id: NodeID, by inputs: [NodeID], _ context: CommandContext) throws {
    let (graph, session, names) = (context.graph, context.session, context.names)
    guard try graph.cone(of: [id], context.cancellation).count <= Self.most.nodes else {
      equations = [nil] + inputs.map { _ in nil }
      return
    }
    let own = session.formula(of: id, limit: Self.limit, hasExactNumbers: true)
    let isNamed = graph.label(of: id) == target.title
    var equations = [
      Self.isWhole(own)
        ? Self.equation {
          isNamed && !graph.isInput(id) ? $0.equation(name: target.title, own) : $0.text(of: own)
        }
        : nil
    ]
    for (position, input) in inputs.enumerated() {
      try context.cancellation.check()
      let name = names.name(of: input)
      guard position < Self.most.inputs else {
        equations.append(nil)
        continue
      }
      let written = try session.leavingNoNodes { () throws(any Error) in
        let derivative = try session.derivative(of: target.operand, by: [input])
        return try session.simplifiedFormula(of: derivative.id(in: graph), width: 240)
      }
      guard let formula = written.parts.isEmpty ? written.formula : written.expanded, Self.isWhole(formula)
      else {
        equations.append(nil)
        continue
      }
      equations.append(
        Self.equation { writer in
          writer.equation(
            ofDerivativeOf: isNamed ? nil : own, name: isNamed ? target.title : nil, by: [(name, 1)],
            isPartial: inputs.count > 1, formula)
        })
    }
    self.equations = equations
  }

  /// Whether no nodes without names stand in it.
  private static func isWhole(_ formula: Formula) -> Bool {
    !formula.nodes.contains { if case .node = $0.kind { true } else { false } }
  }

  private static func equation(_ text: (MathWriter) -> String) -> Equation {
    let languages = [MathLanguage.mathml, .latex, .typst].map { language in
      let writer = MathWriter(language)
      return writer.whole(text(writer))
    }
    return Equation(mathML: compact(languages[0]), latex: languages[1], typst: languages[2])
  }

  /// The same in fewer bytes, for a parser of HTML: without the name space, with the short names of signs, and without rows of one
  /// element.
  private static func compact(_ mathML: String) -> String {
    mathML.replacing(#" xmlns="http://www.w3.org/1998/Math/MathML""#, with: "").replacing(
      "&#x2062;", with: "&it;"
    )
    .replacing("&#x2061;", with: "&af;").replacing(
      #"<mi mathvariant="normal">"#, with: "<mi mathvariant=normal>"
    )
    .replacing(/<mrow>(<(m[ino])[^<>]*>[^<]*<\/\2>)<\/mrow>/) { $0.1 }
  }
}
