// swift-tools-version: 6.2

import PackageDescription

// The targets stand on floors, and imports point down only. A target may import what stands in its
// `dependencies` and nothing else: `make lint` builds with an import check that enforces it.
let package = Package(
  name: "adrepl",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "AutoDiff", targets: ["AutoDiff"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
  ],
  targets: [
    // Floor 0: each knows nothing of the others.
    .target(
      name: "AutoDiff",
      dependencies: [.product(name: "RealModule", package: "swift-numerics")]
    ),
    .target(name: "Formulas"),
    .testTarget(name: "AutoDiffTests", dependencies: ["AutoDiff"]),
    .testTarget(name: "FormulasTests", dependencies: ["Formulas"]),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
  ]
}
