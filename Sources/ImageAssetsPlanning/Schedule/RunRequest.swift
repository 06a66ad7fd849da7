import ImageAssetsModel
import ImageAssetsText

/// What a command line says that changes what is done and what is paid, before it is held against the manifest.
///
/// `generate` and `plan` share it, so that a plan shows what that very run would do.
package struct RunRequest: Sendable, Hashable {
    /// Names of images, or patterns of them.
    package var names: [String] = []
    /// What such a name may have been meant to be.
    package var commands: [String] = []
    /// Names, patterns, and paths of renditions.
    package var overwrite: [String] = []
    package var regenerate: [String] = []
    package var means = PlanOptions.Means.service
    package var limit = Limit.ofManifest
    package var costLimit = CostLimit.ofManifest
    package var allowsPlaceholders = false
    /// So many results of each named image are to be there to choose from.
    package var candidates: Int?
    /// Other manifests are looked at beside this one: a name of theirs is no fault here.
    package var isOneOfSeveral = false

    /// How many requests may be sent.
    package enum Limit: Sendable, Hashable {
        /// As many as the manifest says.
        case ofManifest
        case of(Int)
        /// It is asked what is out of date, and not what a run may pay for.
        case none
    }

    /// How much a run may cost.
    package enum CostLimit: Sendable, Hashable {
        /// As much as the manifest says.
        case ofManifest
        case of(Money)
    }

    package init(names: [String] = []) {
        self.names = names
    }

    /// What its names may have been meant to be: for when no manifest tells whether they are images.
    package var hints: [Finding] {
        names.compactMap { name in
            guard NamePattern(name) == nil else { return nil }
            let typed = TypedWord(name, commands: commands)
            guard let command = typed.command ?? typed.nearCommand else { return nil }
            return .note(.takenForImage(name, meant: .command(command)), file: "", at: nil)
        }
    }

    /// Whether it is about some images only: those that are named, wherever they are named.
    package var isOfSome: Bool { !names.isEmpty || !overwrite.isEmpty || !regenerate.isEmpty }
}
