import Foundation

extension Tool {
    /// Returns as soon as standard error holds the text; false when the tool ends without it.
    func hasSaid(_ text: String) async throws -> Bool {
        while !errorsSoFar.contains(text) {
            guard process.isRunning else { return errorsSoFar.contains(text) }
            try await Task.sleep(for: .milliseconds(5))
        }
        return true
    }
}
