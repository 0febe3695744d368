/// A function just beside a point, on one side of it: what it tends to, and how, as the distance t falls to 0 from above.
///
/// It is a sum of terms c·m, where the ``Growth`` m says how fast the term grows or vanishes, sorted from the one that
/// dominates down, with bounds on what was left out:
///
///     √(x² + x³) at 0, on the right:  t + ½t² − ⅛t³ + O(t⁴)
///
/// Numbers of this kind flow through a graph as doubles do. Sums merge terms and products multiply them; a function with a
/// power series composes with it; roots, logarithms and poles take the leading term out; comparisons, `abs`, `max`,
/// `floor` and `if` are decided by the sign of the leading term of a difference, never by a tie. So what is right does not
/// depend on what stands around it: `sqrt(x^2)^2` is t², and `1/(1/x)` is t.
///
/// **Zero or not.** Each coefficient has a bound on its error, which grows only where an operation on doubles was inexact
/// (as two-sum and the fused product tell), so that whole numbers and halves stay exact. A coefficient is exactly 0, and
/// dropped; or certain; or, where it is not larger than its error, uncertain, and kept, since what is lost with it might
/// be all there is. Which it is, is decided only where a leading term is needed (``cleaned``).
///
/// **Two bounds.** What is left out because enough terms are there is *smooth*: it is a series itself, may be differentiated,
/// and is pushed down by starting again with more terms. What oscillates, as sin(1/t), is bounded but *rough*: x·sin(1/x)
/// tends to 0, and no derivative of it is known.
public struct OneSided: Sendable {
  /// The terms, the dominating one first. No two have the same growth.
  private(set) var terms: [Term] = []

  /// What was left out is at most of this size, and a series itself.
  private(set) var smooth: Growth?

  /// What oscillates is at most of this size.
  private(set) var rough: Growth?

  /// Why there is no series, where there is none. Nothing else counts then.
  private(set) var failure: Failure?

  /// Whether something was taken for 0 which is 0 within rounding only.
  var isWithinRounding = false

  /// Where it is computed; nil for what has no infinite series: constants.
  private(set) var context: ExpansionContext?

  /// c·m, with a bound on the error of c.
  struct Term: Sendable {
    var growth: Growth
    var coefficient: Double
    var error: Double

    /// Whether the coefficient is known not to be 0.
    @inline(__always) var isCertain: Bool { coefficient.magnitude > error }
  }

  /// Why there is no series. In a sum or product of two that fail the greater failure counts.
  enum Failure: Int, Sendable, Comparable {
    /// The terms that were kept have cancelled: with more of them it may be known.
    case needsMoreTerms

    /// A coefficient is beyond the range of doubles: the sides are not those of the function, but of its overflow.
    case overflow

    /// It depends on something that oscillates, or on a limit that cannot be told.
    case undecided

    /// The function is not defined on this side.
    case undefined

    static func < (a: Failure, b: Failure) -> Bool { a.rawValue < b.rawValue }
  }

  /// No series, for a reason.
  init(_ failure: Failure) { self.failure = failure }

  /// A constant, with a bound on its error.
  init(_ value: Double, error: Double) {
    guard value.isFinite else {
      failure = value.isNaN ? .undefined : .overflow
      return
    }
    if value != 0 || error != 0 {
      terms = [Term(growth: .constant, coefficient: value, error: error)]
    }
  }

  /// The number that moves away from a value: value + direction·t.
  init(_ value: Double, direction: Double, in context: ExpansionContext?) {
    self.init(value, error: 0)
    self.context = context
    if direction != 0 { terms.append(Term(growth: .variable, coefficient: direction, error: 0)) }
  }

  /// Terms in any order, with bounds.
  init(
    _ terms: [Term], smooth: Growth? = nil, rough: Growth? = nil, in context: ExpansionContext?,
    isWithinRounding: Bool = false
  ) {
    self.context = context
    self.isWithinRounding = isWithinRounding
    (self.smooth, self.rough) = (smooth, rough)
    for term in terms { insert(term) }
    normalize()
  }

  /// A plain series; nil stands for one with coefficients that are beyond the range of doubles.
  init(_ plain: PlainSeries?, in context: ExpansionContext?, isWithinRounding: Bool) {
    self.context = context
    self.isWithinRounding = isWithinRounding
    guard let plain else {
      failure = .overflow
      return
    }
    smooth = plain.bound.map { Growth(power: $0) }
    terms = plain.terms.map {
      Term(growth: Growth(power: $0.power), coefficient: $0.coefficient, error: $0.error)
    }
  }

  /// What oscillates and is at most of some size.
  static func oscillating(_ size: Growth, in context: ExpansionContext?) -> OneSided {
    OneSided([], rough: size, in: context)
  }

  /// Whether it is 0, exactly and for all small t.
  var isZero: Bool { failure == nil && terms.isEmpty && smooth == nil && rough == nil }

  /// The value, if it is the same for all small t.
  var constantValue: Term? {
    guard failure == nil, smooth == nil, rough == nil, terms.count <= 1 else { return nil }
    guard let term = terms.first else { return Term(growth: .constant, coefficient: 0, error: 0) }
    return term.growth.isConstant ? term : nil
  }

  /// The stronger one of the two bounds.
  var bound: Growth? { OneSided.stronger(smooth, rough) }

  /// What bounds the whole from above: the first term, or what was left out.
  var size: Growth? { OneSided.stronger(terms.first?.growth, bound) }

  static func stronger(_ a: Growth?, _ b: Growth?) -> Growth? {
    guard let a else { return b }
    guard let b else { return a }
    return Growth.compare(a, b) >= 0 ? a : b
  }
}

extension OneSided {
  /// Puts a term in its place; of the same growth, coefficients are added.
  @inline(__always)
  private mutating func insert(_ term: Term) {
    var position = terms.count
    while position > 0 {
      let order = Growth.compare(terms[position - 1].growth, term.growth)
      if order > 0 { break }
      if order == 0 {
        terms[position - 1].add(term)
        return
      }
      position -= 1
    }
    terms.insert(term, at: position)
  }

  /// Drops what is exactly 0, what the bounds cover, and what is more than enough.
  private mutating func normalize() {
    let (limit, bound) = (context?.termCount ?? .max, bound)
    var certainCount = 0
    var kept = 0
    for position in terms.indices {
      let term = terms[position]
      if let bound, Growth.compare(term.growth, bound) <= 0 { break }
      if term.coefficient == 0, term.error == 0 { continue }
      // Beyond the range of doubles: it is one of those that are left out, if it vanishes at all.
      guard term.coefficient.isFinite, term.error.isFinite else {
        if !term.growth.isInfinitesimal {
          self = OneSided(.overflow)
          return
        }
        smooth = OneSided.stronger(smooth, term.growth)
        break
      }
      if term.isCertain { certainCount += 1 }
      // Uncertain ones are kept beside the others, so that they take nobody's place.
      if certainCount > limit || kept / 3 >= limit {
        smooth = OneSided.stronger(smooth, term.growth)
        break
      }
      terms[kept] = term
      kept += 1
    }
    terms.removeSubrange(kept...)
  }

  /// The greater one of two failures.
  private static func failure(_ a: OneSided, _ b: OneSided) -> OneSided? {
    guard a.failure != nil || b.failure != nil else { return nil }
    return OneSided(max(a.failure ?? .needsMoreTerms, b.failure ?? .needsMoreTerms))
  }

  static func sum(_ a: OneSided, _ b: OneSided) -> OneSided {
    if let failure = failure(a, b) { return failure }
    if a.isZero { return b.marked(a.isWithinRounding) }
    if b.isZero { return a.marked(b.isWithinRounding) }
    var result = OneSided([], in: a.context ?? b.context)
    result.smooth = stronger(a.smooth, b.smooth)
    result.rough = stronger(a.rough, b.rough)
    result.isWithinRounding = a.isWithinRounding || b.isWithinRounding
    result.terms.reserveCapacity(a.terms.count + b.terms.count)
    var (i, j) = (0, 0)
    while i < a.terms.count || j < b.terms.count {
      let order =
        i == a.terms.count
        ? -1 : (j == b.terms.count ? 1 : Growth.compare(a.terms[i].growth, b.terms[j].growth))
      result.terms.append(order >= 0 ? a.terms[i] : b.terms[j])
      if order == 0 { result.terms[result.terms.count - 1].add(b.terms[j]) }
      if order >= 0 { i += 1 }
      if order <= 0 { j += 1 }
    }
    result.normalize()
    return result
  }

  static func product(_ a: OneSided, _ b: OneSided) -> OneSided {
    if let failure = failure(a, b) { return failure }
    if a.isZero || b.isZero { return OneSided([], in: nil).marked(a.isWithinRounding || b.isWithinRounding) }
    if let left = a.plain, let right = b.plain {
      let context = a.context ?? b.context
      let product = PlainSeries.product(left, right, termCount: context?.termCount ?? .max)
      return OneSided(product, in: context, isWithinRounding: a.isWithinRounding || b.isWithinRounding)
    }
    var result = OneSided([], in: a.context ?? b.context)
    result.isWithinRounding = a.isWithinRounding || b.isWithinRounding
    for (left, right) in [(a, b), (b, a)] {
      guard let size = right.size else { continue }
      if let smooth = left.smooth { result.smooth = stronger(result.smooth, smooth * size) }
      if let rough = left.rough { result.rough = stronger(result.rough, rough * size) }
    }
    let bound = result.bound
    for left in a.terms {
      for right in b.terms {
        let growth = left.growth * right.growth
        // Further terms on the right are smaller still.
        if let bound, Growth.compare(growth, bound) <= 0 { break }
        result.insert(Term.product(left, right, growth))
      }
    }
    result.normalize()
    return result
  }

  static func negated(_ a: OneSided) -> OneSided {
    var result = a
    for position in result.terms.indices { result.terms[position].coefficient.negate() }
    return result
  }

  /// The series times c·m.
  func times(_ factor: Term) -> OneSided {
    if failure != nil { return self }
    var result = self
    result.smooth = smooth.map { $0 * factor.growth }
    result.rough = rough.map { $0 * factor.growth }
    result.terms = terms.map { Term.product($0, factor, $0.growth * factor.growth) }
    result.normalize()
    return result
  }

  /// The series times a number that is exact.
  func scaled(by factor: Double) -> OneSided {
    factor == 0
      ? OneSided([], in: nil) : times(Term(growth: .constant, coefficient: factor, error: 0))
  }

  /// The series without its first terms.
  func dropping(_ count: Int) -> OneSided {
    var result = self
    result.terms.removeFirst(count)
    return result
  }

  func marked(_ isWithinRounding: Bool) -> OneSided {
    guard isWithinRounding else { return self }
    var result = self
    result.isWithinRounding = true
    return result
  }

  /// The series, in a context where it has none.
  func placed(in context: ExpansionContext?) -> OneSided {
    guard self.context == nil, let context else { return self }
    var result = self
    result.context = context
    return result
  }
}
