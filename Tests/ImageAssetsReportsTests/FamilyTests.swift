import Foundation
import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsReports
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

/// A plan tells in one line what it has to say of many images of a family.
@Suite("families in a plan")
struct FamilyTests {
    /// - Parameter words: of the prompt, behind what only this image has.
    private func icon(_ number: Int, _ words: String, family: String = "icon-${animal}") throws -> Product {
        let animal = "a\(number)"
        return try image(
            family.replacingOccurrences(of: "${animal}", with: animal), prompt: "A \(animal). Flat art, thick \(words)",
            family: FamilyMember(of: family, [FamilyMember.Value("animal", animal)]))
    }

    /// Of 16 icons 12 have a new word, one another, one is new, one somebody's, one fine; 11 badges and 10 marks are
    /// new.
    private func report() throws -> Report {
        var scene = Observation()
        var lock: [String: LockEntry] = [:]
        var products = [try image("hero")]
        for number in 1...16 {
            let old = try icon(number, "grey lines")
            let text = old.name.text
            if number != 14 { lock[text] = entry(for: old, content: text) }
            scene.put(number == 15 ? "somebody's" : text, at: old.output)
            if number == 14 { scene.files[old.output] = nil }
            let new = number == 13 ? "teal lines" : number == 16 ? "grey lines" : "red lines"
            products.append(try icon(number, new))
        }
        products += try (1...11).map { try icon($0, "b", family: "badge-${animal}") }
        products += try (1...10).map { try icon($0, "m", family: "mark-${animal}") }
        return try scene.plan(products, lock: lock).report(.plan, lockfile: Lockfile())
    }

    private func text(_ report: Report, foldsFamilies: Bool) -> String {
        report.text(in: Forms(foldsFamilies: foldsFamilies)).map { piece in
            if case .output(let line) = piece { line + "\n" } else { "" }
        }.joined()
    }

    @Test("more than ten with the same state, reasons and action share a line; --verbose lists each")
    func folded() throws {
        let report = try report()
        try expectGolden(text(report, foldsFamilies: true), at: "reports/families.txt")
        try expectGolden(text(report, foldsFamilies: false), at: "reports/families-verbose.txt")
    }

    @Test("a document lists each image")
    func document() throws {
        let json = try report().json.prettyText
        for number in 1...11 { #expect(json.contains("\"name\": \"badge-a\(number)\"")) }
    }

    @Test("families of two manifests are two, though they are called alike")
    func manifests() throws {
        var reports = try [1...11, 12...22].map { numbers in
            Observation().plan(try numbers.map { try icon($0, "x") }).report(.plan, lockfile: Lockfile())
        }
        for (index, path) in ["a.json", "b.json"].enumerated() { reports[index].manifest = try PackagePath(path) }
        #expect(
            text(Report(joining: reports, as: .plan), foldsFamilies: true) == """
                a.json:
                new         icon-${animal}: 11 new of 11  request
                b.json:
                new         icon-${animal}: 11 new of 11  request

                """)
    }
}
