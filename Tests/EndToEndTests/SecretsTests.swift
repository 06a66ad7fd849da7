import Foundation
import ImageAssetsStandInServer
import Testing

@Suite("secrets")
struct SecretsTests {
    @Test(
        "neither the key nor image payload is in anything that a run prints or writes, even when the server echoes both"
    )
    func nowhere() async throws {
        let package = try TestPackage()
        try package.writeManifest(
            (1...6).map { #"{ "name": "i\#($0)", "prompt": "p\#($0)" }"# } + [#"{ "name": "fine", "prompt": "fine" }"#]
        )
        let payload = try png("basn6a08").base64EncodedString()
        let key = Tool.key
        try await StandInServer.run(
            script: { request, _ in
                let authorization = request.header("Authorization") ?? ""
                let headers = [("X-Request-Id", "req-\(key)"), ("X-Echo", authorization)]
                switch request.prompt {
                case "p1": return .error(400, "your header was Authorization: \(authorization)")
                case "p2":
                    return .text("<html><body>\(authorization) \(payload)</body></html>", status: 502, headers: headers)
                case "p3": return .text(#"{"data":[{"b64_json":"\#(payload)!"}],"echo":"\#(authorization)"}"#)
                case "p4": return .text(#"{"error":{"message":["\#(payload)","\#(key)"]}}"#, headers: headers)
                case "p5": return .image(Data(payload.utf8))
                case "p6": return .text(#"{"detail":"\#(key.uppercased()) \#(key)"}"#, status: 422)
                default: return .image
                }
            }
        ) { server in
            let arguments = ["--retry-delays", "0.01", "--format"]
            for format in ["text", "json", "junit"] {
                let tool = try package.start(
                    arguments + [format], server: server, environment: ["GITHUB_ACTIONS": "true"]
                )
                let ended = try await tool.wait()
                #expect(ended.status == 1)
                for text in [ended.output, ended.errors] {
                    #expect(!text.contains(key))
                    #expect(!text.contains(payload.prefix(60)))
                }
            }
            let explained = try await package.run("explain", "fine", server: server)
            #expect(!explained.output.contains(key))
            // What arrived as an image is kept as evidence, whatever it is; all else is free of both.
            for (name, bytes) in package.allFiles() {
                #expect(bytes.range(of: Data(key.utf8)) == nil, "\(name)")
                if !name.contains("/objects/") {
                    #expect(bytes.range(of: Data(payload.prefix(60).utf8)) == nil, "\(name)")
                }
            }
        }
    }

    @Test("a redirect is not followed, and takes the key nowhere")
    func redirect() async throws {
        let package = try TestPackage()
        try package.writeManifest([#"{ "name": "a", "prompt": "A" }"#])
        try await StandInServer.run { other in
            let location = other.baseURL + "/images/generations"
            let reply = Reply.text("", status: 302, headers: [("Location", location)])
            try await StandInServer.run(script: { _, _ in reply }) { server in
                let ended = try await package.run(server: server)
                #expect(ended.status == 1)
                #expect(await server.traffic.requests.count == 1)
                #expect(await other.traffic.requests.isEmpty)
            }
        }
    }
}
