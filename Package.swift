// swift-tools-version: 6.2

import PackageDescription

// The targets stand on floors, and imports point down only. A target may import what stands in its
// `dependencies` and nothing else: `make lint` builds with an import check that enforces it.
let package = Package(
  name: "adrepl",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "AutoDiff", targets: ["AutoDiff"]),
    .executable(name: "adrepl", targets: ["adrepl"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
  ],
  targets: [
    // Below all: the C library under one name, and what of it Swift does not see; how much memory there is.
    .target(name: "Platform", dependencies: ["CPlatform"]),
    .systemLibrary(name: "CPlatform", path: "Modules/CPlatform"),
    .target(name: "Memory", dependencies: ["Platform"]),
    .target(name: "CKernels"),

    // Floor 0: each knows nothing of the others.
    .target(
      name: "AutoDiff",
      dependencies: [
        "CKernels", "Memory", "Platform", .product(name: "RealModule", package: "swift-numerics"),
      ]
    ),
    .target(name: "Formulas", dependencies: ["Memory", "Platform"]),
    .target(
      name: "Pictures",
      dependencies: ["Memory", "Platform", .product(name: "RealModule", package: "swift-numerics")]),
    .target(name: "Terminals", dependencies: ["CLibEdit", "Memory", "Platform"]),
    .systemLibrary(
      name: "CLibEdit",
      path: "Modules/CLibEdit",
      pkgConfig: libEditPackageConfiguration,
      providers: [.apt(["libedit-dev"])]
    ),

    // Floor 1: the graph spoken to.
    .target(name: "Sessions", dependencies: ["AutoDiff", "Formulas", "Memory"]),

    // Floor 2: a line in, an outcome out; and what goes into other languages.
    .target(
      name: "Export", dependencies: ["AutoDiff", "Formulas", "Sessions"],
      resources: [.embedInCode("JavaScript/functions.js")]),
    .target(
      name: "Commands",
      dependencies: [
        "AutoDiff", "Export", "Formulas", "Memory", "Pictures", "Sessions",
        .product(name: "RealModule", package: "swift-numerics"),
      ],
      resources: [.embedInCode("Graph/Page/page.js"), .embedInCode("Graph/Page/page.css")]),

    // Floor 3: flags, wiring, the loop.
    .executableTarget(
      name: "adrepl",
      dependencies: [
        "Commands", "Memory", "Platform", "Terminals",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),

    // Not products: nobody who uses the package builds them.
    .executableTarget(
      name: "Fuzzer",
      dependencies: ["Commands", "Formulas", "Pictures", "Platform", "SeededRandom", "Sessions"],
      path: "Fuzzing", exclude: ["README.md"]),
    .target(name: "SeededRandom", path: "Tests/SeededRandom"),
    .target(name: "PythonScripts", path: "Tests/PythonScripts", exclude: ["browser.py", "well_formed.py"]),

    .testTarget(name: "MemoryTests", dependencies: ["Memory"]),
    .testTarget(
      name: "AutoDiffTests", dependencies: ["AutoDiff", "Memory", "Platform", "SeededRandom"],
      exclude: [
        "References/generate.py", "References/series.py", "References/derivatives.py",
        "References/coefficients.py", "References/bessel.py",
      ]),
    .testTarget(name: "FormulasTests", dependencies: ["Formulas", "Memory", "SeededRandom"]),
    .testTarget(
      name: "ExportTests",
      dependencies: ["AutoDiff", "Export", "Formulas", "PythonScripts", "SeededRandom", "Sessions"],
      exclude: ["latex.py"]),
    .testTarget(name: "TerminalsTests", dependencies: ["Platform", "Terminals"]),
    .testTarget(
      name: "PicturesTests", dependencies: ["Memory", "Pictures", "Platform", "SeededRandom"],
      exclude: ["Graphs/Layout/expression_graphs.py"]),
    .testTarget(
      name: "SessionsTests",
      dependencies: ["AutoDiff", "Formulas", "Memory", "PythonScripts", "SeededRandom", "Sessions"],
      exclude: [
        "Generated/reference.py", "Generated/simplification.py", "Generated/exceptional.py",
        "Generated/exceptional_arithmetic.py", "Generated/exceptional_check.py",
        "Generated/exceptional_formulas.py",
      ]),
    .testTarget(
      name: "CommandsTests",
      dependencies: [
        "AutoDiff", "Commands", "Formulas", "Memory", "Pictures", "Platform", "PythonScripts", "SeededRandom",
        "Sessions",
      ]),
    .testTarget(
      name: "adreplTests",
      dependencies: [
        "adrepl", "Platform", "SeededRandom",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),
  ],
  swiftLanguageModes: [.v6]
)

/// macOS has libedit's header in its SDK and no `.pc` file; asking for one there only warns.
var libEditPackageConfiguration: String? {
  #if os(Linux)
    "libedit"
  #else
    nil
  #endif
}

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
  ]
}
