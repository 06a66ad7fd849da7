import Foundation
import ImageAssetsText

/// A manifest of the documentation: one that is printed whole, or one around a part of one that is.
struct DocumentedManifest {
    let text: String
    /// Whether the page shows it as a mistake.
    let isWrong: Bool
    let place: String

    /// Nil for blocks that are something else.
    init?(_ block: MarkdownPage.Block, of page: MarkdownPage) {
        guard block.language == "json" else { return nil }
        place = "\(page.path):\(block.line)"
        isWrong = block.comments.contains("wrong")
        switch block.comment("part of") {
        case "image": text = Self.manifest(ofImage: block.text)
        case "manifest": text = Self.manifest(of: block.text)
        case nil where block.text.contains(/^\s*\{\s*("\$schema": "[^"]*",\s*)?"version"/):
            if block.comments.contains("output") { return nil }
            text = block.text
        default: return nil
        }
    }

    static var all: [DocumentedManifest] {
        MarkdownPage.all.flatMap { page in page.blocks.compactMap { DocumentedManifest($0, of: page) } }
    }

    // MARK: Around a part

    private static func manifest(ofImage part: String) -> String {
        var image = members(of: part)
        if !has("prompt", image), !has("promptFile", image) { image = #""prompt": "A picture", "# + image }
        if !has("name", image) { image = #""name": "part", "# + image }
        return manifest(service(for: part), images: ["{ \(image) }"], part: part)
    }

    private static func manifest(of part: String) -> String {
        let members = members(of: part)
        let extra = has("prices", members) || !has("maxCost", members) ? "" : price
        let wanted = service(for: part) + extra + (has("images", members) ? "" : #""images": [], "#)
        return #"{ "version": 1, \#(wanted)\#(members) }"#
    }

    private static let price = #""prices": { "currency": "USD", "perImage": { "*": 1 } }, "#

    /// What only one service takes.
    private static func service(for part: String) -> String {
        has("service", part) || !has("mask", part) && !has("parameters", part) ? "" : #""service": "openai", "#
    }

    private static func manifest(_ service: String, images: [String], part: String) -> String {
        // Fragments that its prompts name.
        let variables = Set(part.matches(of: /\$\{([a-z]+)[.}]/).map { String($0.output.1) })
        let own = part.firstMatch(of: /"each":\s*\{(?:[^{}]|\{[^{}]*\})*\}/).map { String($0.output) } ?? ""
        let fragments = variables.filter { $0 != "name" && !own.contains("\"\($0)\"") }.sorted()
        let words = fragments.map { #""\#($0)": "words""# }.joined(separator: ", ")
        // Images that it names.
        let named = Set(part.matches(of: /"(?:image|dark|tinted)":\s*"([^"]+)"/).map { String($0.output.1) })
        let others = named.sorted().map { #"{ "name": "\#($0)", "prompt": "The picture \#($0)" }"# }
        let all = (images + others).joined(separator: ",\n")
        return #"{ "version": 1, \#(service)"fragments": { \#(words) }, "images": [ \#(all) ] }"#
    }

    /// Without the braces around, where there are some.
    private static func members(of part: String) -> String {
        let bare = part.trimmingCharacters(in: .whitespacesAndNewlines)
        return bare.hasPrefix("{") ? String(bare.dropFirst().dropLast()) : bare
    }

    private static func has(_ key: String, _ text: String) -> Bool { text.contains("\"\(key)\":") }
}

extension DocumentedManifest {
    /// A package that has all the files that it names.
    func package() throws -> TestPackage {
        let package = try TestPackage()
        try package.write(text, to: "images.json")
        let references = Tool.repository.appendingPathComponent("Fixtures/References")
        for path in Self.texts(try JSONValue(parsing: SourceText(Data(text.utf8)))).flatMap(paths) {
            switch path.split(separator: ".").last {
            case "png": try package.write(png("basn6a08"), to: path)
            case "jpg", "jpeg":
                try package.write(Data(contentsOf: references.appendingPathComponent("baseline.jpg")), to: path)
            case "webp": try package.write(Data(contentsOf: references.appendingPathComponent("lossy.webp")), to: path)
            default: try package.write("Words.", to: path)
            }
        }
        return package
    }

    /// Texts that name a file to be read.
    private static func texts(_ value: JSONValue, isFile: Bool = false) -> [String] {
        switch value {
        case .string(let text): isFile ? [text] : []
        case .array(let values): values.flatMap { texts($0, isFile: isFile) }
        case .object(let members):
            members.flatMap { texts($0.value, isFile: ["references", "mask", "promptFile", "file"].contains($0.key)) }
        default: []
        }
    }

    /// A path with a variable, for each of its values.
    private func paths(_ template: String) -> [String] {
        guard let variable = template.firstMatch(of: /\$\{([a-z]+)\}/) else { return [template] }
        let rest = text.firstRange(of: "\"\(variable.output.1)\": [").map { text[$0.upperBound...] } ?? ""
        let listed = rest.prefix { $0 != "]" }.matches(of: /"([^"]+)"/).map { $0.output.1 }
        return listed.flatMap { paths(template.replacing(variable.output.0, with: $0)) }
    }
}
