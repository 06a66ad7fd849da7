// swift-tools-version: 6.1
import PackageDescription

// A package that uses the plugins. The tests copy it elsewhere and name the way back.
let package = Package(
    name: "Consumer",
    dependencies: [.package(path: Context.environment["SWIFT_IMAGE_ASSETS_PATH"] ?? "../..")],
    targets: [.target(name: "Consumer", resources: [.process("Media.xcassets")])]
)
