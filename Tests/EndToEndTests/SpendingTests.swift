import Foundation
import ImageAssetsStandInServer
import Testing

/// What a run may cost, and what it came to, with the built tool.
@Suite("money")
struct SpendingTests {
    private static let perImage = #""prices": { "currency": "USD", "perImage": { "1024x1024": 0.1 } },"#
    private static let perToken =
        #"""
        "prices": { "currency": "USD", "perMillionTokens":
        { "textInput": 5, "cachedTextInput": 1.25, "imageInput": 8, "imageOutput": 30 } },
        """#

    private func package(_ top: String, _ images: KeyValuePairs<String, String>, size: String = "1024x1024") throws
        -> TestPackage
    {
        let package = try TestPackage()
        let lines = images.map { #"{ "name": "\#($0.key)", "prompt": "\#($0.value)", "size": "\#(size)" }"# }
        try package.write(
            #"{ "version": 1, \#(top) "images": [ \#(lines.joined(separator: ", ")) ] }"#, to: "images.json")
        return package
    }

    /// The picture of the prompt, and what was counted for it.
    private static func counted(_ request: RecordedRequest, _ members: String = "", cached: Int = 0) -> Reply {
        let picture = EndToEndTests.picture(of: request.prompt).base64EncodedString()
        return .text(
            #"{"created":1,"data":[{"b64_json":"\#(picture)"}]\#(members),"usage":{"input_tokens":10,"output_tokens":"#
                + #"1756,"total_tokens":1766,"input_tokens_details":{"text_tokens":10,"image_tokens":0,"cached_tokens":"#
                + #"\#(cached)}}}"#)
    }

    @Test("a plan that may cost more than is allowed sends nothing, and says what it may cost")
    func failsClosed() async throws {
        let package = try package(Self.perImage + #""maxCost": 0.29,"#, ["a": "A", "b": "B", "c": "C"])
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let held = try await package.run(server: server)
            #expect(held.status == 4)
            #expect(
                held.output.contains(
                    "the requests may cost 0.30 USD, and --max-cost or `maxCost` allows 0.29: "
                        + "none is sent"), "\(held.output)")
            #expect(held.lastLine.hasSuffix("Raise --max-cost, or `maxCost` in the manifest, to pay for the rest."))
            let plan = try await package.run("plan")
            #expect(plan.status == 0)
            #expect(
                plan.lastLine
                    == "To do: 3 requests needed (at most 0.30 USD), 3 held back. Raise --max-cost, or `maxCost` "
                    + "in the manifest, to pay for what is held back.")
            #expect(try await package.run("check").lastLine.hasPrefix("Out of date: 3 requests needed. Run "))
            #expect(await server.traffic.requests.isEmpty)
            let ended = try await package.run("--max-cost", "0.30", server: server)
            #expect(ended.status == 0)
            #expect(ended.output.hasPrefix("3 requests: at most 0.30 USD\n"), "\(ended.output)")
            #expect(
                ended.lastLine == "Done: 3 generated, 3 requests sent. Spent: 3 requests, 3 attempts; 0.30 USD.")
        }
    }

    @Test(
        "a limit closes on what nobody knows the price of",
        arguments: [
            ("", "1024x1024", "the manifest has no `prices`"),
            (perImage, "auto", "the service chooses the size or quality of a, and no `*` says what that costs"),
            (perImage, "1536x1024", "`perImage` has nothing for 1536x1024 (a)"),
            (
                perToken, "1024x1024",
                "no earlier answer and no `expectedTokens` says how many tokens 1024x1024 takes (a)"
            ),
        ])
    func unknownPrice(prices: String, size: String, why: String) async throws {
        let package = try package(prices, ["a": "A"], size: size)
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let ended = try await package.run("--max-cost", "1000", server: server)
            #expect(ended.status == 4)
            #expect(
                ended.output.contains(
                    "what the requests cost is unknown, and with --max-cost or `maxCost` none is "
                        + "sent then: \(why)"), "\(ended.output)")
            #expect(await server.traffic.requests.isEmpty)
            #expect(try await package.run(server: server).status == 0)
        }
    }

    @Test("retries are paid, too: what may be charged counts, and the rest is not begun")
    func reachedByRetries() async throws {
        let package = try package(Self.perImage, ["a": "A", "b": "B"])
        try await StandInServer.run(
            script: { request, _ in request.prompt == "A" ? .error(503) : .picture(for: request) }
        ) { server in
            let ended = try await package.run(
                "--max-cost", "0.25", "--concurrency", "1", "--retry-delays", "0,0,0", "--format", "json",
                server: server)
            #expect(ended.status == 4)
            #expect(await server.traffic.requests.map(\.prompt) == ["A", "A"])
            for part in [
                #""notStarted": 1"#, #""attempts": 2"#, #""maybeCharged": 2"#, #""cost": "0""#, #""costAtMost": "0.2""#,
                #""currency": "USD""#,
            ] {
                #expect(ended.output.contains(part), "\(part): \(ended.output)")
            }
            #expect(
                ended.lastLine.contains(
                    "Spent: 1 request, 2 attempts, 2 may have been charged though no image came; 0 USD, and at most "
                        + "0.20 USD more."
                ))
        }
    }

    @Test("an answer that brings two pictures costs two, in the run and in what is counted later")
    func twoPictures() async throws {
        let package = try package(Self.perImage, ["a": "A"])
        try await StandInServer.run(script: { request, _ in
            let pictures = ["A", "B"].map { #"{"b64_json":"\#(picture(of: $0).base64EncodedString())"}"# }
            return .text(#"{"created":1,"data":[\#(pictures.joined(separator: ","))]}"#)
        }) { server in
            let ended = try await package.run(server: server)
            #expect(ended.lastLine.contains("0.20 USD"), "\(ended.lastLine)")
            let usage = try await package.run("usage", "--format", "json").output
            #expect(usage.contains(#""cost": "0.2""#) && usage.contains(#""images": 2"#), "\(usage)")
        }
    }

    @Test("two images under way do not both spend the rest")
    func sideBySide() async throws {
        let package = try package(Self.perImage, ["a": "A", "b": "B"])
        try await StandInServer.run(
            script: { request, _ in
                if request.prompt == "A" { return .error(503) }
                // Long enough for A to want its second attempt.
                try? await Task.sleep(for: .seconds(1))
                return .picture(for: request)
            }
        ) { server in
            let ended = try await package.run(
                "--max-cost", "0.2", "--concurrency", "2", "--retry-delays", "0,0,0", server: server)
            #expect(ended.status == 4)
            #expect(await server.traffic.requests.map(\.prompt).sorted() == ["A", "B"])
            #expect(package.exists("Images/b.png"))
            #expect(!package.exists("Images/a.png"))
        }
    }

    @Test("what answers took is what later ones may cost, and a run's sum is exact")
    func learns() async throws {
        let package = try package(Self.perToken, ["a": "A"])
        try await StandInServer.run(
            script: { request, _ in Self.counted(request, cached: request.prompt == "A" ? 4 : 0) }
        ) { server in
            let first = try await package.run("plan", "--format", "json")
            #expect(first.output.contains(#""cost": null"#), "\(first.output)")
            let ended = try await package.run("--format", "json", server: server)
            // 6 of text at 5, 4 cached at 1.25, and 1,756 of the image at 30, by the million.
            for part in [
                #""cost": "0.052715""#, #""currency": "USD""#, #""imageOutput": 1756"#, #""cachedTextInput": 4"#,
                #""total": 1766"#, #""uncounted": 0"#,
            ] {
                #expect(ended.output.contains(part), "\(part): \(ended.output)")
            }
            #expect(!ended.output.contains("costAtMost"))
            let images = ["A", "BB", "C"].map { #"{ "name": "\#($0)", "prompt": "\#($0)" }"# }.joined(separator: ", ")
            try package.write(#"{ "version": 1, \#(Self.perToken) "images": [ \#(images) ] }"#, to: "images.json")
            #expect(
                try await package.run("plan").lastLine.hasPrefix(
                    "To do: 2 requests needed (at most 0.1054 USD, by 1 earlier image)"))
            // 3 bytes of text and twice 1,756 tokens of the image.
            #expect(try await package.run("--max-cost", "0.105374", server: server).status == 4)
            #expect(try await package.run("--max-cost", "0.105375", server: server).status == 0)
        }
    }

    @Test("what an answer says of its own size and quality is what is learnt from")
    func ownTerms() async throws {
        let package = try package(Self.perToken, ["a": "A"], size: "auto")
        try await StandInServer.run(
            script: { request, _ in Self.counted(request, #","size":"1536x1024","quality":"high""#) }
        ) { server in
            #expect(try await package.run(server: server).status == 0)
            let images = #"{ "name": "b", "prompt": "B", "size": "1536x1024" }"#
            try package.write(#"{ "version": 1, \#(Self.perToken) "images": [ \#(images) ] }"#, to: "images.json")
            #expect(
                try await package.run("plan").lastLine.hasPrefix(
                    "To do: 1 request needed (at most 0.0527 USD, by 1 earlier image), "))
        }
    }

    @Test("an amount is a number that is not negative")
    func wrongAmount() async throws {
        let package = try package(Self.perImage, ["a": "A"])
        for amount in ["-1", "free", "5USD", "nan", "1e99"] {
            #expect(try await package.run("plan", "--max-cost=\(amount)").status == 64, "\(amount)")
        }
    }
}
