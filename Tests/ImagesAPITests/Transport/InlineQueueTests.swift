#if canImport(FoundationNetworking)
    import Foundation
    import FoundationNetworking
    import StandInServer
    import Testing

    @testable import ImagesAPI

    /// Where URLSession calls its delegate.
    private final class Witness: NSObject, URLSessionDataDelegate {
        private let queues = AsyncStream<OperationQueue?>.makeStream()

        func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
            queues.continuation.yield(OperationQueue.current)
        }

        func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
            queues.continuation.finish()
        }

        var all: [OperationQueue?] { get async { await queues.stream.reduce(into: []) { $0.append($1) } } }
    }

    @Suite("The queue on which nothing waits")
    struct InlineQueueTests {
        @Test("URLSession hands over each piece where it reads it, so that none piles up behind another")
        func inline() async throws {
            try await StandInServer.run(script: { _, _ in .image }) { server in
                let witness = Witness()
                let session = URLSession(configuration: .ephemeral, delegate: witness, delegateQueue: InlineQueue())
                var request = URLRequest(url: try #require(URL(string: "http://127.0.0.1:\(server.port)/v1")))
                request.httpMethod = "POST"
                session.dataTask(with: request).resume()
                let queues = await witness.all
                #expect(!queues.isEmpty)
                #expect(queues.allSatisfy { $0 == nil })
                session.invalidateAndCancel()
            }
        }
    }
#endif
