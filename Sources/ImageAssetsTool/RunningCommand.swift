import ArgumentParser
import ImageAssetsAPI
import ImageAssetsPlanning

/// `generate`, and `plan`, which says what `generate` with the same words would do.
protocol RunningCommand: DecodingCommand {
    var names: [String] { get }
    var baseURL: String? { get }
    var placeholder: Bool { get }
    var offline: Bool { get }
    var maximumRequests: Int? { get }
    var maximumCost: CostLimit? { get }
    var overwrite: [String] { get }
    var regenerate: [String] { get }
    var candidates: Int? { get }
}

extension RunningCommand {
    var request: RunRequest {
        var request = RunRequest(names: names)
        request.commands = ImageAssetsCommand.commandNames
        request.overwrite = overwrite
        request.regenerate = regenerate
        request.means = placeholder ? .placeholder : offline ? .none : .service
        request.allowsPlaceholders = placeholder
        request.candidates = candidates
        if let maximumRequests { request.limit = .of(maximumRequests) }
        if let amount = maximumCost?.amount { request.costLimit = .of(amount) }
        return request
    }

    /// A wrong address is wrong usage also when nothing has to be sent.
    func checkBaseURL() throws {
        if let baseURL { _ = try ServiceEndpoint(option: baseURL) }
    }

    func checkCandidates() throws {
        if let candidates, !(2...10).contains(candidates) {
            throw ValidationError("--candidates takes a number from 2 to 10.")
        }
    }

    func checkMaximumCost() throws {
        if let maximumCost, maximumCost.amount == nil {
            throw ValidationError("--max-cost takes an amount from 0, such as 5 or 0.50.")
        }
    }

    func checkMaximumRequests() throws {
        if let maximumRequests, maximumRequests < 0 { throw ValidationError("--max-requests takes a number from 0.") }
    }
}

extension ArgumentHelp {
    static let names = ArgumentHelp(
        "Only these images, and what they are made from; * and ? match: 'icon-*'.", valueName: "name")
    static let baseURL = ArgumentHelp(
        "Another server than the service's; its key is in IMAGES_API_KEY.", valueName: "url"
    )
    static let keyFile = ArgumentHelp(
        "A file with the key, outside the package and readable by you alone.", valueName: "file")
    static let placeholder: ArgumentHelp = "Draw placeholders: needs no key and no network."
    static let offline: ArgumentHelp = "Send nothing: only what the store, the package or Git has."
    static let maximumRequests = ArgumentHelp(
        """
        Send nothing when more requests are needed, and never more than this (default: "maxRequests" of the manifest).
        """,
        valueName: "n"
    )
    static let maximumCost = ArgumentHelp(
        """
        Send nothing when the requests may cost more by the manifest's "prices", or when their cost is unknown, and \
        stop before a further attempt could cost more (default: "maxCost" of the manifest).
        """,
        valueName: "amount"
    )
    static let overwrite = ArgumentHelp(
        """
        Replace this image's file although it is somebody's work, which may pay for a request; or the rendition or \
        Swift file at this path, at no cost. The run is then about the named images and what they are made from. \
        * and ? match.
        """,
        valueName: "name"
    )
    static let regenerate = ArgumentHelp(
        """
        Pay for this image anew, whatever the store holds. The run is then about the named images and what they are \
        made from. * and ? match.
        """,
        valueName: "name"
    )
    static let candidates = ArgumentHelp(
        """
        Have this many pictures to choose from for each named image (2 to 10), and pay for those that are missing. \
        What is published stays.
        """,
        valueName: "n"
    )
}
