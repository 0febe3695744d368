import Export
import Pictures

extension GraphPage {
  /// The page with those of the equations that are given, in the order of ``PageFormulas/equations``, with the data of its
  /// script, and with or without buttons that copy formulas for papers. It is all ASCII, so that nothing can go wrong on the way
  /// to who opens it.
  func text(equations: [String?], data: String, isCopyable: Bool) -> String {
    Self.asciiHTML(body(equations, isCopyable: isCopyable)) + script(data)
  }

  private func body(_ equations: [String?], isCopyable: Bool) -> String {
    let name = escapedForXML(title)
    let derivatives = zip(inputs, equations.dropFirst()).map { input, equation in
      let left = equation ?? "<bdi>\(escapedForXML(input.derivativeTitle))</bdi>"
      return "<div class=math>\(left) = <output data-by=\(input.position)></output></div>"
    }
    let isCut = equations.contains { $0 == nil }
    let words = [
      isCut ? "Some formulas are too long for this page; :diff shows them." : nil,
      isCut || isCopyable
        ? nil : "LaTeX and Typst are too long for this page; :diff --latex and --typst write them.",
    ].compactMap(\.self)
    let word = words.map { "<div class=faint>\($0)</div>" }.joined()
    let curves = inputs.filter { $0.heldBy == nil }.prefix(Self.mostCurves).map { _ in
      "<svg width=240 height=150 role=img></svg>"
    }
    let copies =
      isCopyable ? "<button id=latex>copy LaTeX</button> <button id=typst>copy Typst</button> " : ""
    let (width, height) = (placed.width, placed.height)
    return """
      <!doctype html>
      <html lang=en>
      <meta charset=utf-8>
      <meta http-equiv=Content-Security-Policy content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
      <meta name=viewport content="width=device-width, initial-scale=1">
      <title>\(name)</title>
      <style>
      \(Self.style)</style>
      <h1>\(equations[0] ?? "<bdi>\(name)</bdi>")</h1>
      <div><bdi>\(name)</bdi> = <output id=value></output></div>
      <section>\(derivatives.joined(separator: "\n"))\(word)<div id=remark></div></section>
      <section id=inputs aria-label=inputs></section>
      <section><button id=reset>reset</button> <button id=reverse>◂ reverse</button> <button id=forward>forward ▸</button> <button id=back>back</button> <button id=next>step</button> <button id=all>all</button>
      <p id=say aria-live=polite></p>
      <div class=graph id=area><svg width=\(width) height=\(height) viewBox="0 0 \(width) \(height)" style="min-width:\(Self.leastWidth(width))px" role=group aria-label="the graph of \(name)"><defs><marker id=arrow viewBox="0 -4 8 8" refX=1 markerWidth=8 markerHeight=8 markerUnits=userSpaceOnUse orient=auto><path d="M0 -4L8 0L0 4z"/></marker></defs><g id=lines></g><g id=boxes></g></svg></div>
      <div id=panel class=faint>Point at a node, or walk with Tab and the arrow keys.</div></section>
      <section class=curves>\(curves.joined())</section>
      <details id=table><summary>all nodes</summary><table><thead><tr><th>node<th>formula<th>value<th>adjoint<th>tangent<tbody id=nodes></table></details>
      <details id=help><summary>keys</summary>Tab goes from node to node, the arrow keys along the lines. Space takes a step, b goes back, a shows all, r resets the inputs, ? shows this. The link in the address bar keeps the inputs.</details>
      <p>\(copies)<button id=rows>copy the table</button> <button id=print>print</button></p>
      <footer>Made by adrepl. This page computes values and derivatives by itself, in plain doubles.</footer>
      <noscript>Without JavaScript there is nothing to see here.</noscript>
      <script>

      """
  }

  private func script(_ data: String) -> String {
    """
    const D = \(data);
    const P = (() => {
    \(library.functions)
    return {
    \(library.table)
    };
    })();
    \(Self.script)</script>
    """
  }

  /// How narrow a drawing is shown: one that nearly fits a screen is made smaller.
  private static func leastWidth(_ width: Int) -> Int { width > 1600 ? width : width * 7 / 10 }

  /// The inputs of which a page has curves.
  private static let mostCurves = 12

  /// Without blanks beside its signs.
  private static let style = String(decoding: PackageResources.page_css, as: UTF8.self)
    .replacing(#/\x20?([{};:,])\x20/#) { $0.1 }.replacing(" {", with: "{")

  /// Statement by statement, but without indentation and remarks, which stand in `page.js`: formulas have their room.
  private static let script = asciiScript(
    String(decoding: PackageResources.page_js, as: UTF8.self).split(separator: "\n").map { line in
      line.trimmingPrefix { $0 == " " }
    }.filter { !$0.hasPrefix("//") }.map { $0 + "\n" }.joined())

  /// HTML in which characters beyond ASCII are references.
  private static func asciiHTML(_ html: String) -> String {
    html.unicodeScalars.reduce(into: "") { text, scalar in
      if scalar.isASCII { text.unicodeScalars.append(scalar) } else { text += "&#\(scalar.value);" }
    }
  }

  /// A script in which characters beyond ASCII, and others, are escapes, as they may be in its strings.
  static func asciiScript(_ script: String, besides others: Set<Unicode.Scalar> = []) -> String {
    script.unicodeScalars.reduce(into: "") { text, scalar in
      if scalar.isASCII, !others.contains(scalar) {
        text.unicodeScalars.append(scalar)
        return
      }
      for unit in String(scalar).utf16 {
        let digits = String(unit, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
  }
}
