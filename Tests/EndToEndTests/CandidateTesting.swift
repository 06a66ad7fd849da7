import Foundation
import ImageAssetsStandInServer
import ImageAssetsText
import Testing

/// What the tests of candidates and of choosing one share.
protocol CandidateTesting {}

extension CandidateTesting {
    /// Of a prompt, which one it is, from 1.
    static func drawn(_ prompt: String, _ number: Int) -> Data { picture(of: "\(prompt) \(number)") }

    /// A package of one image, and a server that draws another picture each time.
    func run(
        images: KeyValuePairs<String, String> = ["hero": "A"], latch: Latch? = nil,
        _ body: (TestPackage, StandInServer) async throws -> Void
    ) async throws {
        let package = try TestPackage(images: images)
        try await StandInServer.run(script: { request, number in
            await latch?.wait()
            return .image(picture(of: "\(request.prompt) \(number)"))
        }) { server in
            try await body(package, server)
            #expect(await server.traffic.deviations.isEmpty)
        }
    }

    /// The document's candidates.
    func list(_ package: TestPackage, _ name: String = "hero") async throws -> [[String: JSONValue]] {
        let ended = try await package.run("choose", name, "--format", "json")
        #expect(ended.status == 0, "\(ended.errors)")
        let document = try JSONValue(parsing: SourceText(Data(ended.output.utf8)))
        guard case .array(let candidates)? = document["candidates"] else { return [] }
        return candidates.map { candidate in
            guard case .object(let members) = candidate else { return [:] }
            return Dictionary(uniqueKeysWithValues: members.map { ($0.key, $0.value) })
        }
    }

    func fetch(_ package: TestPackage, _ count: Int, _ server: StandInServer) async throws -> Tool.Ended {
        // One after the other, so that their numbers are known.
        try await package.run("hero", "--candidates", "\(count)", "--concurrency", "1", server: server)
    }
}
