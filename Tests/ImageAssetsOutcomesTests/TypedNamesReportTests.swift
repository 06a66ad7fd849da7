import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite("The Swift file of names in a report")
struct TypedNamesReportTests {
    private static let names = PackagePath.sample("Sources/App/Images.swift").map {
        SwiftNames($0, type: "Images", access: .internal, at: SourceLocation(line: 3, column: 24))
    }

    @Test("what it makes of a command: a check is out of date, a run that wrote is done, one that could not has failed")
    func causes() throws {
        let names = try #require(Self.names)
        var missing = TypedNamesReport(names, TypedNamesDecision(TypedNamesFacts(.absent, overwrites: false)))
        var report = Report(command: .check)
        report.typedNames = [missing]
        #expect(report.exitStatus == .outOfDate)
        report.command = .plan
        #expect(report.exitStatus == .done)
        report.command = .generate
        #expect(report.exitStatus == .outOfDate)
        report.typedNames = [
            TypedNamesReport(names, TypedNamesDecision(TypedNamesFacts(.taken(.work), overwrites: false)))
        ]
        #expect(report.exitStatus == .outOfDate)
        var unrecorded = missing
        unrecorded.hold()
        #expect(unrecorded.action == .notStarted && !unrecorded.isSettled)
        missing.settle()
        report.typedNames = [missing]
        #expect(report.exitStatus == .done)
        missing.fail(.error("no space left on device"))
        report.typedNames = [missing]
        #expect(report.exitStatus == .failed)
    }

    @Test("its path can be named to be given up, and to nothing else")
    func targets() throws {
        let index = TargetIndex(
            [try ImageName("fox")], [:], swiftFile: try PackagePath("art/Sources/Images.swift"),
            in: try PackagePath("art/images.json"))
        let wanted = Targets(renditions: [try PackagePath("art/Sources/Images.swift")])
        for word in ["art/Sources/Images.swift", "./art/Sources/Images.swift", "Sources/Images.swift"] {
            #expect(try index.targets(named: [word], by: .overwrite) == wanted)
            #expect(index.knows(word))
            #expect(throws: UsageError.swiftFile(word, .argument)) { try index.targets(named: [word], by: .argument) }
        }
        #expect(throws: UsageError.self) { try index.targets(named: ["Images.swift"], by: .overwrite) }
    }
}

extension PackagePath {
    fileprivate static func sample(_ text: String) -> PackagePath? { try? PackagePath(text) }
}
