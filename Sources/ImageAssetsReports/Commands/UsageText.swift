import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsRecords
import ImageAssetsSystem
import ImageAssetsText
import ImageAssetsWords

/// The same for people: a table with its sum, what may have been charged besides, and what all of it is about.
extension UsageReport {
    package func lines(output: Style, errors: Style) -> [Output] {
        let begin = usage.since.map { " since \($0.formatted(.iso8601))" } ?? ""
        guard usage.total.requests > 0 else {
            return [.output("No request\(begin) is recorded in \(StoreFolder.name) of this checkout.")]
        }
        var lines = table(rows: usage.rows.map { [label(of: $0)] + cells($0.sums) } + [["total"] + cells(usage.total)])
        lines += legend + charges
        lines += [
            "",
            "Counted\(begin) from \(StoreFolder.name) of this checkout. Requests of other checkouts, CI and other "
                + "tools are not in it. Times are UTC.",
        ]
        return lines.map { .output($0.plain) }
    }

    // MARK: The table

    private var heads: [String] {
        [usage.grouping.rawValue, "images", "requests", "attempts", "maybe charged", "tokens"]
            + [currency.map { "cost in \($0)" } ?? "cost"]
    }

    /// The first column begins its lines, the others end with their digits below each other.
    private func table(rows: [[String]]) -> [String] {
        let all = [heads] + rows
        let widths = heads.indices.map { column in all.map { $0[column].cells }.max() ?? 0 }
        return all.map { row in
            zip(row, widths).enumerated().map { column, cell in
                let blanks = String(repeating: " ", count: cell.1 - cell.0.cells)
                return column == 0 ? cell.0 + blanks : blanks + cell.0
            }.joined(separator: "  ")
        }
    }

    private func label(of row: UsageSummary.Row) -> String {
        guard let key = row.key else { return "unknown" }
        // Nobody knows a run by its id.
        if usage.grouping == .run { return "\(row.sums.first?.formatted(.iso8601) ?? "unknown")  \(key.prefix(8))" }
        // A model is called whatever somebody wrote.
        return String(key.plain.prefix(cells: 100))
    }

    private func cells(_ sums: UsageSums) -> [String] {
        [sums.images, sums.requests, sums.attempts, sums.perhapsCharged.count].map(String.init) + [
            known(String(sums.tokens.total), sums.images, without: sums.imagesWithoutTokens),
            known(
                currency == nil ? nil : sums.imagesWithoutCost == 0 ? sums.cost.shown : sums.cost.shownLeast,
                sums.images, without: sums.imagesWithoutCost),
        ]
    }

    /// A sum, and whether it is all.
    private func known(_ sum: String?, _ images: Int, without: Int) -> String {
        if images == 0 { return "0" }
        guard let sum, without < images else { return "unknown" }
        return without == 0 ? sum : "≥ \(sum)"
    }

    /// What the table does not know, and why.
    private var legend: [String] {
        let total = usage.total
        var sentences: [String] = []
        if total.imagesWithoutTokens > 0 {
            sentences.append("The service reported no tokens for \(part(total.imagesWithoutTokens, of: total.images)).")
        }
        switch usage.prices {
        case .success(let prices):
            if total.imagesWithoutCost > 0 {
                sentences.append(
                    "The prices in \(usage.manifest) do not tell what "
                        + "\(part(total.imagesWithoutCost, of: total.images)) cost.")
            }
            if total.images > 0 {
                sentences.append("Cost is by the current prices in \(usage.manifest) (\(prices.basis.words)).")
            }
        case .failure(.noManifest): sentences.append("No cost is known: there is no \(usage.manifest) with prices.")
        case .failure(.faulty): sentences.append("No cost is known: the prices in \(usage.manifest) cannot be read.")
        case .failure(.noPrices): sentences.append("No cost is known: \(usage.manifest) has no \"prices\".")
        }
        return sentences.isEmpty ? [] : ["", sentences.joined(separator: " ")]
    }

    private func part(_ number: Int, of images: Int) -> String {
        number == images ? (images == 1 ? "the image" : "any of the images") : "\(number) of \(count(images, "image"))"
    }

    // MARK: What may have been charged

    private var charges: [String] {
        let charged = usage.total.perhapsCharged
        if charged.isEmpty { return [] }
        return [
            "",
            "May have been charged though no image came, and in no sum of tokens or cost. The service's support finds "
                + "a request by its id:",
        ]
            + charged.suffix(Self.mostCharges).map {
                "  \($0.moment?.formatted(.iso8601) ?? "unknown")  \($0.attempt.request)  \($0.image): \($0.ending)"
            }
            + (charged.count > Self.mostCharges
                ? ["  \(charged.count - Self.mostCharges) earlier ones: see --format json"] : [])
    }

    /// More than these are nothing to read.
    private static let mostCharges = 20
}

extension AttemptRecord {
    /// How it ended, and what the service calls it.
    fileprivate var ending: String {
        let status = outcome?.status.map { " with HTTP status \($0)" } ?? ""
        let words =
            switch outcome {
            case nil: isOver ? "its run died before an answer was kept" : "under way, or its run died"
            case .answered?, .unsent?: ""
            case .abandoned?: "given up before an answer came"
            case .failed(.malformedResponse, _)?: "answered\(status), but no image was found in it"
            case .failed(let code, _)?: "failed (\(code.rawValue))\(status)"
            case .unknown(let word, _)?:
                "ended\(status) in a way unknown to this version" + (word.map { " (\($0))" } ?? "")
            }
        return words + (serverRequestID.map { "; the service's own id is \($0)" } ?? "")
    }
}

extension Prices.Basis {
    fileprivate var words: String {
        switch self {
        case .perImage: "by the image"
        case .perMillionTokens: "by the token"
        }
    }
}
