import ArgumentParser
import ImageAssetsAPI
import ImageAssetsHTTP
import ImageAssetsModel
import ImageAssetsStore
import ImageAssetsText

/// Who draws, and how patiently it is asked.
extension GenerateCommand {
    /// The service over HTTP. Only here is a key looked for.
    func imageService(_ rules: ServiceRules, _ environment: [String: String], package: String) throws -> ImageService {
        let endpoint = try ServiceEndpoint.resolve(rules: rules, baseURLOption: baseURL, environment: environment)
        let key = try endpoint.key(in: environment, file: keyFile) { path throws(KeyFileFault) in
            try KeyFile.read(path, outside: package)
        }
        var limits = HTTPLimits()
        limits.total = requestTimeout.seconds
        return ImagesClient(
            rules: rules, endpoint: endpoint, key: key, limits: limits,
            retry: RetryPolicy(mode: retry, delays: retryDelays.seconds), environment: environment
        ).service
    }
}

extension RetryPolicy.Mode: ExpressibleByArgument {}

/// `900`: seconds, fractions allowed.
struct TimeLimit: ExpressibleByArgument {
    let seconds: Double

    init(seconds: Double) {
        self.seconds = seconds
    }

    init?(argument: String) {
        guard let seconds = Double(argument) else { return nil }
        self.seconds = seconds
    }

    var defaultValueDescription: String { seconds.plainText }
}

/// `3,8,15`: seconds, fractions allowed. Empty: nothing is repeated.
struct RetryDelays: ExpressibleByArgument {
    let seconds: [Double]

    init(seconds: [Double]) {
        self.seconds = seconds
    }

    init?(argument: String) {
        var seconds: [Double] = []
        for part in argument.split(separator: ",", omittingEmptySubsequences: false) where !argument.isEmpty {
            guard let number = Double(part.trimmed), (0...86_400).contains(number)
            else { return nil }
            seconds.append(number)
        }
        self.seconds = seconds
    }

    var defaultValueDescription: String { seconds.map(\.plainText).joined(separator: ",") }
}
