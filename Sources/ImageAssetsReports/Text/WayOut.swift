import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsText
import ImageAssetsWords

extension TextReport {
    /// For `check` another run, where it would change something; else what would.
    static func wayOut(_ report: Report) -> String {
        let unsettled = report.images.filter { !$0.isSettled }
        let ways = Set(unsettled.compactMap(\.wayOut))
        let renditions = unsettled.flatMap(\.renditions)
        let waysOfRenditions = Set(renditions.compactMap(\.wayOut))
        let namesToWrite = report.typedNames.filter { $0.wayOut == .run }
        let ownWays = Set(renditions.compactMap(\.ownWayOut))
        var first = ""
        let isRunNeeded = ways.contains(.run) || waysOfRenditions.contains(.run) || !namesToWrite.isEmpty
        if report.command == .check, report.isConflicted || isRunNeeded {
            let runs = unsettled.filter { $0.wayOut == .run || $0.renditions.contains { $0.wayOut == .run } }
            var manifests = runs.map(\.manifest) + namesToWrite.map(\.manifest)
            if manifests.isEmpty { manifests = [nil] }
            var said: Set<PackagePath?> = []
            let told = manifests.filter { said.insert($0).inserted }
            let commands = { (option: String?) in
                told.map { manifest in
                    let words = ["generate"] + words(report, of: manifest) + [option].compactMap { $0 }
                    let form = CommandForm(report.invocation, manifest: manifest ?? report.manifest)
                    return "`\(form(words.joined(separator: " ")))`"
                }.listed
            }
            let price =
                report.requestsOfRun == 0
                ? "at no cost"
                : "which \(told.count == 1 ? "pays" : "pay") for \(count(report.requestsOfRun, "request"))"
            first = " Run \(commands(nil)), \(price)."
            if report.placeholders == .allowedAndEnough, report.requestsOfRun > 0 {
                first += " Or run \(commands("--placeholder")), at no cost, which leaves placeholders."
            }
        }
        let isOfSeveral = unsettled.contains { $0.manifest != nil }
        let option = isOfSeveral ? " --manifest FILE" : report.manifest?.option ?? ""
        let command = { (words: String) in report.invocation.command(words + option) }
        if report.command == .check, report.placeholders == .none,
            unsettled.contains(where: { $0.wayOut == .run && $0.sufficesAsPlaceholder })
        {
            let check = ["check"] + report.words.map(\.shellQuoted) + ["--allow-placeholders"]
            first += " Or let placeholders pass with `\(command(check.joined(separator: " ")))`."
        }
        return first
            + WayOut.allCases.filter { ways.contains($0) || $0 == .allow }.compactMap { way in
                way == .allow ? allowing(unsettled) : way.sentence(command)
            }.map { " " + $0 }.joined()
            + WayOut.allCases.filter(ownWays.contains).compactMap { $0.sentenceOfRendition(command) }
            .map { " " + $0 }.joined()
            + report.typedNames.compactMap { $0.wayOutSentence(report.commands(for: $0)) }.map { " " + $0 }.joined()
    }

    /// Nothing but what holds requests back, also those for candidates of an image that has another way out.
    private static func allowing(_ images: [ImageReport]) -> String? {
        var ways: [Int: String] = [:]
        for way in images.flatMap(\.holds).compactMap(\.wayAround) { ways[way.place] = way.words }
        let told = ways.sorted { $0.key < $1.key }.map(\.value).joined(separator: ", and ")
        guard let first = told.first else { return nil }
        return first.uppercased() + "\(told.dropFirst()) to pay for what is held back."
    }

    /// As they were asked: what is said of a run, and of its price, is true of a run of the same images.
    private static func words(_ report: Report, of manifest: PackagePath?) -> [String] {
        if report.words.isEmpty { return [] }
        let names = Set(report.images.filter { $0.manifest == manifest }.map(\.name))
        return report.words.filter { !names.named(by: $0).isEmpty }.map(\.shellQuoted)
    }
}
