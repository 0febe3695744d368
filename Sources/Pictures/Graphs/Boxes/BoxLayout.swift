import Memory

/// Where the boxes of a drawing stand and its lines run, in whole columns and rows.
///
/// *Along* goes from layer to layer, *across* from box to box in a layer: columns and rows, or the other way round where the
/// layers stand one below another.
struct BoxLayout {
  private let boxes: [Box]
  private let texts: BoxTexts
  private let isDown: Bool
  private let layout: GraphLayout
  private let edges: [GraphLayout.Edge]

  /// For each layer the positions of its items across, where lines that would cover each other have moved some.
  private var positions: [[Int]] = []

  /// For each layer where it begins along, and how much it takes.
  private var starts: [Int] = []
  private var thicknesses: [Int] = []

  /// For each gap between layers its nets and their tracks.
  private var channels: [Channel] = []

  /// How much the drawing takes along and across.
  private(set) var along = 0
  private(set) var across = 0

  /// The lines between two layers.
  private struct Channel {
    let nets: [(source: Int, segments: [GraphLayout.Segment])]
    let tracks: ChannelTracks
    let thickness: Int
    let labelWidth: Int
  }

  init(
    _ boxes: [Box], _ texts: BoxTexts, isDown: Bool, _ cancellation: Cancellation
  ) throws(Interruption) {
    (self.boxes, self.texts, self.isDown) = (boxes, texts, isDown)
    let graph = texts.graph
    let vertices = boxes.indices.map { node in
      GraphLayout.Vertex(
        extent: isDown ? boxes[node].columns : boxes[node].rows, outlet: boxes[node].outlet,
        inlets: boxes[node].inlets, commutes: graph.vertex(node).commutes)
    }
    edges = graph.layoutEdges
    layout = try GraphLayout(
      vertices: vertices, edges: edges, separation: isDown ? 2 : 0, bendSeparation: isDown ? 1 : 0,
      cancellation)
    positions = layout.layers.map { $0.map(\.position) }
    place()
  }

  // MARK: Placing

  private mutating func place() {
    for (number, layer) in layout.layers.enumerated() {
      starts.append(along)
      let thickness = layer.reduce(1) { most, item in
        guard case .vertex(let node) = item.kind else { return most }
        return max(most, isDown ? boxes[node].rows : boxes[node].columns)
      }
      thicknesses.append(thickness)
      along += thickness
      guard number + 1 < layout.layers.count else { continue }
      let channel = channel(after: number)
      channels.append(channel)
      along += channel.thickness
    }
    for (layer, items) in layout.layers.enumerated() {
      for (item, position) in zip(items, positions[layer]) {
        across = max(across, position + extent(of: item))
      }
    }
  }

  private func extent(of item: GraphLayout.Item) -> Int {
    guard case .vertex(let node) = item.kind else { return 1 }
    return isDown ? boxes[node].columns : boxes[node].rows
  }

  /// The lines behind a layer. Where two would cover each other, items of the next layer make way.
  private mutating func channel(after layer: Int) -> Channel {
    var nets: [(source: Int, segments: [GraphLayout.Segment])] = []
    for segment in layout.segments[layer] {
      if let last = nets.indices.last, nets[last].source == segment.from {
        nets[last].segments.append(segment)
      } else {
        nets.append((segment.from, [segment]))
      }
    }
    var (tracks, conflict) = ChannelTracks.assign(nets.map { net($0, layer) })
    var attempts = 0
    while let row = conflict, attempts < 1000 {
      makeWay(in: layer + 1, at: row)
      (tracks, conflict) = ChannelTracks.assign(nets.map { net($0, layer) })
      attempts += 1
    }
    let labels = layout.segments[layer].map { displayWidth(texts.label($0, edges)) }.max() ?? 0
    let thickness: Int
    if isDown {
      thickness = max(1, tracks.count) + (labels > 0 ? 1 : 0) + 1
    } else {
      thickness = 1 + max(0, 2 * tracks.count - 1) + (labels > 0 ? labels + 3 : 2)
    }
    return Channel(nets: nets, tracks: tracks, thickness: thickness, labelWidth: labels)
  }

  private func net(
    _ net: (source: Int, segments: [GraphLayout.Segment]), _ layer: Int
  ) -> ChannelTracks.Net {
    ChannelTracks.Net(
      source: positions[layer][net.source] + outlet(layout.layers[layer][net.source]),
      targets: net.segments.map { positions[layer + 1][$0.to] + ($0.inlet ?? 0) })
  }

  private func outlet(_ item: GraphLayout.Item) -> Int {
    if case .vertex(let node) = item.kind { boxes[node].outlet } else { 0 }
  }

  /// Moves what stands at a row of a layer, and all behind it, by one.
  private mutating func makeWay(in layer: Int, at row: Int) {
    for (index, item) in layout.layers[layer].enumerated()
    where positions[layer][index] + extent(of: item) > row {
      positions[layer][index] += 1
    }
  }

  // MARK: Drawing

  /// Draws everything. The lines to the node whose turn it is are heavy, and go back to its operands in a reverse sweep.
  func draw(on canvas: inout DrawingCanvas, active: Int?, isReverse: Bool) {
    var hasReaders = [Bool](repeating: false, count: boxes.count)
    for (layer, channel) in channels.enumerated() {
      drawLines(channel, layer, on: &canvas, active, isReverse)
      for net in channel.nets {
        if case .vertex(let node) = layout.layers[layer][net.source].kind { hasReaders[node] = true }
      }
    }
    for (layer, items) in layout.layers.enumerated() {
      for (item, position) in zip(items, positions[layer]) {
        guard case .vertex(let node) = item.kind else { continue }
        let corner = point(starts[layer], position)
        boxes[node].draw(
          on: &canvas, corner.column, corner.row, hasReaders: hasReaders[node], isDown: isDown,
          isActive: active == boxes[node].id)
      }
    }
  }

  private func point(_ along: Int, _ across: Int) -> (column: Int, row: Int) {
    isDown ? (across, along) : (along, across)
  }

  /// The vertex whose value an item carries.
  private func source(of item: GraphLayout.Item) -> Int {
    switch item.kind {
    case .vertex(let node), .bend(of: let node): node
    }
  }

  private func drawLines(
    _ channel: Channel, _ layer: Int, on canvas: inout DrawingCanvas, _ active: Int?, _ isReverse: Bool
  ) {
    let begin = starts[layer] + thicknesses[layer]
    let end = begin + channel.thickness - 1
    for (number, net) in channel.nets.enumerated() {
      let item = layout.layers[layer][net.source]
      let id = source(of: item)
      let row = positions[layer][net.source] + outlet(item)
      // A value leaves its box at the border; one that passes a layer comes from the channel before.
      let first: Int
      switch item.kind {
      case .vertex(let node):
        first = starts[layer] + (isDown ? boxes[node].rows : boxes[node].columns) - 1
      case .bend: first = starts[layer] - 1
      }
      let turn = channel.tracks.tracks[number].map { begin + (isDown ? $0 : 1 + 2 * $0) }
      let isAnyActive = net.segments.contains { isActive($0, active) }
      for segment in net.segments {
        let target = positions[layer + 1][segment.to] + (segment.inlet ?? 0)
        let weight: DrawingCanvas.Weight = isActive(segment, active) ? .heavy : .light
        // Into the next layer, where the value goes on.
        let last = segment.inlet == nil ? end + 1 : end
        if let turn {
          canvas.line(from: point(turn, row), to: point(turn, target), net: id, weight)
          canvas.line(from: point(turn, target), to: point(last, target), net: id, weight)
        } else {
          canvas.line(from: point(first, row), to: point(last, target), net: id, weight)
        }
        if segment.inlet != nil { drawEnd(segment, end, target, on: &canvas, weight, isReverse) }
      }
      if let turn {
        canvas.line(from: point(first, row), to: point(turn, row), net: id, isAnyActive ? .heavy : .light)
      }
    }
  }

  /// Whether a line leads to the node whose turn it is.
  private func isActive(_ segment: GraphLayout.Segment, _ active: Int?) -> Bool {
    active != nil && segment.edges.contains { boxes[edges[$0].target].id == active }
  }

  /// The arrow at the end of an edge, and what is said of it.
  private func drawEnd(
    _ segment: GraphLayout.Segment, _ end: Int, _ across: Int, on canvas: inout DrawingCanvas,
    _ weight: DrawingCanvas.Weight, _ isReverse: Bool
  ) {
    let isBack = weight == .heavy && isReverse
    let text = StyledText(texts.label(segment, edges), .derivative)
    if isDown {
      canvas.write(StyledText(isBack ? "▴" : "▾", .faint), across, end)
      canvas.write(text, across - text.width / 2, end - 1)
    } else {
      canvas.write(StyledText(isBack ? "◂" : "▸", .faint), end, across)
      canvas.write(text, end - 1 - text.width, across)
    }
  }
}
