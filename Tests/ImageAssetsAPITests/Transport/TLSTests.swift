import Foundation
import ImageAssetsHTTP
import ImageAssetsModel
import ImageAssetsStandInServer
import ImageAssetsWords
import Testing

@testable import ImageAssetsAPI

/// Where libcurl's environment matters, in processes of their own.
@Suite("Encryption", .enabled(if: TLSServer.openssl != nil, "needs the openssl command"))
struct TLSTests {
    @Test("a certificate that nobody vouches for is a failure that is not repeated")
    func untrusted() async throws {
        let server = try TLSServer(for: "IP:127.0.0.1")
        let log = AttemptLog()
        let service = try client(baseURL: "https://127.0.0.1:\(server.port)/v1")
        let failure = try await service.failure(imageRequest(), log)
        #expect(failure.code == .transport)
        #expect(failure.message.hasPrefix("no secure connection: "), "\(failure)")
        #expect(failure.message.contains("SSL_CERT_FILE"), "\(failure)")
        #expect(failure.stop == .alike && failure.progress == .unsent)
        #expect(log.all == ["send 1", "end 1 transport"])
    }

    @Test("one that SSL_CERT_FILE names is trusted")
    func trusted() async {
        await #expect(processExitsWith: .success) {
            let server = try TLSServer(for: "IP:127.0.0.1")
            setenv("SSL_CERT_FILE", server.certificate, 1)
            let service = try client(baseURL: "https://127.0.0.1:\(server.port)/v1")
            let failure = try await service.failure(imageRequest())
            if failure.message != "the server answered 200 with JSON without an image" { throw Unexpected() }
        }
    }

    @Test("one for which only the folder vouches that SSL_CERT_DIR names is trusted too")
    func trustedByFolder() async {
        await #expect(processExitsWith: .success) {
            let (server, other) = (try TLSServer(for: "IP:127.0.0.1"), try TLSServer(for: "IP:127.0.0.1"))
            setenv("SSL_CERT_FILE", other.certificate, 1)
            setenv("SSL_CERT_DIR", try server.certificateFolder(), 1)
            let service = try client(
                baseURL: "https://127.0.0.1:\(server.port)/v1", limits: HTTPLimits(total: 5),
                retry: RetryPolicy(delays: []))
            // This server has said what it says to the connection that was given up.
            let failure = try await service.failure(imageRequest())
            if failure.progress != .sent { throw Unexpected() }
        }
    }

    @Test("one for another name is a failure that is not repeated, trusted or not")
    func otherName() async {
        await #expect(processExitsWith: .success) {
            let server = try TLSServer(for: "DNS:images.example")
            setenv("SSL_CERT_FILE", server.certificate, 1)
            let log = AttemptLog()
            let service = try client(baseURL: "https://127.0.0.1:\(server.port)/v1")
            let failure = try await service.failure(imageRequest(), log)
            if !failure.message.hasPrefix("no secure connection: ") || log.all.count != 2 { throw Unexpected() }
        }
    }
}
