import ArgumentParser
import Foundation
import ImageAssets
import ImagesAPI

/// Who draws, and how patiently it is asked.
struct ServiceOptions: ParsableArguments {
    @Option(
        name: .customLong("base-url"),
        help: ArgumentHelp("Another server than the service's; its key is in IMAGES_API_KEY.", valueName: "url")
    )
    var baseURL: String?

    @Flag(help: "Draw stand-ins: needs no key and no network.")
    var placeholder = false

    @Option(help: "What is repeated: all that may pass, or only what surely did not start (safe).")
    var retry = RetryPolicy.Mode.all

    @Option(
        name: .customLong("retry-delays"),
        help: ArgumentHelp("Seconds before each repetition; empty: none.", valueName: "list")
    )
    var retryDelays = RetryDelays(seconds: [3, 8, 15])

    @Option(
        name: .customLong("request-timeout"),
        help: ArgumentHelp("The time limit of a whole request.", valueName: "seconds")
    )
    var requestTimeout = 900.0

    func validate() throws {
        guard requestTimeout > 0, requestTimeout <= 86_400 else {
            throw ValidationError("--request-timeout takes a number of seconds, more than 0 and at most 86400.")
        }
    }

    /// A wrong address is wrong usage also when nothing has to be sent.
    func checkBaseURL() throws {
        if let baseURL { _ = try ServiceEndpoint(option: baseURL) }
    }

    /// The service over HTTP. Only here is a key looked for.
    func imageService(_ rules: ServiceRules, _ environment: [String: String]) throws -> ImageService {
        let endpoint = try ServiceEndpoint.resolve(
            rules: rules, baseURLOption: baseURL, environment: environment
        )
        let key = try endpoint.key(in: environment)
        var limits = HTTPLimits()
        limits.total = requestTimeout
        return ImagesClient(
            rules: rules, endpoint: endpoint, key: key, limits: limits,
            retry: RetryPolicy(mode: retry, delays: retryDelays.seconds)
        ).service
    }
}

extension RetryPolicy.Mode: ExpressibleByArgument {}

/// `3,8,15`: seconds, fractions allowed. Empty: nothing is repeated.
struct RetryDelays: ExpressibleByArgument {
    let seconds: [Double]

    init(seconds: [Double]) {
        self.seconds = seconds
    }

    init?(argument: String) {
        var seconds: [Double] = []
        for part in argument.split(separator: ",", omittingEmptySubsequences: false) where !argument.isEmpty {
            guard let number = Double(part.trimmingCharacters(in: .whitespaces)), (0...86_400).contains(number)
            else { return nil }
            seconds.append(number)
        }
        self.seconds = seconds
    }

    var defaultValueDescription: String { "3,8,15" }
}
