import ArgumentParser
import ImageAssets
import PNGCoding

/// What all commands take.
///
/// Each declares these options itself, and gets here what follows from them. In groups they would be checked four times as often:
/// debug builds of the library, which are what users run, check a group anew for every check of what holds it.
protocol PackageCommand: AsyncParsableCommand {
    var packagePath: String { get }
    var manifest: String { get }
    /// What the plugin says for itself, whichever command the user runs through it. Only then may standard input be
    /// watched: in CI, cron and nohup it is at its end from the start.
    var untilStandardInputCloses: Bool { get }
}

extension PackageCommand {
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

/// What the commands that decode files take besides.
protocol DecodingCommand: PackageCommand {
    var maximumPixels: Int? { get }
}

extension DecodingCommand {
    func validate() throws { try checkMaximumPixels() }

    /// For commands that have more to validate.
    func checkMaximumPixels() throws {
        if let maximumPixels, maximumPixels < 1 { throw ValidationError("--max-pixels takes a number from 1.") }
    }

    var limits: PNGLimits { maximumPixels.map(PNGLimits.init(pixels:)) ?? .default }
}

enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json

    var ofReport: ReportFormat { self == .json ? .json : .text }
}

/// Of the commands whose report a CI pane shows.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, junit
}

extension NameSpecification {
    static let packagePath: Self = .customLong("package-path")
    static let untilStandardInputCloses: Self = .customLong("until-stdin-closes")
    static let maximumPixels: Self = .customLong("max-pixels")
}

extension ArgumentHelp {
    static let packagePath = ArgumentHelp("The package's folder.", valueName: "dir")
    static let manifest = ArgumentHelp("The manifest, relative to the package's folder.", valueName: "file")
    static let format: ArgumentHelp = "Text for people, or one JSON document on standard output."
    static let reportFormat: ArgumentHelp = "Text for people, or one JSON or JUnit document on standard output."
    static let maximumPixels = ArgumentHelp(
        "Decode pictures of up to this many pixels, instead of 100 million, and sides of up to a million, instead of 16,384.",
        valueName: "n"
    )

    /// Shown only by `--help-hidden`.
    var concealed: ArgumentHelp {
        var help = self
        help.visibility = .hidden
        return help
    }
}
