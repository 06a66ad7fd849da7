import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsText
import ImageAssetsWords

extension WayOut {
    /// Nil: a run does it, or what holds it back says more.
    ///
    /// - Parameter command: a sub-command with its arguments, as the user is to type it.
    func sentence(_ command: (String) -> String) -> String? {
        switch self {
        case .run: nil
        case .parents: "The images that an image is made from have to be there first."
        case .allow: nil
        case .bringBack: "Bring a file back with the command that is named for it, at no cost."
        case .decide:
            "Keep a file that was left alone with `\(command("accept NAME"))`, or replace it with "
                + "`\(command("generate --overwrite NAME"))`, which may pay for a request."
        case .mend:
            "Change `expect`, or replace what was accepted with `\(command("generate --overwrite NAME"))`, which "
                + "may pay for a request."
        case .makeWay: "Make the output readable, or move away what stands there."
        case .makeReadable: "Make the file that cannot be read readable, at no cost."
        case .unfreeze:
            "Put the file of a frozen image in place and record it with `\(command("accept NAME"))`, or remove "
                + "\"frozen\" and pay for it."
        case .makeWayForFrozen:
            "Move the file away that stands in place of a frozen image, and the recorded one comes back at no cost where "
                + "the store or Git has it; or keep the file with `\(command("accept NAME"))`, or remove \"frozen\"."
        case .ask: "Leave out --placeholder to replace a real image, which pays for a request."
        case .expectation:
            "Change `expect`, or pay for another with `\(command("generate --regenerate NAME"))`."
        case .record:
            "Record the file as it is with `\(command("accept NAME"))`, or restore the lockfile, both at no cost."
        case .enlarge:
            "Let a larger picture pass with --max-pixels, at no cost, or pay for another with "
                + "`\(command("generate --regenerate NAME"))`."
        case .repair: "Pay for another with `\(command("generate --regenerate NAME"))`."
        }
    }
}

extension WayOut {
    /// The same of a rendition; nil also where what is said of its image says it all.
    func sentenceOfRendition(_ command: (String) -> String) -> String? {
        switch self {
        case .decide:
            "Keep a rendition that was left alone with `\(command("accept PATH"))`, or replace it with "
                + "`\(command("generate --overwrite PATH"))`, at no cost."
        case .mend:
            "Change `expect` or the recipe of a rendition that breaks it, or replace what was accepted with "
                + "`\(command("generate --overwrite PATH"))`, at no cost."
        case .makeWay: "Make the path of a rendition readable, or move away what stands there."
        case .run, .parents, .allow, .bringBack, .unfreeze, .makeWayForFrozen, .ask, .makeReadable, .expectation,
            .record, .enlarge, .repair:
            nil
        }
    }
}

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
            if report.placeholdersSuffice, report.requestsOfRun > 0 {
                first += " Or run \(commands("--placeholder")), at no cost, which leaves placeholders."
            }
        }
        let isOfSeveral = unsettled.contains { $0.manifest != nil }
        let option = isOfSeveral ? " --manifest FILE" : report.manifest?.option ?? ""
        let command = { (words: String) in report.invocation.command(words + option) }
        if report.command == .check, !report.allowsPlaceholders,
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
            + report.typedNames.compactMap { $0.wayOutSentence(report) }.map { " " + $0 }.joined()
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

extension Hold {
    /// How to have the request sent, in the order in which it is said; nil where the way is another one.
    fileprivate var wayAround: (place: Int, words: String)? {
        switch self {
        case .offline: (0, "leave out --offline")
        case .unasked: (1, "name the image, too,")
        case .budget: (2, "raise --max-requests, or `maxRequests` in the manifest,")
        case .cost: (3, "raise --max-cost, or `maxCost` in the manifest,")
        case .unpriced: (4, "say in `prices` what it costs, or drop --max-cost and `maxCost`,")
        case .lack: nil
        }
    }
}
