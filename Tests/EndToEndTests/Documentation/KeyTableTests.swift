import Foundation
import Testing

/// The tables of keys, held against the schemas, which are held against the parsers.
@Suite("reference of manifest and lockfile")
struct KeyTableTests {
    @Test("each key of the manifest is explained with its type and its default")
    func manifest() {
        compare(DocumentedSchema.manifest, "keys of") { member in
            [member.type, member.standard.map { "`\($0)`" } ?? (member.isRequired ? "required" : "–")]
        }
    }

    @Test("each member of the lockfile is explained with its type, and whether it is always there")
    func lockfile() {
        compare(DocumentedSchema.lockfile, "members of") { [$0.type, $0.isRequired ? "always" : "sometimes"] }
    }

    @Test("each key of the manifest is in an example")
    func examples() {
        let texts = DocumentedManifest.all.map(\.text)
        for key in DocumentedSchema.manifest.allKeys.sorted()
        where !texts.contains(where: { $0.contains("\"\(key)\":") }) {
            Issue.record("no example has the key \(key)")
        }
    }

    /// - Parameter columns: what a row has behind the key.
    private func compare(
        _ schema: DocumentedSchema, _ mark: String, columns: (DocumentedSchema.Member) -> [String]
    ) {
        let tables = MarkdownPage.all.flatMap { page in
            page.tables.flatMap { table in
                table.comments.filter { $0.hasPrefix(mark + ":") }.map {
                    (place: $0.dropFirst(mark.count + 2), page, table)
                }
            }
        }
        let objects = schema.objects
        for (place, members) in objects {
            let own = tables.filter { $0.place == place }
            #expect(own.count == 1, "\(own.count) tables have the comment <!-- \(mark): \(place) -->")
            guard let (_, page, table) = own.first else { continue }
            let rows = table.rows.flatMap { row in
                MarkdownPage.code(in: row[0]).map { ($0, Array(row.dropFirst().prefix(2)), row.last ?? "") }
            }
            for member in members {
                let found = rows.first { $0.0 == member.key }
                #expect(
                    found?.1 == columns(member),
                    "\(page.path):\(table.line): \(place) has `\(member.key)`: \(columns(member)), not \(found?.1 ?? [])"
                )
                let named = MarkdownPage.code(in: found?.2 ?? "").map { $0.trimmingCharacters(in: ["\""]) }
                for word in member.words where !named.contains(word) {
                    Issue.record("\(page.path):\(table.line): `\(member.key)` can be `\(word)`, too")
                }
            }
            for (key, _, _) in rows where !members.contains(where: { $0.key == key }) {
                Issue.record("\(page.path):\(table.line): \(place) has no `\(key)`")
            }
        }
        for (place, page, table) in tables where objects[String(place)] == nil {
            Issue.record("\(page.path):\(table.line): the schema has no members at \(place)")
        }
    }
}
