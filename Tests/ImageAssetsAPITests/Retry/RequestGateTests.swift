import ImageAssetsModel
import Testing

@testable import ImageAssetsAPI

@Suite("The gate that requests share")
struct RequestGateTests {
    private static let slow = ImageFailure(.rateLimited, status: 429, .error("slow down"), progress: .turnedAway)

    private func enter(_ gate: RequestGate, bytes: Int = 0) async throws -> RequestGate.Pass {
        guard case .open(let pass) = await gate.enter(bytes: bytes) else { throw Unexpected() }
        return pass
    }

    private func turnAway(_ gate: RequestGate, _ pass: RequestGate.Pass, told: Double? = nil) async -> ImageFailure {
        await gate.leave(pass, AttemptFailure(failure: Self.slow, isPassing: true, askedWait: told))
            .failure
    }

    @Test("everybody passes while nobody is told to slow down")
    func open() async throws {
        let gate = RequestGate(time: .instant())
        for _ in 1...100 { _ = try await enter(gate) }
    }

    @Test("a wait that one is told is everybody's, and only one goes ahead after it")
    func slowdown() async throws {
        let clock = TestClock()
        let gate = RequestGate(time: .instant(clock))
        var passes: [RequestGate.Pass] = []
        for _ in 1...4 { passes.append(try await enter(gate)) }
        let before = clock.now
        for pass in passes { #expect(await turnAway(gate, pass, told: 20).stop == nil) }
        _ = try await enter(gate)
        #expect(clock.now - before == 20)
        // The next one sees first whether that one is turned away.
        _ = try await enter(gate)
        #expect(clock.now - before > 21)
    }

    @Test("whoever stands in line is let in in order, or leaves it when cancelled")
    func line() async throws {
        let gate = RequestGate(time: .instant(), maximumBytes: 100)
        let large = try await enter(gate, bytes: 100)
        var held: [Task<RequestGate.Entry, Never>] = []
        // One after the other: tasks begin in any order.
        for count in 1...3 {
            held.append(Task { await gate.enter(bytes: 60) })
            while await gate.waitingCount < count { await Task.yield() }
        }
        held[1].cancel()
        guard case .cancelled = await held[1].value else { throw Unexpected() }
        await gate.leaveWithImage(large)
        guard case .open(let next) = await held[0].value else { throw Unexpected() }
        while await gate.waitingCount < 1 { await Task.yield() }
        await gate.leaveWithImage(next)
        guard case .open = await held[2].value else { throw Unexpected() }
    }

    @Test("who waits for the time to come passes sooner when an attempt leaves")
    func sooner() async throws {
        var time = TimeSource.instant()
        time.sleep = { _ in try await Task.sleep(for: .seconds(3600)) }
        let gate = RequestGate(time: time)
        var passes: [RequestGate.Pass] = []
        for _ in 1...4 { passes.append(try await enter(gate)) }
        let fifth = Task { await gate.enter(bytes: 0) }
        while await gate.waitingCount < 1 { await Task.yield() }
        await gate.leaveWithImage(passes[0])
        guard case .open = await fifth.value else { throw Unexpected() }
    }

    @Test("so many bytes are under way at once, and a larger request goes alone")
    func bytes() async throws {
        let gate = RequestGate(time: .instant(), maximumBytes: 100)
        let large = try await enter(gate, bytes: 150)
        let held = Task { await gate.enter(bytes: 60) }
        while await gate.waitingCount < 1 { await Task.yield() }
        await gate.leaveWithImage(large)
        guard case .open = await held.value else { throw Unexpected() }
        _ = try await enter(gate, bytes: 40)
        let third = Task { await gate.enter(bytes: 1) }
        while await gate.waitingCount < 1 { await Task.yield() }
        third.cancel()
    }

    @Test("a fault that no other can escape closes it for good")
    func closed() async throws {
        let clock = TestClock()
        let gate = RequestGate(time: .instant(clock))
        let pass = try await enter(gate)
        _ = await gate.leave(
            pass, AttemptFailure(failure: ImageFailure(.unauthorized, status: 401, .error("no")), isPassing: false))
        clock.advance(by: 5_000)
        guard case .closed = await gate.enter(bytes: 0) else { throw Unexpected() }
        #expect(clock.waits == [5_000])
    }

    @Test("it closes when nothing is served for ten minutes, and while something is it never does")
    func hopeless() async throws {
        for serves in [false, true] {
            let clock = TestClock()
            let gate = RequestGate(time: .instant(clock))
            var stop: RunStop?
            var sent = 0
            while stop == nil, clock.now < 3_000, sent < 1_000 {
                sent += 1
                let pass = try await enter(gate)
                if serves && sent % 6 == 0 {
                    await gate.leaveWithImage(pass)
                } else {
                    stop = await turnAway(gate, pass).stop
                }
            }
            #expect(stop == (serves ? nil : .rateLimited))
            if !serves {
                #expect((600...700).contains(clock.now))
                #expect(sent < 25)
            }
        }
    }
}

extension RequestGate {
    fileprivate var waitingCount: Int { line.count { $0.suspended != nil } }
}
