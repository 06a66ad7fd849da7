import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning

extension WayOut {
    /// Nil: a run does it, or what holds it back says more.
    ///
    /// - Parameter command: a sub-command with its arguments, as the user is to type it.
    package func sentence(_ command: (String) -> String) -> String? {
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
            "Move the file away that stands in place of a frozen image, and the recorded one comes back at no cost "
                + "where the store or Git has it; or keep the file with `\(command("accept NAME"))`, or remove "
                + "\"frozen\"."
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
    package func sentenceOfRendition(_ command: (String) -> String) -> String? {
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

extension TypedNamesReport {
    /// Nil: a run does it.
    package func wayOutSentence(_ commands: CommandForm) -> String? {
        switch wayOut {
        case .decide:
            "Move \(output) away, which is somebody's work, or replace it with `\(overwriting(commands))`, at no cost."
        case .makeWay: "Move away what stands at \(output)."
        default: nil
        }
    }
}

extension Hold {
    /// How to have the request sent, in the order in which it is said; nil where the way is another one.
    package var wayAround: (place: Int, words: String)? {
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
