/// Whether an ASCII byte is a letter, a digit or `_`.
func isASCIINameByte(_ byte: UInt8) -> Bool {
  (byte | 0x20) &- UInt8(ascii: "a") < 26 || isASCIIDigit(byte) || byte == UInt8(ascii: "_")
}

/// Whether a byte is one of `0` to `9`.
func isASCIIDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

/// Whether a byte is an ASCII blank or newline.
package func isASCIIBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || (9...13).contains(byte) }

extension Unicode.Scalar {
  /// Whether a name can begin with this: a letter or `_`.
  var beginsName: Bool {
    if isASCII { return continuesName && !("0"..."9").contains(self) }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .otherSymbol: return false
    default: return properties.isAlphabetic && !isOperatorLetter
    }
  }

  /// Whether a name can go on with this: a letter, a mark that belongs to one, a digit, a subscript or `_`.
  package var continuesName: Bool {
    if isASCII { return isASCIINameByte(UInt8(truncatingIfNeeded: value)) }
    switch properties.generalCategory {
    case .nonspacingMark, .spacingMark: return !properties.isDefaultIgnorableCodePoint
    case .decimalNumber: return true
    case .otherNumber: return ("₀"..."₉").contains(self)
    default: return beginsName
    }
  }

  /// `ⁱ` and `ⁿ` look like powers, and `ᵀ` transposes. They are letters to Unicode, and would silently be part of a name.
  private var isOperatorLetter: Bool { self == "ⁱ" || self == "ⁿ" || self == "ᵀ" }

  /// The value of a superscript digit, `⁰` to `⁹`.
  var superscriptDigit: UInt8? {
    switch self {
    case "¹": 1
    case "²": 2
    case "³": 3
    case "⁰", "⁴"..."⁹": UInt8(truncatingIfNeeded: value - 0x2070)
    default: nil
    }
  }

  /// How many primes the character is: `′` is one, `″` two.
  var primeCount: Int? {
    switch self {
    case "'", "′": 1
    case "″": 2
    case "‴": 3
    default: nil
    }
  }
}
