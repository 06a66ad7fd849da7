// swift-tools-version: 6.1
import PackageDescription

#if canImport(Glibc)
    import Glibc
#endif

// Homebrew's headers lie where only pkg-config knows. On Linux they are where every compiler looks, and SwiftPM would
// warn in each consumer's build; with Nix or conda they are elsewhere too, and IMAGE_ASSETS_PKG_CONFIG=1 looks them up.
#if os(macOS)
    let asksPkgConfig = true
#else
    let asksPkgConfig = Context.environment["IMAGE_ASSETS_PKG_CONFIG"] != nil
#endif
func pkgConfig(_ name: String) -> String? { asksPkgConfig ? name : nil }

// The executables of this release, which it fills in (`.release/fill`): with them a package that uses the plugins
// compiles nothing but the plugins.
let prebuilt: (url: String, checksum: String)? = nil

// Where none of them can run, and with IMAGE_ASSETS_FROM_SOURCE=1, the plugins' tool is compiled. IMAGE_ASSETS_BUNDLE
// names another bundle, inside this package.
#if os(macOS)
    let canRunPrebuilt = true
#elseif canImport(Glibc) && (arch(x86_64) || arch(arm64))
    // They are built where it is 2.35, on Ubuntu 22.04. It is told as "glibc 2.35".
    var glibc = [CChar](repeating: 0, count: 64)
    confstr(Int32(_CS_GNU_LIBC_VERSION), &glibc, glibc.count)
    let numbers = String(decoding: glibc.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        .split { !$0.isNumber }.compactMap { Int($0) }
    let canRunPrebuilt = !numbers.lexicographicallyPrecedes([2, 35])
#else
    let canRunPrebuilt = false
#endif
let executables: Target? =
    if !canRunPrebuilt || Context.environment["IMAGE_ASSETS_FROM_SOURCE"] == "1" {
        nil
    } else if let path = Context.environment["IMAGE_ASSETS_BUNDLE"] {
        .binaryTarget(name: "ImageAssetsPrebuilt", path: path)
    } else if let prebuilt {
        .binaryTarget(name: "ImageAssetsPrebuilt", url: prebuilt.url, checksum: prebuilt.checksum)
    } else {
        nil
    }
// A bundle has the tool by the name of its target.
let tool: Target.Dependency = executables == nil ? "ImageAssetsTool" : "ImageAssetsPrebuilt"

/// Rooms of this package, by what their names have behind the package's own.
func rooms(_ names: String...) -> [Target.Dependency] { rooms(names) }
func rooms(_ names: [String]) -> [Target.Dependency] { names.map { .target(name: "ImageAssets\($0)") } }

/// A room, or the tests of one, with the rooms that it imports and what else.
func room(_ name: String, _ names: String..., and others: Target.Dependency...) -> Target {
    .target(name: "ImageAssets\(name)", dependencies: rooms(names) + others)
}
func tests(of name: String, _ names: String...) -> Target {
    .testTarget(name: "ImageAssets\(name)Tests", dependencies: rooms([name, "TestSupport"] + names))
}

let package = Package(
    name: "swift-image-assets",
    // The first Xcode with Swift 6.1 needs it too.
    platforms: [.macOS(.v15)],
    products: [
        .plugin(name: "ImageAssetsGenerate", targets: ["ImageAssetsGenerate"]),
        .plugin(name: "ImageAssetsCheck", targets: ["ImageAssetsCheck"]),
        .executable(name: "image-assets", targets: ["ImageAssetsTool"]),
        // The plugins look for it by this name. SwiftPM adds it to a dependency by itself, but not to the package that
        // is built.
        .executable(name: "ImageAssetsTool", targets: ["ImageAssetsTool"]),
    ],
    // Nobody installs a library for a format that he does not use: without the trait neither its header nor the library
    // is looked for.
    traits: [
        .trait(name: "JPEG", description: "Renditions as JPEG, by the system's libjpeg-turbo."),
        .trait(name: "WebP", description: "Renditions as WebP, by the system's libwebp."),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.6.0"),
        // Tests only: no package that depends on this one fetches or builds it.
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CImageAssetsLibPNG",
            pkgConfig: pkgConfig("libpng"),
            providers: [
                .apt(["libpng-dev", "zlib1g-dev"]),
                .yum(["libpng-devel", "zlib-devel"]),
                .brew(["libpng", "pkg-config"]),
            ]
        ),
        .target(
            name: "CImageAssetsPNG",
            dependencies: ["CImageAssetsLibPNG"],
            linkerSettings: [.linkedLibrary("png"), .linkedLibrary("z")]
        ),
        .systemLibrary(
            name: "CImageAssetsLibTurboJPEG",
            pkgConfig: pkgConfig("libturbojpeg"),
            providers: [
                .apt(["libturbojpeg0-dev"]), .yum(["turbojpeg-devel"]), .brew(["jpeg-turbo", "pkg-config"]),
            ]
        ),
        .target(
            name: "CImageAssetsJPEG",
            dependencies: [.target(name: "CImageAssetsLibTurboJPEG", condition: .when(traits: ["JPEG"]))],
            cSettings: [.define("CJPEG_TRAIT", .when(traits: ["JPEG"]))],
            linkerSettings: [.linkedLibrary("turbojpeg", .when(traits: ["JPEG"]))]
        ),
        .systemLibrary(
            name: "CImageAssetsLibWebP",
            pkgConfig: pkgConfig("libwebp"),
            providers: [.apt(["libwebp-dev"]), .yum(["libwebp-devel"]), .brew(["webp", "pkg-config"])]
        ),
        .target(
            name: "CImageAssetsWebP",
            dependencies: [.target(name: "CImageAssetsLibWebP", condition: .when(traits: ["WebP"]))],
            cSettings: [.define("CWEBP_TRAIT", .when(traits: ["WebP"]))],
            linkerSettings: [.linkedLibrary("webp", .when(traits: ["WebP"]))]
        ),
        .target(name: "CImageAssetsDigest", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
        .target(name: "CImageAssetsPixels"),
        .target(name: "CImageAssetsBytes", linkerSettings: [.linkedLibrary("z")]),
        .target(name: "ImageAssetsSystem", dependencies: ["CImageAssetsBytes"]),
        .target(name: "ImageAssetsPNG", dependencies: ["CImageAssetsDigest", "CImageAssetsPNG", "ImageAssetsSystem"]),
        .target(
            name: "ImageAssetsLabels", dependencies: ["CImageAssetsBytes", "ImageAssetsPNG", "ImageAssetsSystem"]),
        room("Text", "System", and: "CImageAssetsBytes"),
        room("Model", "Labels", "PNG", "System", "Text", and: "CImageAssetsBytes", "CImageAssetsDigest"),
        room("Records", "Labels", "Model", "PNG", "System", "Text"),
        .target(
            name: "ImageAssetsRenditions",
            dependencies: rooms("Labels", "Model", "PNG", "System", "Text") + [
                "CImageAssetsPixels",
                .target(name: "CImageAssetsJPEG", condition: .when(traits: ["JPEG"])),
                .target(name: "CImageAssetsWebP", condition: .when(traits: ["WebP"])),
            ]
        ),
        room("Placeholders", "Model", "PNG", "System", "Text"),
        room("TypedNames", "Model", "Records", "System", "Text"),
        // Parse and expand, compose, decide and schedule, tell what came of it: pure, without a room that does I/O.
        room("Manifest", "Model", "System", "Text"),
        room("Composition", "Manifest", "Model", "PNG", "Text", "TypedNames"),
        room("Planning", "Composition", "Model", "PNG", "Records", "Text"),
        room("Outcomes", "Composition", "Labels", "Model", "PNG", "Planning", "Records", "System", "Text"),
        // The disk, and whoever reads it, works on it, tells of it.
        room("Store", "Model", "PNG", "Records", "System", "Text"),
        room(
            "Observation", "Composition", "Labels", "Manifest", "Model", "Outcomes", "PNG", "Placeholders", "Planning",
            "Records", "Renditions", "Store", "System", "Text", "TypedNames"),
        room(
            "Runs", "Composition", "Manifest", "Model", "Observation", "Outcomes", "PNG", "Placeholders", "Planning",
            "Records", "Renditions", "Store", "System", "Text"),
        room("Words", "Composition", "Labels", "Model", "Outcomes", "PNG", "Planning", "Records", "System", "Text"),
        room(
            "Reports", "Composition", "Labels", "Model", "Outcomes", "PNG", "Planning", "Records", "System", "Text",
            "Words"),
        .target(
            name: "ImageAssetsGallery",
            dependencies: rooms(
                "Composition", "Manifest", "Model", "Observation", "Outcomes", "PNG", "Planning",
                "Renditions", "Reports", "Store", "System", "Text", "Words"),
            // In the code: a plugin's tool and a bundle have no folder of resources beside them.
            resources: [.embedInCode("Page")]
        ),
        .target(name: "CImageAssetsCurl", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
        .target(name: "ImageAssetsHTTP", dependencies: ["CImageAssetsBytes", "CImageAssetsCurl", "ImageAssetsSystem"]),
        room("API", "HTTP", "Model", "PNG", "System", "Text", and: "CImageAssetsBytes"),
        .executableTarget(
            name: "ImageAssetsTool",
            dependencies: rooms(
                "API", "Composition", "Gallery", "HTTP", "Model", "Observation", "Outcomes", "PNG", "Planning",
                "Records", "Renditions", "Reports", "Runs", "Store", "System", "Text", "Words") + [
                    .product(name: "ArgumentParser", package: "swift-argument-parser")
                ]
        ),
        .plugin(
            name: "ImageAssetsGenerate",
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
            dependencies: [tool]
        ),
        .plugin(
            name: "ImageAssetsCheck",
            capability: .command(
                intent: .custom(
                    verb: "check-images",
                    description: "Checks that the committed images match images.json. Needs no key and no network."
                )
            ),
            dependencies: [tool]
        ),
        .target(
            name: "ImageAssetsStandInServer",
            dependencies: ["ImageAssetsPNG", .product(name: "FlyingSocks", package: "FlyingFox")],
            path: "Tests/StandInServer"
        ),
        .target(
            name: "ImageAssetsTestSupport",
            dependencies: rooms(
                "Composition", "Labels", "Manifest", "Model", "Outcomes", "Planning", "Records", "Store", "Text"),
            path: "Tests/TestSupport"
        ),
        // Tests and benchmarks only: libpng and zlib by themselves.
        .target(
            name: "ImageAssetsBaselines", dependencies: ["CImageAssetsLibPNG"], path: "Benchmarks/Baselines",
            linkerSettings: [.linkedLibrary("png"), .linkedLibrary("z"), .linkedLibrary("m")]
        ),
        // Tests only: what others' decoders make of our files.
        .target(
            name: "ImageAssetsDecoders",
            dependencies: [
                .target(name: "CImageAssetsLibTurboJPEG", condition: .when(traits: ["JPEG"])),
                .target(name: "CImageAssetsLibWebP", condition: .when(traits: ["WebP"])),
            ],
            path: "Tests/Decoders",
            cSettings: [
                .define("CJPEG_TRAIT", .when(traits: ["JPEG"])), .define("CWEBP_TRAIT", .when(traits: ["WebP"])),
            ],
            linkerSettings: [
                .linkedLibrary("turbojpeg", .when(traits: ["JPEG"])), .linkedLibrary("webp", .when(traits: ["WebP"])),
            ]
        ),
        .testTarget(name: "CImageAssetsDigestTests", dependencies: ["CImageAssetsDigest"]),
        tests(of: "PNG", "Baselines"),
        tests(of: "Labels", "Model", "PNG"),
        tests(of: "Text", "Model"),
        tests(of: "Model", "Text"),
        tests(of: "Records", "Labels", "Model", "Text"),
        tests(of: "Renditions", "Decoders", "Labels", "Model", "PNG", "Text"),
        .testTarget(name: "ImageAssetsPlaceholdersTests", dependencies: rooms("Model", "PNG", "Placeholders", "Text")),
        tests(of: "TypedNames", "Model", "Text"),
        tests(of: "Manifest", "Composition", "Model", "Text"),
        tests(of: "Composition", "Labels", "Manifest", "Model", "Records", "Text"),
        tests(of: "Planning", "Composition", "Labels", "Manifest", "Model", "Records", "Text"),
        tests(of: "Outcomes", "Manifest", "Model", "Planning", "Records", "Text"),
        tests(of: "Store", "Model", "Records", "Text"),
        tests(
            of: "Observation", "Composition", "Labels", "Manifest", "Model", "Outcomes", "PNG", "Planning",
            "Store", "Text", "Words"),
        tests(of: "Runs", "Model", "Observation", "Outcomes", "PNG", "Planning", "Records", "Store", "Text", "Words"),
        tests(of: "Words", "Model", "Outcomes", "Planning", "Records", "Text"),
        tests(
            of: "Reports", "Composition", "Labels", "Model", "Observation", "Outcomes", "PNG", "Planning",
            "Text", "Words"),
        tests(
            of: "Gallery", "Model", "Observation", "Outcomes", "PNG", "Planning", "Records", "Reports", "Store", "Text",
            "Words"),
        tests(of: "HTTP", "StandInServer"),
        tests(of: "API", "HTTP", "Model", "StandInServer", "Store", "Text", "Words"),
        .testTarget(
            name: "EndToEndTests",
            dependencies: rooms(
                "Model", "Outcomes", "PNG", "Planning", "Records", "StandInServer", "Store", "TestSupport", "Text",
                "Tool")
        ),
    ]
)

if let executables { package.targets.append(executables) }

// Benchmarks/run sets this; nobody else has to build what it needs.
if Context.environment["IMAGE_ASSETS_BENCHMARK"] != nil {
    package.targets.append(
        .executableTarget(
            name: "ImageAssetsBenchmark",
            dependencies: rooms("Baselines", "Model", "PNG", "Renditions") + [
                "CImageAssetsDigest"
            ],
            path: "Benchmarks/ImageAssetsBenchmark"))
}

// CI builds with this set. Others see a warning as a warning: a newer compiler must not break their build.
if Context.environment["IMAGE_ASSETS_WARNINGS_AS_ERRORS"] != nil {
    for target in package.targets where [.regular, .executable, .test].contains(target.type) {
        target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags(["-warnings-as-errors"])]
        target.cSettings = (target.cSettings ?? []) + [.unsafeFlags(["-Wall", "-Wextra", "-Werror"])]
    }
}
