import ArgumentParser
import ImageAssetsObservation
import ImageAssetsOutcomes
import ImageAssetsReports
import ImageAssetsSystem
import ImageAssetsText

struct UsageCommand: PackageCommand {
    static let configuration = CommandConfiguration(
        commandName: "usage",
        abstract: "Says what this checkout asked the service for and got: images, requests, tokens, money.",
        usage: usage("usage [<options>]"),
        discussion: """
            Counted from the journal in .image-assets, which `prune --store` keeps. Other checkouts and CI have their \
            own. Cost is by the current "prices" of the manifest, or unknown. Needs no key and no \
            network, writes nothing.

            \(examples("usage", "usage --by image --since 2026-11-01", "usage --by run --format csv"))
            """
    )

    @Option(
        help: ArgumentHelp(
            "Only requests from this day on, in UTC (2026-11-01), or this moment (2026-11-01T09:30:00Z).",
            valueName: "date"))
    var since: String?

    @Option(help: ArgumentHelp("What to group the sums by.", valueName: "what"))
    var by = UsageSummary.Grouping.month

    @Option(name: .packagePath, help: .packagePath, completion: .directory) var packagePath = "."
    @Option(name: .manifest, help: .manifest, completion: .manifest) var manifests: [String] = []
    @Flag(name: .untilStandardInputCloses, help: .hidden) var untilStandardInputCloses = false
    @Option(help: .tableFormat) var format = TableFormat.text
    @Option(help: .output, completion: .file()) var output: String?

    func validate() throws {
        try checkManifests()
        if let since, Date(dayOrMoment: since) == nil {
            throw ValidationError(
                "--since takes a day such as 2026-11-01, which begins at midnight in UTC, or a moment such as "
                    + "2026-11-01T09:30:00Z.")
        }
    }

    func run() async throws {
        try await Ending.run(self) {
            Ending.present(try UsageReport(workspace().usage(by: by, since: since.flatMap(Date.init(dayOrMoment:)))))
        }
    }
}

extension UsageSummary.Grouping: ExpressibleByArgument {}
