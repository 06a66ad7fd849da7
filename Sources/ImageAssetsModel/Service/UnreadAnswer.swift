import ImageAssetsSystem

/// Finds the image in an answer, given as it came, unless it is one of the references that were sent along. Only
/// whoever speaks to services can.
package typealias AnswerReading =
    @Sendable (_ head: Data, _ body: Data, _ isReference: @escaping (Data) -> Bool) -> ReadAnswer

/// What an answer with a status of success turns out to be.
package enum ReadAnswer: Sendable {
    case image(ImageResponse)
    case unread(UnreadAnswer)
}

/// An answer with a status of success in which no image was found.
///
/// One that looks like a success was paid for: its bytes are kept, so that a later version, or a person, may get the
/// picture out of them.
package struct UnreadAnswer: Sendable {
    package let kind: Kind
    package let status: Int
    /// Status line and fields as they came, without the key.
    package let head: Data
    /// As it came, unpacked and without the key.
    package let body: Data
    /// For people: what came and what that means, without payload and key.
    package var failure: ImageFailure

    package init(kind: Kind, status: Int, head: Data, body: Data, failure: ImageFailure) {
        self.kind = kind
        self.status = status
        self.head = head
        self.body = body
        self.failure = failure
    }

    /// What came instead of an image. Names and ids are as the server sent them: only `failure` is safe to print.
    package enum Kind: Sendable, Hashable {
        /// Where the image can be had, by somebody who goes there.
        case address(host: String)
        /// By this the image can be asked for later.
        case task(id: String)
        /// HTML or XML, made for people: no service that draws.
        case page
        /// A stream of events, none of which brings the whole image.
        case events
        /// JSON of another shape; the names that have a string in them.
        case json(members: [String])
        /// Something that breaks off although all of it came.
        case cutImage, cutJSON
        case empty
        /// More than is read.
        case tooLarge
        /// It says itself that it is a failure.
        case error
        /// Words and no JSON.
        case text
        /// None of these.
        case bytes(encoding: String?)

        /// Whether it looks like a success: then the fingerprint is paid for, and the answer has to be kept.
        package var isPaidFor: Bool {
            switch self {
            case .page, .error, .text: false
            case .address, .task, .events, .json, .cutImage, .cutJSON, .empty, .tooLarge, .bytes: true
            }
        }

        /// Whether no other image of the run will fare better, as long as none has come.
        package var isTheSameForAll: Bool {
            switch self {
            case .address, .task, .page, .events, .json, .empty, .text, .bytes: true
            case .cutImage, .cutJSON, .tooLarge, .error: false
            }
        }

        /// With each name and id in it changed, as what a server sends has to be before it is printed.
        package func mapTexts(_ change: (String) -> String) -> Kind {
            switch self {
            case .address(let host): .address(host: change(host))
            case .task(let id): .task(id: change(id))
            case .json(let members): .json(members: members.prefix(5).map(change))
            case .bytes(let encoding): .bytes(encoding: encoding.map(change))
            case .page, .events, .cutImage, .cutJSON, .empty, .tooLarge, .error, .text: self
            }
        }
    }
}
