import ImageAssetsModel
import ImageAssetsRecords
import ImageAssetsText

extension ImageFailure {
    /// Characters of what a service is quoted with; what we say ourselves is never cut off.
    private static let maximumLength = 300

    /// One line for people: what happened, what helps, and whether it may be charged.
    package var message: String {
        let remarks = remarks.map(\.sentence)
        guard cause.isOfService else { return cause.sentence + remarks.map(\.text).joined() }
        let own = remarks.filter(\.isOfAttempt).map(\.text).joined()
        let hint = cause.hint.map { "; " + $0 } ?? ""
        let ending = hint + own + (serverRequestID.map { " (request id \($0))" } ?? "")
        var head = cause.sentence
        if !ending.isEmpty, head.hasSuffix(".") { head.removeLast() }
        let room = max(0, Self.maximumLength - ending.count)
        if head.count > room { head = head.prefix(max(0, room - 1)) + "…" }
        return head + ending + remarks.filter { !$0.isOfAttempt }.map(\.text).joined()
    }
}

extension ImageFailure.Remark {
    /// Of an attempt is what stands before the request id.
    fileprivate var sentence: (text: String, isOfAttempt: Bool) {
        switch self {
        case .mayBeCharged: ("; it may have been charged", true)
        case .notRepeated: ("; not repeated, as the run ends", true)
        case .secondToEndSo(let seconds):
            ("\(seconds.map { ", after \($0) s" } ?? ""); the second to end like this before any image came", true)
        case .nothingServed(let minutes):
            ("; nothing was served for \(minutes) minutes: fewer requests at once (--concurrency) may help", true)
        case .kept(let digest):
            (
                "; the answer is kept in \(StoreFolder.path(ofObject: digest)) and may have been charged, so no "
                    + "further request is sent without --regenerate, which pays", false
            )
        case .unkept(let error, let refuge):
            (
                "; \(error); "
                    + (refuge.map { "the answer is in \($0)" } ?? "the answer could not be saved anywhere else")
                    + ", and the next run sends the request again and pays again", false
            )
        case .image(let place): ("; \(place.sentence)", false)
        case .line(let path, let place): (" (\(path):\(place))", false)
        }
    }
}

extension FailureCause {
    /// Whether it quotes a service, or what is on the way to it.
    fileprivate var isOfService: Bool {
        switch self {
        case .answer, .noConnection, .insecureConnection, .noWholeAnswer, .timedOut, .largeAnswer, .packedAnswer: true
        default: false
        }
    }

    fileprivate var hint: String? {
        if case .answer(let complaint) = self { complaint.hint?.sentence } else { nil }
    }

    package var sentence: String {
        switch self {
        case .error(let description): description
        case .unreadableFile(let error): "\(error)"
        case .undecodable(let error): "\(error)"
        case .undecodableFile(let path, let error): "\(path): \(error)"
        case .pendingInput: "an image that it is made from is not there yet: run again"
        case .answer(let complaint): complaint.sentence
        case .noConnection(let reason): "no connection: \(reason)"
        case .insecureConnection(let reason): "no secure connection: \(reason)"
        case .noWholeAnswer(let reason): "no complete answer: \(reason)"
        case .timedOut(let seconds, let isConnected, isByOption: true):
            "\(isConnected ? "no complete answer" : "no connection") within \(seconds.plainText) s (--request-timeout)"
        case .timedOut(let seconds, let isConnected, isByOption: false):
            "\(isConnected ? "no complete answer" : "no connection"): none within \(seconds.plainText) s"
        case .largeAnswer(let bytes):
            "the answer is larger than " + (bytes < 1 << 20 ? "\(bytes >> 10) KiB" : "\(bytes >> 20) MiB")
        case .packedAnswer(let reason): "the server answered in an encoding that cannot be decoded: \(reason)"
        case .unsendable(let address): "the request cannot be made: \(address) is not a URL"
        case .givenUp: "given up before an answer came; it may have been charged"
        case .unreadAnswer(let isGone):
            StoredResult.UnreadFault.noImage.text + (isGone ? "; what was kept of it is damaged or gone" : "")
        case .undecodableAnswer(let error): "the image in an answer that was kept does not decode: \(error)"
        case .expectation(let violations, let place):
            "the image \(violations.predicate); \(place.sentence). Change `expect` to use it, or pay for another "
                + "with --regenerate"
        case .sameBytes(let digest):
            "the service sent the same bytes as \(StoreFolder.path(ofObject: digest)) again"
        case .unkeptCandidate: "the candidate could not be kept in the store, so that it cannot be chosen"
        case .unreadableStore(let path, let reason):
            "\(path) cannot be read (\(reason)), and an image that was paid for may be there: make it readable, or "
                + "pay for another with --regenerate"
        case .lostObject(let object): "Git does not give the object \(object) any more: run again"
        case .lostBytes(let digest): "\(StoreFolder.path(ofObject: digest)) is damaged or gone: run again"
        case .changedFile(let path): "\(path) changed while the run was at work: run again"
        case .changedReference(let path, nil): "the reference \(path) changed while the run was at work: run again"
        case .changedReference(let path, let place?):
            "the reference \(path) changed while it was being sent, so the image is out of date: run again; "
                + place.sentence
        case .unreadableReference(let error): "the reference \(error)"
        case .pointerReference(let path):
            "\(path) is a Git LFS pointer, and only the file itself can be sent: run `git lfs pull`"
        case .otherReference(let path, let kind, let type):
            "the reference \(path) \(kind.predicate(insteadOf: type.words))"
        case .mask(let path, let fault): "the mask \(path) \(fault.predicate)"
        case .otherFacts(let path): "\(path) does not have the size and form that the lockfile records"
        case .unsafeStore(let problem): "nothing was sent, as an answer could be lost: \(problem.sentence)"
        }
    }
}

extension StoreProblem {
    fileprivate var sentence: String {
        switch self {
        case .noRoom(let bytes): "only \(bytes.asByteCount) are free on the disk of \(StoreFolder.name)"
        case .unwritable(let error): "the store cannot be written: \(error)"
        case .error(let description): description
        }
    }
}

extension ImagePlace {
    var sentence: String {
        switch self {
        case .stored(let digest): "it is kept in \(StoreFolder.path(ofObject: digest))"
        case .arrived(let digest): "the image that arrived is kept in \(StoreFolder.path(ofObject: digest))"
        case .bytes(let digest): "its bytes are those of \(digest.short)"
        case .unkept(let image, let error):
            "\(error); the image that arrived "
                + (image.refuge.map { "is in \($0): copy it to \(image.output) and run `accept \(image.name)`" }
                    ?? "could not be saved anywhere else")
        }
    }
}

extension Complaint {
    fileprivate var sentence: String {
        var text = title.sentence
        if isFirewall { text += ", from a firewall in front of the service" }
        if let wait {
            text +=
                ", and the server asks to wait \(wait.seconds.rounded(.up).plainText) s"
                + " (a run waits \(wait.longest.plainText) s at most)"
        }
        switch said {
        case nil: return text
        case .text(let said): return "\(text): \(said)"
        case .redirect(let host):
            return "\(text): the server redirects\(host.map { " to " + $0 } ?? ""), and redirects are never followed; "
                + "give the final address with --base-url"
        }
    }
}

extension Complaint.Title {
    fileprivate var sentence: String {
        switch self {
        case .status(let name): "HTTP \(name)"
        case .instead(let kind, let status, let lacksVersion):
            "the server answered \(status) with \(kind.words)"
                + (lacksVersion ? " (does the base URL lack “/v1”?)" : "")
        }
    }
}

extension Complaint.Hint {
    fileprivate var sentence: String {
        switch self {
        case .keySource(let source): "the key was read from \(source)"
        case .address(let url, let lacksVersion):
            "the address was POST \(url)" + (lacksVersion ? " (does the address lack /v1?)" : "")
        case .size(let bytes, let reference, let part):
            "the request has \(bytes.asByteCount)"
                + (reference.map { ", \(part.asByteCount) of it the reference \($0)" } ?? "")
        case .signIn: "the network wants a sign-in first: open any page in a browser"
        case .otherRules: "\"service\": \"openai\" in the manifest leaves that field out"
        }
    }
}

extension UnreadAnswer.Kind {
    /// For the sentence “the server answered 200 with …”.
    fileprivate var words: String {
        switch self {
        case .address(let host):
            "the address of an image\(host.isEmpty ? "" : " (at \(host))") instead of the image: it is paid "
                + "for, and addresses are not followed"
        case .task(let id):
            "a task id (\(id)) instead of an image: the image may still be drawn and charged, and is not waited for"
        case .page: "a page instead of JSON"
        case .events: "a stream of events without a completed image"
        case .json(let members):
            "JSON without an image" + (members.isEmpty ? "" : " (\(members.joined(separator: ", ")))")
        case .cutImage: "an image that breaks off"
        case .cutJSON: "JSON that breaks off"
        case .empty: "nothing"
        case .tooLarge: "more bytes than are read"
        case .error: "an error instead of an image"
        case .text: "text instead of JSON"
        case .bytes(let encoding):
            "bytes of no known kind" + (encoding.map { " in the encoding “\($0)”" } ?? "") + " instead of JSON"
        }
    }
}
