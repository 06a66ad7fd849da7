import ImageAssets
import Testing

@testable import ImagesAPI

@Suite("The gate that requests share")
struct RequestGateTests {
    private static let slow = ImageFailure(.rateLimited, status: 429, "slow down")

    private func enter(_ gate: RequestGate, bytes: Int = 0) async throws -> RequestGate.Pass {
        guard case .open(let pass) = await gate.enter(bytes: bytes) else { throw Unexpected() }
        return pass
    }

    @Test("everybody passes while nobody is told to slow down")
    func open() async throws {
        let gate = RequestGate(time: .instant())
        for _ in 1...100 { _ = try await enter(gate) }
    }

    @Test("a rate limit halves what is under way, once for a burst, and the wait is everybody's")
    func slowdown() async throws {
        let clock = TestClock()
        let gate = RequestGate(time: .instant(clock))
        var passes: [RequestGate.Pass] = []
        for _ in 1...8 { passes.append(try await enter(gate)) }
        for pass in passes { await gate.leave(pass, .rateLimited(waitSeconds: 3, Self.slow)) }
        #expect(await gate.limit == 4)
        let pass = try await enter(gate)
        #expect(clock.waits == [3])
        await gate.leave(pass, .rateLimited(waitSeconds: 20, Self.slow))
        #expect(await gate.limit == 1)
        _ = try await enter(gate)
        #expect(clock.waits == [3, 20])
    }

    @Test("a retry tells the wait that it shares with others, where that is longer than its own")
    func sharedWait() async throws {
        let time = TimeSource.instant()
        let gate = RequestGate(time: time)
        let other = try await enter(gate)
        let transport = HTTPTransport { _, _ throws(TransportError) in
            await gate.leave(other, .rateLimited(waitSeconds: 20, Self.slow))
            throw .broken("reset")
        }
        let service = try client(
            baseURL: "http://localhost/v1", retry: RetryPolicy(delays: [3]), time: time, transport: transport,
            gate: gate)
        let log = AttemptLog()
        _ = try await service.failure(imageRequest(), log)
        #expect(log.all.contains("wait after 1: 20.0 s, transport"), "\(log.all)")
    }

    @Test("one more is let in after each round of answers")
    func recovery() async throws {
        let gate = RequestGate(time: .instant())
        let pass = try await enter(gate)
        await gate.leave(pass, .rateLimited(waitSeconds: 1, Self.slow))
        #expect(await gate.limit == 1)
        for limit in [2, 2, 3, 3, 3, 4] {
            let pass = try await enter(gate)
            await gate.leave(pass, .other)
            #expect(await gate.limit == limit)
        }
    }

    @Test("who comes while the limit is reached waits until somebody leaves, or is cancelled")
    func waiting() async throws {
        let gate = RequestGate(time: .instant())
        let first = try await enter(gate)
        await gate.leave(first, .rateLimited(waitSeconds: 1, Self.slow))
        let second = try await enter(gate)
        let held = (0..<2).map { _ in Task { await gate.enter(bytes: 0) } }
        while await gate.waitingCount < 2 { await Task.yield() }
        held[0].cancel()
        guard case .cancelled = await held[0].value else { throw Unexpected() }
        await gate.leave(second, .other)
        guard case .open = await held[1].value else { throw Unexpected() }
    }

    @Test("so many bytes are under way at once, and a larger request goes alone")
    func bytes() async throws {
        let gate = RequestGate(time: .instant(), maximumBytes: 100)
        let large = try await enter(gate, bytes: 150)
        let held = Task { await gate.enter(bytes: 60) }
        while await gate.waitingCount < 1 { await Task.yield() }
        await gate.leave(large, .other)
        guard case .open = await held.value else { throw Unexpected() }
        _ = try await enter(gate, bytes: 40)
        let third = Task { await gate.enter(bytes: 1) }
        while await gate.waitingCount < 1 { await Task.yield() }
        third.cancel()
    }

    @Test("a server that asks for more than is waited closes the gate until then")
    func closed() async throws {
        let clock = TestClock()
        let gate = RequestGate(time: .instant(clock))
        let pass = try await enter(gate)
        await gate.leave(pass, .rateLimited(waitSeconds: 600, Self.slow))
        guard case .closed(let failure) = await gate.enter(bytes: 0) else { throw Unexpected() }
        #expect(failure == Self.slow)
        #expect(clock.waits == [])
        clock.advance(by: 500)
        _ = try await enter(gate)
        #expect(clock.waits == [500, 100])
    }
}
