import ArgumentParser
import Foundation
import ImageAssets
import PNGCoding

/// What all commands but `inspect` take.
struct PackageOptions: ParsableArguments {
    @Option(name: .customLong("package-path"), help: ArgumentHelp("The package's folder.", valueName: "dir"))
    var packagePath = "."

    @Option(help: ArgumentHelp("The manifest, relative to the package's folder.", valueName: "file"))
    var manifest = "images.json"

    func workspace() throws -> Workspace {
        do {
            let folder = try PackageFolder(packagePath)
            // As a shell completes it.
            let path = manifest.hasPrefix("./") ? String(manifest.dropFirst(2)) : manifest
            return Workspace(folder: folder, manifest: try PackagePath(path))
        } catch let error as PackageFolderError {
            throw UsageError("--package-path: \(error)")
        } catch {
            throw UsageError("--manifest \(manifest): it is not a path below the package's folder")
        }
    }
}

/// What the plugin says for itself. Every command takes it, whichever the user runs through the plugin.
struct PluginOptions: ParsableArguments {
    /// Only then may standard input be watched: in CI, cron and nohup it is at its end from the start.
    @Flag(name: .customLong("until-stdin-closes"), help: .hidden)
    var untilStandardInputCloses = false
}

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json

    var ofReport: ReportFormat { self == .json ? .json : .text }
}

struct FormatOption: ParsableArguments {
    @Option(help: "Text for people, or one JSON document on standard output.")
    var format = OutputFormat.text
}

/// Of the commands whose report a CI pane shows.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, junit
}

struct ReportFormatOption: ParsableArguments {
    @Option(help: "Text for people, or one JSON or JUnit document on standard output.")
    var format = ReportFormat.text
}

/// What the commands that decode files take.
struct LimitOptions: ParsableArguments {
    @Option(
        name: .customLong("max-pixels"),
        help: ArgumentHelp("Decode pictures of up to this many pixels, instead of 100 million.", valueName: "n")
    )
    var maximumPixels: Int?

    func validate() throws {
        if let maximumPixels, maximumPixels < 1 { throw ValidationError("--max-pixels takes a number from 1.") }
    }

    var limits: PNGLimits { maximumPixels.map(PNGLimits.init(pixels:)) ?? .default }
}
