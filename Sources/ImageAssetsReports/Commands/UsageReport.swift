import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsRecords
import ImageAssetsSystem
import ImageAssetsText
import ImageAssetsWords

package struct UsageReport: LineReport {
    package let commandName = "usage"
    let usage: UsageSummary

    package init(_ usage: UsageSummary) {
        self.usage = usage
    }

    var currency: String? { (try? usage.prices.get())?.currency }

    package var diagnostics: [Diagnostic] {
        let unread = usage.unread.sorted { $0.key < $1.key }.map { file, lines in
            Diagnostic(
                .warning, file: file,
                "\(count(lines, "line")) cannot be read, and \(lines == 1 ? "is" : "are") not counted: torn, damaged, "
                    + "or of a later version")
        }
        let tracked =
            usage.isStoreTracked
            ? [
                Diagnostic(
                    .warning, file: StoreFolder.name,
                    "Git tracks it, so whoever commits can change what is counted here")
            ] : []
        let prices =
            usage.unpriced == .faulty
            ? [Diagnostic(.warning, file: usage.manifest.text, "its prices cannot be read")] : []
        return unread + tracked + prices
    }

    // MARK: For programs

    package var members: [String: JSONValue] {
        [
            "by": .string(usage.grouping.rawValue), "since": .string(usage.since?.formatted(.iso8601)),
            "store": .string(StoreFolder.name), "currency": .string(currency),
            "rows": .array(
                usage.rows.map { row in
                    .object(
                        row.sums.members(isPriced: currency != nil).merging([usage.grouping.rawValue: .string(row.key)])
                        {
                            $1
                        })
                }),
            "total": .object(usage.total.members(isPriced: currency != nil)),
            "maybeCharged": .array(usage.total.perhapsCharged.map(\.json)),
        ]
    }

    package func document(as form: DocumentForm) -> Printable? {
        switch form {
        case .json: Printable(json)
        case .csv: Printable(table)
        case .text, .junit: nil
        }
    }

    private var table: CSVDocument {
        CSVDocument(
            columns: [usage.grouping.rawValue] + CSVDocument.commonColumns
                + ["maybeCharged", "maybeChargedRequestIDs"] + TokenCounts().parts.map(\.name)
                + ["imagesWithoutTokens", "cost", "knownCost", "currency", "imagesWithoutCost", "first", "last"],
            rows: usage.rows.map { row in
                let sums = row.sums
                let ids = sums.perhapsCharged.map(\.attempt.request.description)
                let known = currency == nil ? nil : sums.cost.text
                let cells: [CSVDocument.Cell?] =
                    [
                        row.key.map { .text($0) }, .integer(sums.images), .integer(sums.requests),
                        .integer(sums.attempts),
                    ]
                    + [.integer(ids.count), .text(ids.unique.joined(separator: " "))]
                    + sums.tokens.parts.map { .integer($0.count) } + [.integer(sums.imagesWithoutTokens)]
                    + [sums.imagesWithoutCost == 0 ? known : nil, known, currency].map { $0.map { .text($0) } }
                    + [.integer(sums.imagesWithoutCost)]
                    + [sums.first, sums.last].map { $0.map { .text($0.formatted(.iso8601)) } }
                return cells.map { $0 ?? .nothing }
            })
    }
}

extension UsageSummary {
    var unpriced: Prices.Fault? { if case .failure(let why) = prices { why } else { nil } }
}

extension [String] {
    /// Each once, where it is first.
    fileprivate var unique: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}

extension UsageSums {
    fileprivate func members(isPriced: Bool) -> [String: JSONValue] {
        [
            "images": .integer(images), "requests": .integer(requests), "attempts": .integer(attempts),
            "maybeCharged": .integer(perhapsCharged.count),
            "tokens": tokens.json,
            "imagesWithoutTokens": .integer(imagesWithoutTokens),
            "cost": .string(isPriced && imagesWithoutCost == 0 ? cost.text : nil),
            "knownCost": .string(isPriced ? cost.text : nil), "imagesWithoutCost": .integer(imagesWithoutCost),
            "first": .string(first?.formatted(.iso8601)), "last": .string(last?.formatted(.iso8601)),
        ]
    }
}

extension AttemptRecord {
    fileprivate var json: JSONValue {
        .object([
            "image": .string(image.text), "requestID": .string(attempt.request.description),
            "serverRequestID": .string(serverRequestID), "attempt": .integer(attempt.number),
            "at": .string(moment?.formatted(.iso8601)), "run": .string(run.description), "model": .string(terms?.model),
            "outcome": .string(outcome?.word), "status": .integer(outcome?.status),
        ])
    }
}

extension TokenCounts {
    fileprivate var parts: [(name: String, count: Int)] {
        [
            ("textInput", textInput), ("cachedTextInput", cachedTextInput), ("imageInput", imageInput),
            ("cachedImageInput", cachedImageInput), ("textOutput", textOutput), ("imageOutput", imageOutput),
            ("unsorted", unsorted),
        ]
    }
}
