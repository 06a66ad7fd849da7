import ImageAssetsModel

/// An image that arrived and that the store could not take, as its disk was full.
package struct UnkeptImage: Sendable, Hashable {
    package let name: ImageName
    package let output: PackagePath
    /// Where it was saved instead; nil: nowhere.
    let refuge: String?
    /// Whether it is at its output, though nothing records it.
    let isPublished: Bool

    /// What brings in what arrived once the lockfile can be written again.
    ///
    /// - Parameter command: a sub-command with its arguments, as the user is to type it.
    static func wayOut(of images: [UnkeptImage], command: (String) -> String) -> String {
        let generate = "`\(command("generate"))`"
        guard !images.isEmpty else {
            return "Every image that arrived is in \(StoreFolder.name); run \(generate) again, it costs nothing."
        }
        let saved = images.filter { $0.isPublished || $0.refuge != nil }
        let lost = images.filter { !$0.isPublished && $0.refuge == nil }.map(\.name.text)
        var sentences: [String] = []
        if !saved.isEmpty {
            let places = saved.map { image in
                image.isPublished ? "\(image.output) is in place" : "copy \(image.refuge ?? "") to \(image.output)"
            }
            let names = saved.map(\.name.text)
            sentences.append(
                "Make room, then bring in what \(StoreFolder.name) could not take: \(places.joined(separator: "; ")); "
                    + "then `\(command("accept \(names.joined(separator: " "))"))`. Without that, \(generate) pays for "
                    + "\(names.listed) again.")
        }
        if !lost.isEmpty {
            sentences.append("\(lost.listed) could not be saved anywhere: \(generate) pays for that again.")
        }
        sentences.append(
            "What else arrived is in \(StoreFolder.name), from where \(generate) brings it in for nothing.")
        return sentences.joined(separator: " ")
    }
}
