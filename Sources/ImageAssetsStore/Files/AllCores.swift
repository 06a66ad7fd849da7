import ImageAssetsSystem

extension Collection where Element: Sendable, Self: Sendable, Index == Int {
    /// Each element's value, in their order, worked out on all cores at once: for work that is nothing but reading and
    /// computing.
    ///
    /// When the task is cancelled the rest is left out.
    package func mapOnAllCores<Value: Sendable>(
        _ value: @escaping @Sendable (Element) -> Value
    ) async -> [Value] {
        await withTaskGroup(of: (Index, Value).self) { group in
            var waiting = indices.makeIterator()
            func start() {
                guard !Task.isCancelled, let index = waiting.next() else { return }
                group.addTask { (index, value(self[index])) }
            }
            for _ in 0..<ProcessInfo.processInfo.activeProcessorCount { start() }
            var values = [Value?](repeating: nil, count: count)
            for await (index, value) in group {
                values[index - startIndex] = value
                start()
            }
            var all: [Value] = []
            all.reserveCapacity(count)
            for case let value? in values { all.append(value) }
            return all
        }
    }
}
