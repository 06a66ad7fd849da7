import Foundation

/// What a server has seen.
package actor Traffic {
    package private(set) var requests: [RecordedRequest] = []
    package private(set) var inFlight = 0
    package private(set) var peakInFlight = 0
    /// Clients that went away before their answer was complete.
    package private(set) var hangUps = 0
    private var waiters:
        [(condition: @Sendable (isolated Traffic) -> Bool, continuation: CheckedContinuation<Void, Never>)] = []

    package init() {}

    /// Of all requests: what was not as the documents say.
    package var deviations: [String] {
        requests.flatMap { request in request.deviations.map { "request \(request.number): \($0)" } }
    }

    func begin(_ make: @Sendable (Int) -> RecordedRequest) -> RecordedRequest {
        let request = make(requests.count + 1)
        requests.append(request)
        inFlight += 1
        peakInFlight = max(peakInFlight, inFlight)
        changed()
        return request
    }

    func end() {
        inFlight -= 1
        changed()
    }

    /// A request that came another way than over a connection.
    package func enter() {
        inFlight += 1
        changed()
    }

    func hangUp() {
        hangUps += 1
        changed()
    }

    /// Returns as soon as this many requests are under way at the same time.
    package func waitForInFlight(_ count: Int) async {
        await wait { $0.inFlight >= count }
    }

    /// Returns as soon as this many requests have come.
    package func waitForRequests(_ count: Int) async {
        await wait { $0.requests.count >= count }
    }

    package func waitForHangUps(_ count: Int) async {
        await wait { $0.hangUps >= count }
    }

    private func wait(_ condition: @escaping @Sendable (isolated Traffic) -> Bool) async {
        guard !condition(self) else { return }
        await withCheckedContinuation { waiters.append((condition, $0)) }
    }

    private func changed() {
        let ready = waiters.filter { $0.condition(self) }
        waiters.removeAll { $0.condition(self) }
        for waiter in ready { waiter.continuation.resume() }
    }
}

/// Holds back whoever waits until it is opened, once and for all. A cancelled task waits no longer.
package actor Latch {
    private var isOpen = false
    private var waiters: [Int: CheckedContinuation<Void, Never>] = [:]
    private var next = 0
    private var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []

    package init() {}

    /// Returns as soon as so many wait.
    package func waitForWaiters(_ count: Int) async {
        guard waiters.count < count else { return }
        await withCheckedContinuation { watchers.append((count, $0)) }
    }

    package func wait() async {
        next += 1
        let number = next
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                if isOpen || Task.isCancelled { return continuation.resume() }
                waiters[number] = continuation
                let ready = watchers.filter { $0.count <= waiters.count }
                watchers.removeAll { $0.count <= waiters.count }
                for watcher in ready { watcher.continuation.resume() }
            }
        } onCancel: {
            Task { await self.release(number) }
        }
    }

    package func open() {
        isOpen = true
        for number in waiters.keys { release(number) }
    }

    private func release(_ number: Int) {
        waiters.removeValue(forKey: number)?.resume()
    }
}
