// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "swift-image-assets",
    // The first Xcode with Swift 6.1 needs it too.
    platforms: [.macOS(.v15)],
    products: [
        .plugin(name: "GenerateImages", targets: ["GenerateImages"]),
        .plugin(name: "CheckImages", targets: ["CheckImages"]),
        .executable(name: "image-assets", targets: ["image-assets"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-crypto", "3.0.0"..<"5.0.0"),
        // Tests only: no package that depends on this one fetches or builds it.
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibPNG",
            pkgConfig: "libpng",
            providers: [
                .apt(["libpng-dev", "zlib1g-dev", "pkg-config"]),
                .yum(["libpng-devel", "zlib-devel", "pkgconf-pkg-config"]),
                .brew(["libpng", "pkg-config"]),
            ]
        ),
        .target(
            name: "CPNG",
            dependencies: ["CLibPNG"],
            linkerSettings: [.linkedLibrary("png"), .linkedLibrary("z")]
        ),
        .target(name: "PNGCoding", dependencies: ["CPNG", .product(name: "Crypto", package: "swift-crypto")]),
        .target(
            name: "ImageAssets",
            dependencies: ["PNGCoding", .product(name: "Crypto", package: "swift-crypto")]
        ),
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
        .target(name: "CBytes", linkerSettings: [.linkedLibrary("z")]),
        .target(name: "ImagesAPI", dependencies: ["CBytes", "CCurl", "ImageAssets", "PNGCoding"]),
        .executableTarget(
            name: "image-assets",
            dependencies: [
                "ImageAssets", "ImagesAPI", "PNGCoding",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]
        ),
        .plugin(
            name: "GenerateImages",
            capability: .command(
                intent: .custom(
                    verb: "generate-images",
                    description: "Generates the images that images.json describes and that are missing or out of date."
                ),
                permissions: [
                    .writeToPackageDirectory(reason: "It writes the images, the lockfile and its store .image-assets"),
                    .allowNetworkConnections(
                        scope: .all(ports: []),
                        reason:
                            "It asks the images service for what is missing or out of date, and each image is paid for"
                    ),
                ]
            ),
            dependencies: ["image-assets"]
        ),
        .plugin(
            name: "CheckImages",
            capability: .command(
                intent: .custom(
                    verb: "check-images",
                    description: "Checks that the committed images match images.json. Needs no key and no network."
                )
            ),
            dependencies: ["image-assets"]
        ),
        .target(
            name: "StandInServer",
            dependencies: ["PNGCoding", .product(name: "FlyingSocks", package: "FlyingFox")],
            path: "Tests/StandInServer"
        ),
        // Tests and benchmarks only: libpng and zlib by themselves.
        .target(
            name: "ImageAssetsBaselines", dependencies: ["CLibPNG"], path: "Benchmarks/Baselines",
            linkerSettings: [.linkedLibrary("png"), .linkedLibrary("z"), .linkedLibrary("m")]
        ),
        .testTarget(name: "PNGCodingTests", dependencies: ["ImageAssetsBaselines", "PNGCoding"]),
        .testTarget(name: "ImageAssetsTests", dependencies: ["ImageAssets", "PNGCoding"]),
        .testTarget(name: "ImagesAPITests", dependencies: ["ImagesAPI", "ImageAssets", "StandInServer"]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["image-assets", "ImageAssets", "PNGCoding", "StandInServer"]
        ),
    ]
)

// Benchmarks/run sets this; nobody else has to build what it needs.
if Context.environment["PNG_BENCHMARK"] != nil {
    package.targets.append(
        .executableTarget(
            name: "png-benchmark",
            dependencies: ["ImageAssetsBaselines", "PNGCoding", .product(name: "Crypto", package: "swift-crypto")],
            path: "Benchmarks/png-benchmark"))
}

// CI builds with this set. Others see a warning as a warning: a newer compiler must not break their build.
if Context.environment["WARNINGS_AS_ERRORS"] != nil {
    for target in package.targets where [.regular, .executable, .test].contains(target.type) {
        target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags(["-warnings-as-errors"])]
        target.cSettings = (target.cSettings ?? []) + [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]
    }
}
