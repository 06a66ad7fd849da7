import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsText

extension Quote {
    /// The first line of a run: `3 requests: at most 0.34 USD, by 12 earlier images; about 4 min`. Nil where nothing is
    /// known but their number.
    package var line: String? {
        let upload = uploadBytes > 0 ? "\(uploadBytes.asByteCount) of references" : nil
        let parts = [price, upload, time].compactMap { $0 }
        return parts.isEmpty ? nil : "\(count(requests, "request")): \(parts.joined(separator: "; "))"
    }

    /// The same behind the number of requests and the size of the upload; empty where nothing more is known.
    package var remark: String {
        let parts = [price, time].compactMap { $0 }
        return parts.isEmpty || requests == 0 ? "" : " (\(parts.joined(separator: "; ")))"
    }

    /// Nil where the manifest says nothing of money.
    private var price: String? {
        guard let currency else { return nil }
        guard let cost else { return "cost unknown" + (gap.map { ", as \($0.sentence)" } ?? "") }
        let sources = [
            answers > 0 ? count(answers, "earlier image") : nil, isExpected ? "`expectedTokens`" : nil,
        ].compactMap { $0 }
        let source = sources.isEmpty ? "" : ", by \(sources.joined(separator: " and "))"
        return "at most \(cost.shown) \(currency)\(source)"
    }

    /// Nobody waits for less than ten seconds.
    private var time: String? {
        guard let seconds, seconds >= 10 else { return nil }
        if seconds < 90 { return "about \(seconds) s" }
        return seconds < 5_400 ? "about \((seconds + 30) / 60) min" : "about \((seconds + 1_800) / 3_600) h"
    }
}

extension Quote.Gap {
    package var sentence: String {
        // That is said of all of them.
        if why == .noPrices || others == 0 { return why.sentence(image) }
        return why.sentence(image)
            + "; the price of \(others == 1 ? "1 other image" : "\(others) other images") is unknown too"
    }
}

extension Pricing.Fault {
    fileprivate func sentence(_ image: ImageName) -> String {
        switch self {
        case .noPrices: "the manifest has no `prices`"
        case .open: "the service chooses the size or quality of \(image), and no `*` says what that costs"
        case .unlisted(let size, let quality): "`perImage` has nothing for \(Self.kind(size, quality)) (\(image))"
        case .unmeasured(let size, let quality):
            "no earlier answer and no `expectedTokens` says how many tokens \(Self.kind(size, quality)) takes "
                + "(\(image))"
        case .unasked(let size):
            "no quality is asked for, so the service chooses it, and `expectedTokens` does not say how many tokens "
                + "\(size) takes (\(image))"
        case .unmeasuredPictures:
            "no earlier answer and no `imageInput` in `expectedTokens` says how many tokens a reference takes "
                + "(\(image))"
        case .rate(let kind): "`perMillionTokens` lacks `\(kind)` (\(image))"
        }
    }

    private static func kind(_ size: RequestedSize, _ quality: RequestedQuality) -> String {
        [size.description, quality.text].compactMap { $0 }.joined(separator: " ")
    }
}

extension Spending {
    /// What a run comes to, behind its last sentence: empty where nobody says more than how many requests were sent.
    package var sentence: String {
        if currency == nil, tokens.total == 0, maybeCharged == 0 { return "" }
        var text = " Spent: \(count(requests, "request")), \(count(attempts, "attempt"))"
        if maybeCharged > 0 { text += ", \(maybeCharged) may have been charged though no image came" }
        if tokens.total > 0 { text += ", \(count(tokens.total, "token"))" }
        guard let currency else { return text + "." }
        return "\(text); \(money(currency))\(excess)."
    }

    private var excess: String {
        guard mayExceedLimit else { return "" }
        return exceedsLimit ? ", more than --max-cost allowed" : ", maybe more than --max-cost allowed"
    }

    private func money(_ currency: String) -> String {
        if unpriced > 0 {
            return cost + uncertain == .zero
                ? "cost unknown" : "\(cost.shown) \(currency), and \(unpriced) of unknown price"
        }
        let more = uncertain == .zero ? "" : ", and at most \(uncertain.shown) \(currency) more"
        return "\(cost.shown) \(currency)\(more)"
    }
}
