import FlyingSocks
import Foundation

/// An images service on loopback, at a free port, for tests: of the client in this process and of the built tool in
/// another.
///
/// It checks every request against the service's documents and answers 400 to one that deviates. Otherwise a script
/// decides; without one it draws.
package struct StandInServer: Sendable {
    /// What happens to a request, and which one of its prompt it is, from 1.
    package typealias Script = @Sendable (RecordedRequest, Int) async -> Reply

    package let traffic: Traffic
    package let port: Int
    private let listening: Task<Void, Never>
    private let polling: Task<Void, Never>
    private let socket: Socket

    package var baseURL: String { "http://127.0.0.1:\(port)/v1" }

    /// - Parameters:
    ///   - address: `127.0.0.1` or `::1`.
    ///   - documents: nil for a server of anything.
    package static func start(
        on address: String = "127.0.0.1", documents: Documents? = .bettertoken,
        script: @escaping Script = { _, _ in .image }
    ) async throws -> StandInServer {
        let pool = SocketPool.make()
        try await pool.prepare()
        let socket: Socket
        if address.contains(":") {
            socket = try Socket(domain: Int32(AF_INET6))
            try socket.bind(to: .inet6(ip6: address, port: 0))
        } else {
            socket = try Socket(domain: Int32(AF_INET))
            try socket.bind(to: .inet(ip4: address, port: 0))
        }
        try socket.listen()
        let port: UInt16
        switch try socket.sockname() {
        case .ip4(_, let number), .ip6(_, let number): port = number
        default: throw SocketError.unsupportedAddress
        }
        let polling = Task { _ = try? await pool.run() }
        let traffic = Traffic()
        let listener = try AsyncSocket(socket: socket, pool: pool)
        let listening = Task {
            await withDiscardingTaskGroup { group in
                var number = 0
                while let client = try? await listener.accept() {
                    number += 1
                    let connection = Connection(
                        socket: client, number: number, documents: documents, traffic: traffic, script: script)
                    group.addTask { await connection.serve() }
                }
                group.cancelAll()
            }
        }
        return StandInServer(
            traffic: traffic, port: Int(port), listening: listening, polling: polling, socket: socket)
    }

    package func stop() async {
        listening.cancel()
        await listening.value
        polling.cancel()
        try? socket.close()
    }

    /// Runs `body` against a server of its own.
    package static func run<Result: Sendable>(
        on address: String = "127.0.0.1", documents: Documents? = .bettertoken,
        script: @escaping Script = { _, _ in .image },
        body: (StandInServer) async throws -> Result
    ) async throws -> Result {
        let server = try await start(on: address, documents: documents, script: script)
        do {
            let result = try await body(server)
            await server.stop()
            return result
        } catch {
            await server.stop()
            throw error
        }
    }
}
