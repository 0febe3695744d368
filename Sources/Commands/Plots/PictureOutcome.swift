import Pictures

/// An outcome that is a picture.
protocol PictureOutcome: Outcome {
  /// The picture as SVG.
  func svg(_ style: TextStyle) -> String
}

extension PlotOutcome: PictureOutcome {}
extension FieldOutcome: PictureOutcome {}
extension ParametricOutcome: PictureOutcome {}
