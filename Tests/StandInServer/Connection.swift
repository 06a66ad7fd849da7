import FlyingSocks
import Foundation

/// One client's connection: HTTP/1.1, kept alive until the client or a fault ends it.
struct Connection: Sendable {
    let socket: AsyncSocket
    let number: Int
    /// Nil: every request is as it should be.
    let documents: Documents?
    let traffic: Traffic
    let script: StandInServer.Script

    func serve() async {
        var served = 0
        var buffer = Data()
        while let message = try? await HTTPMessage.read(from: socket, &buffer) {
            served += 1
            let index = served
            let request = await traffic.begin { [documents, number] in
                var request = message.recorded(number: $0, connection: number, numberOnConnection: index)
                request.deviations = documents?.deviations(of: request) ?? []
                return request
            }
            let reply = await reply(to: request)
            // Before the answer is written: who has it may send the next request at once.
            await traffic.end()
            do {
                guard let reply else { throw CancellationError() }
                guard try await Writer(socket: socket).write(reply, to: request) else { break }
            } catch {
                await traffic.hangUp()
                break
            }
        }
        try? socket.close()
    }

    /// Nil when the client goes away first.
    private func reply(to request: RecordedRequest) async -> Reply? {
        if !request.deviations.isEmpty {
            return .error(400, "not as documented: " + request.deviations.joined(separator: "; "))
        }
        // A script says what becomes of it only where it says so of everything.
        if documents != nil, request.isQuestion {
            return .text(#"{"object":"list","data":[{"id":"gpt-image-2","object":"model"}]}"#)
        }
        let nth = await traffic.requests.prefix(request.number).filter { $0.prompt == request.prompt }.count
        return await withTaskGroup(of: Reply?.self) { group in
            group.addTask { await script(request, nth) }
            group.addTask {
                _ = try? await socket.read(atMost: 1)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
    }
}
