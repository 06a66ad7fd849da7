import Foundation
import ImageAssetsStandInServer

/// A proxy that serves nobody, and remembers who came.
struct SilentProxy {
    let server: StandInServer

    /// Runs `body` with a browser that has no other way to the network.
    static func run<Result: Sendable>(_ body: (Browser, SilentProxy) async throws -> Result) async throws -> Result {
        try await StandInServer.run(documents: nil, script: { _, _ in .error(403, "no way out") }) { server in
            try await body(Browser(proxy: server.port), SilentProxy(server: server))
        }
    }

    /// What it was asked for.
    var visits: [String] {
        get async { await server.traffic.requests.map { "\($0.method) \($0.path)" } }
    }
}
