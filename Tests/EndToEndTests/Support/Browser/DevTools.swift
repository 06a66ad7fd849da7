import Foundation
import ImageAssetsText

#if canImport(Darwin)
    import Darwin
#endif

/// The DevTools protocol over Chromium's two pipes: messages of JSON, each ended by a NUL.
actor DevTools {
    struct Fault: Error, CustomStringConvertible {
        let description: String
    }

    private let commands: FileHandle
    private var number = 0
    private var waiting: [Int: CheckedContinuation<JSONValue, any Error>] = [:]
    private var isClosed = false
    /// What Chromium told by itself, of each session.
    private(set) var events: [String: [JSONValue]] = [:]

    init(commands: FileHandle, answers: FileHandle) {
        self.commands = commands
        let (messages, continuation) = AsyncStream<Data>.makeStream()
        Thread.detachNewThread {
            var block = [UInt8](repeating: 0, count: 1 << 16)
            var rest = Data()
            while case let count = read(answers.fileDescriptor, &block, block.count), count > 0 {
                let parts = block.prefix(count).split(separator: 0, omittingEmptySubsequences: false)
                for part in parts.dropLast() {
                    continuation.yield(rest + part)
                    rest = Data()
                }
                rest += parts.last ?? []
            }
            continuation.finish()
        }
        Task { [weak self] in
            for await message in messages { await self?.take(message) }
            await self?.close()
        }
    }

    /// Sends a command, and gives what comes back for it.
    func send(
        _ method: String, _ parameters: [String: JSONValue] = [:], session: String? = nil
    ) async throws -> JSONValue {
        if isClosed { throw Fault(description: "the browser is gone") }
        number += 1
        let id = number
        var message: [String: JSONValue] = [
            "id": .integer(id), "method": .string(method), "params": .object(parameters),
        ]
        if let session { message["sessionId"] = .string(session) }
        let text = JSONValue.object(message).canonicalText
        return try await withCheckedThrowingContinuation { continuation in
            waiting[id] = continuation
            do {
                try commands.write(contentsOf: Data(text.utf8) + [0])
            } catch {
                waiting.removeValue(forKey: id)?.resume(throwing: error)
            }
        }
    }

    private func take(_ bytes: Data) {
        guard let message = try? JSONValue(parsing: SourceText(bytes)) else { return }
        if let id = message["id"]?.integer {
            let continuation = waiting.removeValue(forKey: id)
            if let error = message["error"] {
                continuation?.resume(throwing: Fault(description: error.canonicalText))
            } else {
                continuation?.resume(returning: message["result"] ?? .null)
            }
        } else if message["method"] != nil {
            events[message["sessionId"]?.string ?? "", default: []].append(message)
        }
    }

    private func close() {
        isClosed = true
        for continuation in waiting.values { continuation.resume(throwing: Fault(description: "the browser is gone")) }
        waiting = [:]
    }
}
