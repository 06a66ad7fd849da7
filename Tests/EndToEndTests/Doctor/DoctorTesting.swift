import Foundation
import ImageAssetsStandInServer
import Testing

/// What `doctor --format json` says.
struct DoctorDocument: Decodable {
    struct Check: Decodable {
        let id: String
        let state: String
        let blocks: Bool
        let message: String
        let hint: String?
    }

    struct Place: Decodable {
        let file: String
        let line: Int?
        let column: Int?
    }

    let version: Int
    let command: String
    let status: String
    let diagnostics: [Place]
    let checks: [Check]

    /// What keeps `generate` from running.
    var obstacles: [String] { checks.filter(\.blocks).map(\.id) }

    func check(_ id: String) throws -> Check { try #require(checks.first { $0.id == id }) }
}

extension TestPackage {
    /// Trusted by nobody but those who are told to.
    static let certificate = Tool.repository.appendingPathComponent("Fixtures/Certificate/certificate.pem").path

    /// A key, and certificates whatever the machine has.
    static let doctorsKey = ["BETTERTOKEN_API_KEY": Tool.key, "SSL_CERT_FILE": certificate]

    /// - Returns: the document, and the exit status.
    func doctor(
        _ arguments: String..., server: StandInServer? = nil, environment: [String: String] = [:]
    ) async throws -> (document: DoctorDocument, status: Int32) {
        let words = ["doctor", "--format", "json"] + arguments
        let environment = ["SSL_CERT_FILE": Self.certificate].merging(environment) { $1 }
        let ended = try await start(words, server: server, environment: environment).wait()
        let document = try JSONDecoder().decode(DoctorDocument.self, from: Data(ended.output.utf8))
        #expect(document.version == 1 && document.command == "doctor")
        #expect(document.obstacles.isEmpty == (ended.status == 0))
        return (document, ended.status)
    }
}
