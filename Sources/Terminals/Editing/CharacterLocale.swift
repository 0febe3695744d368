import Platform

/// The C library's idea of characters, which libedit relies on.
enum CharacterLocale {
  /// Makes the C library read and write UTF-8; without it libedit deletes all that is not ASCII.
  ///
  /// The user's locale is taken if it is one of UTF-8. Only the category of characters is touched: a
  /// decimal comma must never reach the numbers.
  static func useUnicode() {
    for locale in ["", "C.UTF-8", "en_US.UTF-8", "UTF-8"] {
      guard setlocale(LC_CTYPE, locale) != nil, let encoding = nl_langinfo(nl_item(CODESET)) else { continue }
      if strcmp(encoding, "UTF-8") == 0 { return }
    }
  }
}
