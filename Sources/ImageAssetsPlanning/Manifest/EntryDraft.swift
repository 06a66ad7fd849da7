/// An image of the manifest with whatever of it is right: the files that a faulty image names are checked all the same.
struct EntryDraft: Sendable {
    var name: Located<ImageName>?
    var prompt: Located<PromptSource>?
    /// In order, without those that have a fault.
    var references: [Located<PackagePath>] = []
    /// Whether it names references at all, right or not.
    var isEdit = false
    var model: Located<String>?
    /// Those that are right.
    var parameters: Located<[String: ParameterValue]>?
    var output: Located<PackagePath>?
    /// Where a fault of the output is shown: its own place, or the name's when the path comes from elsewhere.
    var outputSite: SourceLocation?
    /// Nil when the image has any fault.
    var entry: ImageEntry?
}
