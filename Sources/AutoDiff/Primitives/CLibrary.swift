import Platform

/// The functions of the C library that Swift and RealModule do not offer, or offer with a narrower domain.
enum CLibrary {
  /// Memory for so many zeros, which takes none where it is not touched; to be given back with ``free(_:)``.
  static func zeros<Element: BitwiseCopyable>(_ count: Int) -> UnsafeMutablePointer<Element> {
    guard let memory = calloc(count, MemoryLayout<Element>.stride) else {
      preconditionFailure("out of memory")
    }
    return memory.bindMemory(to: Element.self, capacity: count)
  }

  /// Gives memory back.
  static func free<Element>(_ memory: UnsafeMutablePointer<Element>) {
    Platform.free(memory)
  }

  /// `a` to the power `b`, for negative `a` and whole `b` too.
  static func pow(_ a: Double, _ b: Double) -> Double {
    Platform.pow(a, b)
  }

  /// The Bessel function of the first kind Jₙ(x).
  static func besselJ(_ n: Int32, _ x: Double) -> Double {
    switch n {
    case 0: j0(x)
    case 1: j1(x)
    default: jn(n, x)
    }
  }

  /// The Bessel function of the second kind Yₙ(x), NaN for x < 0.
  static func besselY(_ n: Int32, _ x: Double) -> Double {
    if x < 0 { return .nan }
    return switch n {
    case 0: y0(x)
    case 1: y1(x)
    default: yn(n, x)
    }
  }
}
