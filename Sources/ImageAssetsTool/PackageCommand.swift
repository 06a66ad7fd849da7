import ArgumentParser
import ImageAssetsAPI
import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsReports
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

/// What all commands take.
///
/// Each declares these options itself, and gets here what follows from them. In groups they would be checked four times
/// as often: debug builds of the library, which are what users run, check a group anew for every check of what holds
/// it.
protocol PackageCommand: DocumentCommand {
    var packagePath: String { get }
    /// As they were given; empty when none was, which means `images.json`.
    var manifests: [String] { get }
    /// What the plugin says for itself, whichever command the user runs through it. Only then may standard input be
    /// watched: in CI, cron and nohup it is at its end from the start.
    var untilStandardInputCloses: Bool { get }
}

/// What prints a document.
protocol DocumentCommand: AsyncParsableCommand {
    associatedtype Format: DocumentFormat
    var format: Format { get }
    /// Where the document goes; nil: to standard output.
    var output: String? { get }
    /// What no document may replace.
    var ownFiles: [String] { get }
}

extension PackageCommand {
    /// Paths of the file system, as far as the command line names them.
    var ownFiles: [String] {
        (manifests.isEmpty ? ["images.json"] : manifests).map { packagePath + "/" + $0 }
    }

    func validate() throws { try checkManifests() }

    /// For commands that have more to validate.
    func checkManifests() throws {
        if manifests.count > 1 {
            throw ValidationError("--manifest is given \(manifests.count) times: only check and plan take several.")
        }
    }

    func workspace() throws -> Workspace {
        do {
            return try workspace(of: manifests.first ?? "images.json", in: PackageFolder(packagePath))
        } catch let error as PackageFolderError {
            throw UsageError.packageFolder(error)
        }
    }

    /// One for each manifest that is named, each once.
    func workspaces() throws -> [Workspace] {
        if manifests.count < 2 { return [try workspace()] }
        let first = try workspace()
        var seen: Set<PackagePath> = []
        return try manifests.map { try workspace(of: $0, in: first.folder) }.filter {
            seen.insert($0.manifest).inserted
        }
    }

    private func workspace(of manifest: String, in folder: PackageFolder) throws -> Workspace {
        // As a shell completes it.
        let path = manifest.hasPrefix("./") ? String(manifest.dropFirst(2)) : manifest
        do {
            return Workspace(
                folder: folder, manifest: try PackagePath(path), invocation: Destination.invocation,
                readAnswer: AnswerReader.read)
        } catch {
            throw UsageError.manifestPath(manifest, error)
        }
    }
}

/// What the commands that decode files take besides.
protocol DecodingCommand: PackageCommand {
    var maximumPixels: Int? { get }
}

extension DecodingCommand {
    func validate() throws {
        try checkManifests()
        try checkMaximumPixels()
    }

    func checkMaximumPixels() throws {
        if let maximumPixels, maximumPixels < 1 { throw ValidationError("--max-pixels takes a number from 1.") }
    }

    var limits: PNGLimits { maximumPixels.map(PNGLimits.init(pixels:)) ?? .default }
}

protocol DocumentFormat {
    var form: DocumentForm { get }
}

extension DocumentFormat where Self: RawRepresentable, RawValue == String {
    var form: DocumentForm { DocumentForm(rawValue: rawValue) ?? .text }
}

enum OutputFormat: String, ExpressibleByArgument, CaseIterable, DocumentFormat {
    case text, json
}

/// Of the commands whose report a CI pane shows.
enum ReportFormat: String, ExpressibleByArgument, CaseIterable, DocumentFormat {
    case text, json, junit
}

/// Of the commands that have rows of numbers.
enum TableFormat: String, ExpressibleByArgument, CaseIterable, DocumentFormat {
    case text, json, csv
}

extension NameSpecification {
    static let packagePath: Self = .customLong("package-path")
    static let manifest: Self = .customLong("manifest")
    static let baseURL: Self = .customLong("base-url")
    static let keyFile: Self = .customLong("key-file")
    static let maximumRequests: Self = .customLong("max-requests")
    static let maximumCost: Self = .customLong("max-cost")
    static let untilStandardInputCloses: Self = .customLong("until-stdin-closes")
    static let maximumPixels: Self = .customLong("max-pixels")
}

extension ArgumentHelp {
    static let packagePath = ArgumentHelp("The package's folder.", valueName: "dir")
    static let manifest = ArgumentHelp("The manifest, relative to the package's folder.", valueName: "file")
    static let manifests = ArgumentHelp(
        "The manifest, relative to the package's folder; several are looked at together.", valueName: "file"
    )
    static let output = ArgumentHelp(
        "Write the document to this file; the text still goes to the terminal.", valueName: "file"
    )
    static let format: ArgumentHelp = "Text for people, or one JSON document on standard output."
    static let tableFormat: ArgumentHelp = "Text for people, or one JSON or CSV document on standard output."
    static let reportFormat: ArgumentHelp = "Text for people, or one JSON or JUnit document on standard output."
    static let maximumPixels = ArgumentHelp(
        """
        Decode pictures of up to this many pixels, instead of 100 million, and sides of up to a million, instead of \
        16,384.
        """,
        valueName: "n"
    )

    /// Shown only by `--help-hidden`.
    var concealed: ArgumentHelp {
        var help = self
        help.visibility = .hidden
        return help
    }
}
