import Foundation
import ImageAssetsStandInServer
import Testing

@Suite("doctor", .timeLimit(.minutes(3)))
struct DoctorTests {
    private static let key = TestPackage.doctorsKey
    private static let list = #"{"object":"list","data":[]}"#

    @Test("where all is well it exits 0, shows no key, and leaves no trace")
    func well() async throws {
        try await TestPackage.generated { package, server in
            let (files, folder) = (package.allFiles(), try package.identity(of: "."))
            let store = try package.identity(of: ".image-assets")
            for words in [["doctor"], ["doctor", "--format", "json"]] {
                let ended = try await package.start(words, server: server).wait()
                #expect(ended.status == 0, "\(ended.errors)")
                #expect(!(ended.output + ended.errors).contains(Tool.key.suffix(4)))
                #expect(ended.errors.isEmpty)
            }
            let text = try await package.run("doctor", server: server)
            #expect(text.output.hasSuffix("\n`image-assets generate` can run.\n"))
            #expect(text.output.contains("✓ key           in IMAGES_API_KEY\n"))
            #expect(text.output.contains(", 1 result\n"))
            #expect(package.allFiles() == files)
            #expect(try package.identity(of: ".") == folder)
            #expect(try package.identity(of: ".image-assets") == store)
            #expect(await server.traffic.requests.count == 1)
        }
    }

    @Test("no key is wrong where a request is needed, and nothing to worry about where none is")
    func noKey() async throws {
        let package = try TestPackage(images: ["a": "A"])
        let found = try await package.doctor()
        #expect(found.status == 64)
        #expect(found.document.obstacles == ["key"])
        #expect(try found.document.check("key").message.hasPrefix("no API key: set BETTERTOKEN_API_KEY to the key"))
        let text = try await package.run("doctor", environment: ["SSL_CERT_FILE": TestPackage.certificate])
        #expect(text.lastLine == "`image-assets generate` cannot run: key.")
        try await TestPackage.generated { package, _ in
            let idle = try await package.doctor()
            #expect(idle.status == 0)
            #expect(try idle.document.check("key").state == "skipped")
            #expect(try idle.document.check("key").message.hasSuffix("(not wanted now: nothing is to be sent)"))
            // As the run itself has it.
            #expect(try await package.run().status == 0)
        }
    }

    @Test("a key file is judged as by a run")
    func keyFile() async throws {
        let package = try TestPackage(images: ["a": "A"])
        let home = try TestPackage()
        try home.write(Tool.key, to: "key")
        for (mode, status) in [(0o600, 0), (0o644, 64)] as [(mode_t, Int32)] {
            chmod(home.path + "/key", mode)
            let found = try await package.doctor("--key-file", home.path + "/key")
            #expect(found.status == status)
            #expect(try !found.document.check("key").message.contains(Tool.key))
        }
        let said = try await package.doctor("--key-file", home.path + "/key").document.check("key").message
        #expect(said.contains("can be read by others: run `chmod 600"))
    }

    @Test("--online says whether the service takes the key, asks for no image, and follows nobody")
    func online() async throws {
        let package = try TestPackage(images: ["a": "A"])
        let cases: [(Reply, state: String, status: Int32, said: String)] = [
            (.text(Self.list), "skipped", 0, "it lists its models for anybody, which says nothing of the key"),
            (.error(401, "bad key \(Tool.key)"), "failed", 1, "HTTP 401 Unauthorized: bad key [key]"),
            (.error(403, "not here"), "failed", 1, "HTTP 403 Forbidden: not here"),
            (.error(404), "skipped", 0, "it answers, but not whether it takes the key: HTTP 404 Not Found"),
            (.error(429, "slow down"), "skipped", 0, "HTTP 429 Too Many Requests: slow down"),
            (.text("<html>Sign in</html>", type: "text/html"), "failed", 1, "answered 200 with a page"),
            (.fault(.cutShort), "failed", 1, "no complete answer: "),
            (.fault(.reset), "failed", 1, "no complete answer: "),
            (.error(503, "down"), "failed", 1, "HTTP 503 Service Unavailable: down"),
            (.text("", status: 302, headers: [("Location", "http://127.0.0.1:1/")]), "failed", 1, "never followed"),
        ]
        for (reply, state, status, said) in cases {
            try await StandInServer.run(documents: nil, script: { _, _ in reply }) { server in
                let found = try await package.doctor("--online", server: server)
                let check = try found.document.check("online")
                #expect(found.status == status)
                #expect(check.state == state)
                #expect(check.message.contains(said), "\(check.message)")
                #expect(!check.message.contains(Tool.key))
                let words = try await package.run("doctor", "--online", server: server).output
                let isOpen = words.hasSuffix("\n`image-assets generate` can run, if the service takes the key.\n")
                #expect(isOpen == (status == 0), "\(words)")
                #expect(await server.traffic.requests.allSatisfy { $0.path == "/v1/models" })
            }
        }
        try await StandInServer.run { server in
            let check = try await package.doctor("--online", server: server).document.check("online")
            #expect(check.state == "ok")
            #expect(check.message == "the service takes the key; nothing was drawn or billed")
            let words = try await package.run("doctor", "--online", server: server).output
            #expect(words.hasSuffix("\n`image-assets generate` can run.\n"))
        }
    }

    @Test("without it nothing is sent, with it and without a key neither")
    func silent() async throws {
        let package = try TestPackage(images: ["a": "A"])
        try await StandInServer.run(documents: nil) { server in
            let document = try await package.doctor(server: server).document
            #expect(try document.check("online").state == "skipped")
            let found = try await package.doctor("--online", environment: ["IMAGES_BASE_URL": server.baseURL])
            #expect(found.status == 64)
            #expect(await server.traffic.requests.isEmpty)
        }
    }

    @Test("what is wrong with the manifest has its place, in the text and in the document")
    func manifest() async throws {
        let package = try TestPackage()
        let absent = try await package.doctor()
        #expect(absent.status == 65)
        #expect(try absent.document.check("manifest").hint?.contains("image-assets init") == true)
        try package.writeManifest([#"{ "name": "a", "promt": "A", "sise": "auto" }"#])
        let found = try await package.doctor(environment: Self.key)
        #expect(found.status == 65)
        #expect(found.document.status == "invalid")
        #expect(found.document.diagnostics.first?.line == 2)
        let text = try await package.run("doctor", environment: Self.key)
        #expect(text.errors == "`image-assets generate` cannot run: manifest.\n")
        #expect(text.output.contains("✗ manifest      2 errors\n"))
        for words in ["unknown key \"promt\"", "unknown key \"sise\""] {
            #expect(text.output.components(separatedBy: words).count == 2, "\(text.output)")
        }
    }

    @Test("both plugins have it, and type what they say for `swift package`", arguments: ["check", "generate"])
    func plugins(_ verb: String) async throws {
        let package = try TestPackage(images: ["a": "A"])
        let environment = Self.key.merging(["IMAGE_ASSETS_PLUGIN": "\(verb)-images"]) { $1 }
        let ended = try await package.run("doctor", environment: environment)
        #expect(ended.status == 0, "\(ended.errors)")
        #expect(ended.output.hasSuffix("\n`swift package generate-images` can run.\n"))
        #expect(ended.output.contains("`swift package check-images plan` says which and why."))
        let help = try await package.run("--help", environment: environment)
        #expect(help.output.contains("  doctor  "))
    }

    @Test("--output takes the document, and the words go to the terminal")
    func output() async throws {
        let package = try TestPackage(images: ["a": "A"])
        let ended = try await package.run("doctor", "--format", "json", "--output", "doctor.json")
        #expect(ended.status == 64)
        #expect(ended.output.hasPrefix("✓ tool "))
        let document = try JSONDecoder().decode(DoctorDocument.self, from: package.read("doctor.json"))
        #expect(document.obstacles == ["key"])
    }
}
