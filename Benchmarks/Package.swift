// swift-tools-version: 6.2

import PackageDescription

// A package of its own, so that nobody who uses the library resolves or builds the benchmarks.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "adrepl", path: "..")
  ],
  targets: [
    // What C does with the same formulas: the bar.
    .target(name: "Limit", linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),

    // Starts a program many times and says how long it took and how much memory, from a process of little memory.
    .executableTarget(name: "Launcher"),

    // Formulas of arrays, timed as Peers/arrays.py tells it.
    .executableTarget(name: "Arrays", dependencies: [.product(name: "AutoDiff", package: "adrepl")]),

    .executableTarget(
      name: "Benchmarks",
      dependencies: ["Limit", .product(name: "AutoDiff", package: "adrepl")],
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
      ]
    ),
  ],
  swiftLanguageModes: [.v6]
)
