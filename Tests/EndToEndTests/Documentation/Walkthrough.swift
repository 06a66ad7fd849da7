import Foundation
import ImageAssetsPNG
import ImageAssetsStandInServer
import Testing

/// A reader who types every command of a page, in order, in a package of his own.
///
/// What he has is a checkout with Git, pictures and prompts, a key in the environment, and a service that draws. `swift
/// package generate-images` and `check-images` reach the built tool as the plugins would call it.
struct Walkthrough {
    let page: MarkdownPage
    private let server: StandInServer
    private var package: TestPackage
    /// Beside the package: the programs that stand in, and what one block leaves to the next.
    private let aside: TestPackage
    /// What the block before printed, if it was one of commands.
    private var output: String?

    static func take(_ page: MarkdownPage) async throws {
        try await StandInServer.run(documents: nil, script: Self.draw) { server in
            var walkthrough = try Walkthrough(page, server)
            for block in page.blocks { try await walkthrough.follow(block) }
        }
    }

    private init(_ page: MarkdownPage, _ server: StandInServer) throws {
        self.page = page
        self.server = server
        aside = try TestPackage()
        package = try Self.freshPackage(in: aside)
        try prepare()
    }

    /// The same prompt never gives the same picture again.
    private static func draw(_ request: RecordedRequest, _ number: Int) -> Reply {
        if number == 1 { return .image }
        let sides = (request.field("size") ?? "").split(separator: "x").compactMap { Int($0) }
        let (width, height) = sides.count == 2 ? (sides[0], sides[1]) : (1024, 1024)
        let bytes = try? PNGWriter.encode(
            width: width, height: height, colorType: .grayscale,
            text: [(key: "Comment", text: "\(request.prompt) \(number)")], compressionLevel: 1
        ) { y, row in
            guard y == 64 else { return }
            for x in row.indices where 64 <= x && x < width - 64 { row[x] = UInt8(truncatingIfNeeded: 99 + number) }
        }
        return bytes.map { .image($0) } ?? .error(500)
    }

    // MARK: What is there

    /// A package in a folder of its own, beside which a page can make clones.
    private static func freshPackage(in aside: TestPackage) throws -> TestPackage {
        let package = try TestPackage(at: aside.path + "/\(UUID().uuidString)/App")
        let fixtures = Tool.repository.appendingPathComponent("Fixtures")
        try package.write(png("basn2c08"), to: "Art/Source/subject.png")
        try package.write(
            Data(contentsOf: fixtures.appendingPathComponent("References/baseline.jpg")), to: "Art/Source/mood.jpg")
        try package.write("A poster of a lighthouse.\n", to: "Prompts/poster.txt")
        try package.write("Flat shapes, thick outlines.\n", to: "Prompts/style.txt")
        try package.write("// swift-tools-version: 6.1\nimport PackageDescription\n", to: "Package.swift")
        try package.write(".build/\n", to: ".gitignore")
        let repository = try Repository(package)
        try repository.git(["init", "-q", "-b", "main"])
        try repository.commitAll()
        return package
    }

    /// The programs that a reader would have, and an environment to start with.
    private func prepare() throws {
        for (name, text) in [("swift", Self.swift), ("image-assets", Self.tool)] {
            try aside.writeProgram(text, to: "bin/" + name)
        }
        try aside.write(
            """
            [user]
            name = Nobody
            email = nobody@example.com
            [init]
            defaultBranch = main
            [core]
            autocrlf = false

            """, to: "home/.gitconfig")
        let variables = [
            "PATH": aside.path + "/bin:" + (ProcessInfo.processInfo.environment["PATH"] ?? ""),
            "HOME": aside.path + "/home", "BETTERTOKEN_API_KEY": Tool.key,
            "STAND_IN_TOOL": Tool.executable.path, "STAND_IN_URL": server.baseURL, "STAND_IN_KEY": Tool.key,
        ]
        try aside.write(
            variables.map { "export \($0.key)='\($0.value)'\n" }.sorted().joined(), to: "environment")
        try enter()
    }

    private func enter() throws { try aside.write(package.path, to: "folder") }

    // MARK: Block by block

    private mutating func follow(_ block: MarkdownPage.Block) async throws {
        if block.comments.contains("new package") {
            package = try Self.freshPackage(in: aside)
            try enter()
        }
        if let file = block.comment("file") { try package.write(block.text, to: file) }
        if block.language == "text", block.followsBlock, let output { compare(output, with: block) }
        output = nil
        if block.language == "sh", block.comment("not run") == nil, block.comment("file") == nil {
            output = try await run(block)
        }
    }

    /// - Returns: what it printed.
    private func run(_ block: MarkdownPage.Block) async throws -> String {
        let wanted = block.comment("exits").flatMap { Int32($0) } ?? 0
        let start = """
            exec 2>&1
            . '\(aside.path)/environment'
            cd "$(cat '\(aside.path)/folder')"
            trap 'export -p > "\(aside.path)/environment"; pwd > "\(aside.path)/folder"' EXIT
            trap 'echo "$LINENO" > "\(aside.path)/failed"' ERR
            set -Eeo pipefail

            """
        let commands = block.text.replacing(/=…/, with: "=" + Tool.key)
        try aside.write(start + commands, to: "commands")
        let ended = try await Tool(
            URL(fileURLWithPath: "/usr/bin/env"), arguments: ["bash", aside.path + "/commands"], in: package.path
        ).wait()
        let place = "\(page.path):\(block.line)"
        #expect(ended.status == wanted, "\(place) ended with \(ended.status):\n\(ended.output)")
        if wanted != 0, ended.status == wanted { try expectFailure(ofLastLineIn: commands, after: start, place) }
        return ended.output
    }

    /// No earlier command than the last may have ended the block.
    private func expectFailure(ofLastLineIn commands: String, after start: String, _ place: String) throws {
        let failed = Int(String(decoding: try aside.read("failed"), as: UTF8.self).trimmingCharacters(in: .newlines))
        let lines = commands.split(separator: "\n", omittingEmptySubsequences: false)
        var last = lines.lastIndex { !$0.allSatisfy(\.isWhitespace) } ?? 0
        while last > 0, lines[last - 1].hasSuffix("\\") { last -= 1 }
        let first = start.count { $0 == "\n" } + last + 1
        #expect((failed ?? 0) >= first, "\(place): an earlier command than the last failed")
    }
}
