import ImageAssetsTestSupport
import Testing

/// A target may import more than its dependencies say, if another has been built by then: the build does not mind.
@Suite("The rooms of planning")
struct PureRoomsTests {
    /// None of these touches disk or network.
    private static let values: Set = ["Labels", "Model", "PNG", "Text"]
    /// Of the C library these take a search in bytes, dates, and bytes by themselves.
    private static let libraryRooms: Set = ["Records", "TypedNames", "Manifest", "Outcomes", "Words"]
    /// What outlives a run, and then in the order in which one flows.
    private static let pipeline = [
        "Records", "TypedNames", "Manifest", "Composition", "Planning", "Outcomes", "Words",
    ]

    @Test("import values, and of each other what comes before them", arguments: pipeline)
    func imports(room: String) throws {
        var allowed = Self.values.union(Self.pipeline.prefix { $0 != room })
        if Self.libraryRooms.contains(room) { allowed.insert("System") }
        let files = try swiftSources("Sources/ImageAssets\(room)")
        for file in files {
            for line in file.text.split(separator: "\n") {
                guard let name = line.firstMatch(of: /^\s*(?:@\w+ |package |public )*import (\w+)/)?.output.1 else {
                    continue
                }
                let imported = name.hasPrefix("ImageAssets") ? String(name.dropFirst("ImageAssets".count)) : ""
                #expect(allowed.contains(imported), "\(file.path) imports \(name)")
            }
        }
        #expect(files.count >= (room == "TypedNames" ? 5 : 6))
    }
}
