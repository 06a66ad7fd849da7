import ImageAssetsSystem

/// What is asked of a server, once.
package struct HTTPRequest: Sendable {
    /// The method, with the body that it takes.
    package enum Method: Sendable {
        case get
        case put(Data)
        case post(Data)
    }

    let method: Method
    package let url: URL
    /// All but `Authorization`, and what libcurl sends by itself: `Host`, `Accept`, and the length of a body.
    let headers: [String: String]
    /// Apart from the other headers, so that a request can be printed and compared without it.
    let secret: Secret?
    let reading: BodyReading

    package init(
        _ method: Method, _ url: URL, headers: [String: String] = [:], secret: Secret? = nil,
        reading: BodyReading = .declared
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.secret = secret
        self.reading = reading
    }

    /// Empty for a method without one.
    package var body: Data {
        switch method {
        case .get: Data()
        case .put(let body), .post(let body): body
        }
    }
}

/// How it is known where the body of an answer ends, and whether it is packed.
package enum BodyReading: Sendable {
    /// By its head, as HTTP has it: so many bytes as that says, each as it came.
    case declared
    /// By the bytes themselves. Heads have been seen that are wrong about the length or about `gzip`, and an answer
    /// that can be had only once is read all the same: what is packed is unpacked whatever the head says, and it ends
    /// where it is whole, near the length that was told.
    ///
    /// - Parameter isWhole: whether the bytes end as their own form wants it; true for any that have no end of their
    ///   own, and for those that are still packed.
    case recognized(isWhole: @Sendable (Data) -> Bool)

    var unpacks: Bool {
        if case .recognized = self { true } else { false }
    }
}

/// The value of a request's `Authorization`, as its server wants it. No way in which Swift prints a value shows it.
package struct Secret: Sendable {
    let authorization: String

    package init(authorization: String) {
        self.authorization = authorization
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "[secret]" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
