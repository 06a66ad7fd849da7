import Foundation
import ImageAssetsStandInServer
import ImageAssetsTestSupport
import Testing

/// What may be wrong with a machine.
@Suite("doctor on a machine that lacks something", .timeLimit(.minutes(3)))
struct DoctorMachineTests {
    private static let key = TestPackage.doctorsKey

    @Test("a read-only tree is told where something has to be written", .enabled(if: Disk.isPossible))
    func readOnly() async throws {
        let package = try TestPackage()
        let disk = try Disk(at: package.path + "/disk")
        let inner = try TestPackage(at: disk.path + "/package")
        try inner.writeManifest(["a": "A"])
        try await StandInServer.run(script: { request, _ in .picture(for: request) }) { server in
            let made = try await inner.run(server: server)
            #expect(made.status == 0)
            try disk.makeReadOnly()
            let idle = try await inner.doctor(server: server)
            #expect(idle.status == 0)
            #expect(try idle.document.check("folder").state == "skipped")
            let changed = try await inner.doctor("--manifest", "other.json", server: server)
            #expect(changed.document.obstacles.contains("folder"))
        }
        try disk.remove()
        let work = try TestPackage()
        let other = try Disk(at: work.path + "/disk")
        let waiting = try TestPackage(at: other.path + "/package")
        try waiting.writeManifest(["a": "A"])
        try other.makeReadOnly()
        let found = try await waiting.doctor(environment: Self.key)
        #expect(found.status == 1)
        #expect(found.document.obstacles == ["folder"])
        let said = try found.document.check("folder").message
        #expect(said == "the package's folder cannot be written (Read-only file system)")
        try other.remove()
    }

    @Test("a full disk is told before anything is sent", .enabled(if: Disk.isPossible))
    func fullDisk() async throws {
        let package = try TestPackage()
        let disk = try Disk(at: package.path + "/disk")
        let inner = try TestPackage(at: disk.path + "/package")
        try inner.writeManifest(["a": "A"])
        disk.fill()
        let found = try await inner.doctor(environment: Self.key)
        #expect(found.status == 1)
        #expect(found.document.obstacles == ["disk"])
        #expect(try found.document.check("disk").message.hasPrefix("only "))
        disk.empty()
        let emptied = try await inner.doctor(environment: Self.key)
        #expect(emptied.status == 0)
        try disk.remove()
    }

    @Test("another run is named and not waited for, and keeps nobody from one that waits")
    func otherRun() async throws {
        let package = try TestPackage(images: ["a": "A"])
        let latch = Latch()
        try await StandInServer.run(script: latch.pictures) { server in
            let run = try package.start([], server: server)
            await server.traffic.waitForInFlight(1)
            let found = try await package.doctor(server: server)
            let check = try found.document.check("run")
            #expect(check.state == "failed" && !check.blocks)
            #expect(check.message.hasPrefix("another run (process \(run.process.processIdentifier) on "))
            #expect(try found.document.check("requests").message.contains("1 attempt unfinished"))
            await latch.open()
            #expect(try await run.wait().status == 0)
            let document = try await package.doctor(server: server).document
            #expect(try document.check("run").state == "ok")
        }
    }

    @Test("no network, and a proxy that refuses, in the words of a run and without the proxy's password")
    func noNetwork() async throws {
        let package = try TestPackage(images: ["a": "A"])
        let server = try await StandInServer.start()
        await server.stop()
        let nobody = try await package.doctor("--online", server: server)
        #expect(nobody.status == 1)
        let said = try nobody.document.check("online").message
        #expect(said == "no connection: 127.0.0.1 port \(server.port) refused it", "\(said)")
        let proxy = "http://me:pass-word@127.0.0.1:\(server.port)"
        let environment = Self.key.merging(["HTTPS_PROXY": proxy]) { $1 }
        let ended = try await package.run("doctor", "--online", environment: environment)
        #expect(ended.status == 1)
        #expect(ended.output.contains("✓ proxy         127.0.0.1:\(server.port), by HTTPS_PROXY\n"))
        #expect(
            ended.output.contains("no connection: the proxy 127.0.0.1:\(server.port) (HTTPS_PROXY) refused it\n"))
        #expect(!(ended.output + ended.errors).contains("pass-word"))
        let wrong = try await package.doctor(
            environment: Self.key.merging(["ALL_PROXY": "ftp://me:pass-word@x"]) { $1 })
        #expect(wrong.document.obstacles == ["proxy"])
        #expect(try !wrong.document.check("proxy").message.contains("pass-word"))
    }

    @Test("certificates that are not there, and files without any", arguments: ["/absent.pem", "/", "/dev/null", ""])
    func certificates(_ path: String) async throws {
        let package = try TestPackage(images: ["a": "A"])
        try package.write("-----BEGIN CERTIFICATE", to: "cut.pem")
        let file = path.isEmpty ? package.path + "/cut.pem" : path
        for words in [["doctor"], ["doctor", "--online"]] {
            let environment = Self.key.merging(["SSL_CERT_FILE": file]) { $1 }
            let ended = try await package.start(words, environment: environment).wait()
            #expect(ended.status == 1)
            #expect(ended.output.contains("✗ certificates  \(file), by SSL_CERT_FILE, "))
            #expect(ended.output.contains(" unset SSL_CERT_FILE.\n"))
            #expect(ended.lastLine == "`image-assets generate` cannot run: certificates.")
        }
    }

    #if os(Linux)
        @Test("a libcurl that is too old, or none")
        func oldLibcurl() async throws {
            let package = try TestPackage(images: ["a": "A"])
            let libraries = try TestPackage()
            let source = Tool.repository.appendingPathComponent("Fixtures/OldLibcurl/libcurl.c").path
            for name in ["libcurl.so.4", "libcurl-gnutls.so.4"] {
                let compiled = try await Tool(
                    URL(fileURLWithPath: "/usr/bin/env"),
                    arguments: ["clang", "-shared", "-fPIC", source, "-o", libraries.path + "/" + name],
                    in: package.path
                ).wait()
                try #require(compiled.status == 0, "\(compiled.errors)")
            }
            let environment = Self.key.merging(["LD_LIBRARY_PATH": libraries.path]) { $1 }
            let old = try await package.doctor("--online", environment: environment)
            #expect(old.status == 1)
            #expect(old.document.obstacles == ["libcurl"])
            let said = "libcurl.so.4 is too old: libcurl 7.68 or later is needed"
            #expect(try old.document.check("libcurl").message == said)
            #expect(try old.document.check("online").message == "not asked: see libcurl")
            for name in ["libcurl.so.4", "libcurl-gnutls.so.4"] { try libraries.write("no library", to: name) }
            let none = try await package.doctor(environment: environment)
            #expect(none.document.obstacles == ["libcurl"])
            #expect(try none.document.check("libcurl").message.hasPrefix("libcurl cannot be loaded: install it"))
        }
    #endif

    #if !JPEG
        @Test("a manifest that needs what was not built in")
        func missingTraits() async throws {
            let package = try TestPackage()
            try package.writeManifest([
                #"{ "name": "a", "prompt": "A", "renditions": [ { "output": "a.jpg", "width": 64 } ] }"#
            ])
            let found = try await package.doctor(environment: Self.key)
            #expect(found.status == 65)
            #expect(found.document.obstacles == ["formats", "manifest"])
        }
    #endif
}
