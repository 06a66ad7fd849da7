import ImageAssetsSystem

/// One answer as it arrives: takes lines and bytes in the order of the wire, and says when it is over.
///
/// It goes through three stages, told by two properties. Without a `head` an answer has not begun: lines are gathered
/// in `arriving`, over and over, as interim answers (1xx) have heads of their own. With a `head` bytes are gathered in
/// `body`. With an `outcome` it is over: nothing changes any more, and whoever reads the wire stops. Only `end` sets
/// the outcome, and the first that does so wins, so an ending that is noticed late cannot undo an answer.
///
/// An answer is over when
/// - the connection ends, or breaks;
/// - a limit of time or size is passed;
/// - its length has come and, where it is `recognized`, the body is whole as well;
/// - it is `recognized`, about as long as was told, and silent for the time of `settling`: then the length was wrong.
///
/// All but the first two need a length. An answer without one, or in chunks, lasts until libcurl says that it is over.
struct Transfer {
    typealias Outcome = Result<HTTPResponse, TransportError>

    private let limits: HTTPLimits
    private let reading: BodyReading
    private let start = ContinuousClock.now

    /// Whether the request may have been sent. The caller knows; it decides how a time limit is told.
    var hasBegun = false
    /// The head whose lines are coming.
    private var arriving = ResponseHead()
    /// The bytes of all heads and of the trailers, to give up those that have no end.
    private var headBytes = 0
    /// The head of the answer itself, once it has come whole.
    private var head: ResponseHead?
    /// What the head says of the body's length; nil where it says nothing, or where chunks say it better.
    private var length: Int?
    private var body = Data()
    /// When the body last grew, from the end of a head with a length on.
    private var lastByte = ContinuousClock.now
    /// Nil as long as the exchange goes on.
    private(set) var outcome: Outcome?

    /// What no server's head comes near. Later versions of libcurl have a limit of their own, which is higher.
    private static let headLimit = 256 << 10
    /// What is set aside because a head promises it.
    private static let promised = 32 << 20

    init(_ limits: HTTPLimits, _ reading: BodyReading) {
        self.limits = limits
        self.reading = reading
    }

    // MARK: What arrives

    /// A line of a head, or of the trailers behind the body, which say nothing that is needed.
    mutating func take(headLine bytes: UnsafeRawBufferPointer) {
        hasBegun = true
        headBytes += bytes.count
        if headBytes > Self.headLimit {
            return end(head == nil ? .tooLarge(bytes: Self.headLimit) : .broken("its trailers have no end"))
        }
        guard outcome == nil, head == nil, arriving.take(bytes) else { return }
        if let status = arriving.status, status >= 200 { begin(arriving, status) }
        arriving = ResponseHead()
    }

    private mutating func begin(_ head: ResponseHead, _ status: Int) {
        self.head = head
        // These have no body, whatever length their head tells.
        if status == 204 || status == 304 { return end(nil) }
        guard let length = head.fields["content-length"].flatMap(Int.init), length >= 0,
            head.fields["transfer-encoding"] == nil
        else { return }
        if length > limits.bodyBytes { return end(.tooLarge(bytes: limits.bodyBytes)) }
        body.reserveCapacity(min(length, Self.promised))
        self.length = length
        lastByte = .now
        if isOver { end(nil) }
    }

    mutating func take(body bytes: UnsafeRawBufferPointer) {
        guard outcome == nil else { return }
        var bytes = bytes
        if case .declared = reading, let length {
            bytes = UnsafeRawBufferPointer(rebasing: bytes.prefix(length - body.count))
        }
        if body.count + bytes.count > limits.bodyBytes { return end(.tooLarge(bytes: limits.bodyBytes)) }
        body.append(contentsOf: bytes)
        lastByte = .now
        if isOver { end(nil) }
    }

    // MARK: The end

    /// Whether all has come that was told, and nothing says that it was told wrong. A failure's body is not worth a
    /// wait for what the length left out.
    private var isOver: Bool {
        guard let length, body.count >= length else { return false }
        return isWhole || !(200..<300).contains(head?.status ?? 0)
    }

    private var isWhole: Bool {
        switch reading {
        case .declared: true
        case .recognized(let isWhole): isWhole(body)
        }
    }

    /// From when on silence means that the length was told wrong: characters were counted instead of bytes, or what was
    /// changed on the way was not counted again. Who is far from the end thinks, and is waited for.
    private var settled: ContinuousClock.Instant? {
        guard case .recognized = reading, let length else { return nil }
        let missing = length - body.count
        guard missing <= 0 || missing <= min(4_096, length / 64) && isWhole else { return nil }
        return lastByte + .seconds(limits.settling)
    }

    /// Seconds until a limit of time is passed, if nothing comes.
    var patience: Double {
        let end = start + .seconds(limits.total)
        return max(0, (min(end, settled ?? end) - .now) / .seconds(1))
    }

    /// Looks at the clock.
    mutating func look() {
        if ContinuousClock.now - start > .seconds(limits.total) {
            end(.timedOut(seconds: limits.total, unsent: !hasBegun))
        }
        if let settled, .now > settled { end(nil) }
    }

    /// Ends the exchange, unless that is done.
    ///
    /// Once there is a head there is an answer, however its body ended: a status speaks for itself, and what came may
    /// be whole even if more was announced, or nobody waited for more. `breach` says so.
    ///
    /// - Parameter error: what ended it; nil when it came to its own end.
    mutating func end(_ error: TransportError?) {
        guard outcome == nil else { return }
        guard let head, let status = head.status else {
            outcome = .failure(error ?? .broken("the connection ended without an answer"))
            return
        }
        var breach = error
        if breach == nil, let length, body.count < length { breach = .broken("the answer is cut short") }
        var content = body
        if case .recognized = reading {
            let (unpacked, isTooLarge) = PackedBody.unpacked(body, limit: limits.bodyBytes)
            if isTooLarge { breach = .tooLarge(bytes: limits.bodyBytes) }
            content = unpacked
        }
        body = Data()
        outcome = .success(
            HTTPResponse(status: status, headers: head.fields, head: head.lines, body: content, breach: breach))
    }
}
