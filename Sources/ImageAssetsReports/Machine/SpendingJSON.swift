import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsText
import ImageAssetsWords

extension Report {
    /// What a document says of money: of a plan what it costs at the most, of a run what it came to. Amounts are
    /// decimal strings, as readers of JSON make binary fractions of its numbers; null: unknown.
    var money: [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        if let quote, quote.requests > 0 { members["estimate"] = quote.json }
        if let spending {
            members["usage"] = spending.json
            guard let currency = spending.currency else { return members }
            members["currency"] = .string(currency)
            members["cost"] = spending.known.json
            if spending.mayExceedLimit { members["exceedsMaxCost"] = true }
            if spending.known != spending.atMost { members["costAtMost"] = spending.atMost.json }
        } else if command == .plan, let currency = quote?.currency {
            members["currency"] = .string(currency)
            members["cost"] = quote?.cost.json
        }
        return members
    }
}

extension Quote {
    fileprivate var json: JSONValue {
        var members: [String: JSONValue] = [
            "requests": .integer(requests), "uploadBytes": .integer(uploadBytes), "cost": cost.json,
        ]
        members["currency"] = currency.map(JSONValue.string)
        if answers > 0 { members["earlierImages"] = .integer(answers) }
        if isExpected { members["isExpected"] = true }
        if currency != nil { members["unknown"] = gap.map { .string($0.sentence) } }
        members["seconds"] = seconds.map(JSONValue.integer)
        return .object(members)
    }
}

extension Spending {
    fileprivate var json: JSONValue {
        .object([
            "requests": .integer(requests), "attempts": .integer(attempts), "maybeCharged": .integer(maybeCharged),
            "answers": .integer(answers), "uncounted": .integer(uncounted), "tokens": tokens.json,
        ])
    }

    /// By the answers' own accounts; nil where the cost of one is unknown.
    fileprivate var known: Money? { unpricedAnswers == 0 ? cost : nil }
}

extension TokenCounts {
    var json: JSONValue {
        .object([
            "textInput": .integer(textInput), "cachedTextInput": .integer(cachedTextInput),
            "imageInput": .integer(imageInput), "cachedImageInput": .integer(cachedImageInput),
            "textOutput": .integer(textOutput), "imageOutput": .integer(imageOutput),
            "unsorted": .integer(unsorted), "total": .integer(total),
        ])
    }
}

extension Money? {
    fileprivate var json: JSONValue { map { .string($0.text) } ?? .null }
}
