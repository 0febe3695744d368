extension Double {
  /// How far this is from the right number, in units of that number's last place, or of `scale`'s where it is larger.
  ///
  /// Equal numbers and two NaNs are no distance apart; an infinity or NaN is infinitely far from anything else.
  func ulps(from wanted: Double, scale: Double = 0) -> Double {
    if isSame(as: wanted) { return 0 }
    let distance = abs(self - wanted) / max(wanted.magnitude, scale).ulp
    return distance.isFinite ? distance : .infinity
  }

  /// Whether two results are equal but for the sign of zero, or both undefined.
  func isSame(as other: Double) -> Bool { self == other || (isNaN && other.isNaN) }
}
