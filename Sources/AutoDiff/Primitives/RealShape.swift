/// What a function of one operand looks like along the number line.
public struct RealShape: Sendable {
  /// Where it is defined; its poles are left out besides.
  public let domain: RealDomain

  /// Where it grows without limit.
  public let poles: Poles

  /// Where it goes up and where down.
  public let course: Course

  /// What is to be said of its ends, in words.
  let note: String?

  /// Poles, which all lie at simple places.
  public enum Poles: Sendable, Equatable {
    /// There are none.
    case none

    /// At some numbers.
    case at([Double])

    /// At all multiples of a step, moved by some.
    case multiples(of: Double, plus: Double)

    /// At this whole number and all below it.
    case wholeNumbers(upTo: Double)
  }

  /// Where a function goes up and where down, as far as that is simple. What is said of rising holds weakly: a function
  /// may stay the same for a while.
  public enum Course: Sendable, Equatable {
    /// It is not known, or not simple.
    case unknown

    /// It rises wherever it is defined; a pole may take it back down.
    case rising

    /// It falls wherever it is defined; a pole may take it back up.
    case falling

    /// It falls down to its least value, there, and rises from then on.
    case fallingTo(Double)

    /// It rises up to its greatest value, there, and falls from then on.
    case risingTo(Double)

    /// It rises and falls again and again: its greatest values lie at multiples of a period from the first number, and its
    /// least ones at multiples of a period from the second.
    case periodic(Double, greatestAt: Double, leastAt: Double)
  }

  /// A shape; without a word everything is as simple as it can be.
  public init(
    _ course: Course = .unknown, domain: RealDomain = .all, poles: Poles = .none, note: String? = nil
  ) {
    (self.domain, self.poles, self.course, self.note) = (domain, poles, course, note)
  }

  /// The domain in words, for an operand of this name.
  public func words(for name: String) -> String {
    let words: String
    switch poles {
    case .none: words = domain.words(for: name)
    case .at(let poles):
      let inside = poles.filter { !domain.ends.contains($0) }.map { "\(name) not \(Int($0))" }
      let interval = domain == .all && !inside.isEmpty ? [] : [domain.words(for: name)]
      words = (interval + inside).joined(separator: ", ")
    case .multiples(_, plus: 0): words = "\(name) not a multiple of pi"
    case .multiples: words = "\(name) not an odd multiple of pi/2"
    case .wholeNumbers(upTo: 0): words = "\(name) not 0 or a negative whole number"
    case .wholeNumbers: words = "\(name) not a negative whole number"
    }
    return note.map { "\(words); \($0)" } ?? words
  }
}

extension RealShape.Poles {
  /// The pole that is nearest to a number, if there is one.
  public func nearest(to x: Double) -> Double? {
    switch self {
    case .none: return nil
    case .at(let poles): return poles.min { abs(x - $0) < abs(x - $1) }
    case .multiples(let step, plus: let first): return ((x - first) / step).rounded() * step + first
    case .wholeNumbers(upTo: let last): return min(x.rounded(), last)
    }
  }

  /// Whether an infinite value at this number is that of a pole, and not one that is too large for a double.
  func explainInfinity(at x: Double) -> Bool { nearest(to: x).map { abs(x - $0) < 0.5 } ?? false }
}
