// The C library under one name: `import Platform` brings what `import Glibc`, `Musl` or `Darwin` would, and what those
// hide from Swift (`Modules/CPlatform`).
//
// The modules are re-exported, so that their members are visible wherever this one is imported, as `MemberImportVisibility`
// asks, and no file but this has to know which of the three there is. `Platform.close(descriptor)` names the function of
// the C library where a method of the same name stands in the way. Nothing is added here: a call is the call of the C
// function.

@_exported public import CPlatform

#if canImport(Glibc)
  @_exported public import Glibc
#elseif canImport(Musl)
  @_exported public import Musl
#else
  @_exported public import Darwin
#endif
