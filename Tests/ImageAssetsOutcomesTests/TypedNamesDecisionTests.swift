import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@Suite("What is done about the Swift file of names")
struct TypedNamesDecisionTests {
    private static let names = PackagePath.sample("Sources/App/Images.swift").map {
        SwiftNames($0, type: "Images", access: .internal, at: SourceLocation(line: 3, column: 24))
    }

    @Test("absent it is written, with our mark replaced where it differs, and all else is left alone")
    func table() throws {
        let names = try #require(Self.names)
        let rows: [(FoundNames, Bool, String)] = [
            (.absent, false, "missing written run"), (.absent, true, "missing written run"),
            (.own(isCurrent: true), false, "upToDate none -"), (.own(isCurrent: true), true, "upToDate none -"),
            (.own(isCurrent: false), false, "changed written run"),
            (.own(isCurrent: false), true, "changed written run"),
            (.other, false, "modified protected decide"), (.other, true, "modified written run"),
            (.obstacle(.problem(.isAFolder)), false, "modified protected makeWay"),
            (.obstacle(.problem(.isAFolder)), true, "modified protected makeWay"),
        ]
        for (found, overwrites, expected) in rows {
            let report = TypedNamesReport(names, found, overwrites: overwrites)
            let way = report.wayOut.map { "\($0)" } ?? "-"
            #expect("\(report.state.rawValue) \(report.action.rawValue) \(way)" == expected)
            #expect(report.isSettled == (expected == "upToDate none -"))
        }
    }

    @Test("what it makes of a command: a check is out of date, a run that wrote is done, one that could not has failed")
    func causes() throws {
        let names = try #require(Self.names)
        var missing = TypedNamesReport(names, .absent, overwrites: false)
        var report = Report(command: .check)
        report.typedNames = [missing]
        #expect(report.exitStatus == .outOfDate)
        report.command = .plan
        #expect(report.exitStatus == .done)
        report.command = .generate
        #expect(report.exitStatus == .outOfDate)
        report.typedNames = [TypedNamesReport(names, .other, overwrites: false)]
        #expect(report.exitStatus == .outOfDate)
        var unrecorded = missing
        unrecorded.hold()
        #expect(unrecorded.action == .notStarted && !unrecorded.isSettled)
        missing.settle()
        report.typedNames = [missing]
        #expect(report.exitStatus == .done)
        missing.fail("no space left on device")
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
