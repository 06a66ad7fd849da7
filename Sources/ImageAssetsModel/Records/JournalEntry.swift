import ImageAssetsSystem

/// One line of the journal: an attempt that was sent, that ended, or whose loss was told.
package struct JournalEntry: Sendable, Hashable, Codable {
    package enum Event: String, Sendable, Codable {
        case sent, ended
        /// A lost attempt was told to the user, once.
        case reported
    }

    package var event: Event
    package var run: String
    package var request: String
    package var attempt: Int
    package var image: String
    package var fingerprint: String
    package var at: Date
    package var outcome: String?
    package var status: Int?
    package var serverRequestID: String?

    package init(
        _ event: Event, run: String, request: String, attempt: Int, image: String, fingerprint: String, at: Date,
        outcome: String? = nil, status: Int? = nil, serverRequestID: String? = nil
    ) {
        self.event = event
        self.run = run
        self.request = request
        self.attempt = attempt
        self.image = image
        self.fingerprint = fingerprint
        self.at = at
        self.outcome = outcome
        self.status = status
        self.serverRequestID = serverRequestID
    }

    package var key: String { "\(request)#\(attempt)" }
}
