import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsWords

extension ImageReport {
    /// What is said of it besides its reasons, in one line.
    func remark(_ report: Report) -> String? { remark(report.commands(for: self)) }

    func remark(_ commands: CommandForm) -> String? {
        notes.isEmpty ? nil : notes.map { $0.sentence(commands) }.joined(separator: "; ")
    }

    /// Why it is not up to date, in one line.
    func explanation(_ report: Report) -> String {
        let said: [String?] = ([failure] + (candidates?.failures ?? [])).map { $0?.message } + [remark(report)]
        var parts = said.compactMap { $0 }
        if parts.isEmpty { parts = reasons.map(\.sentence) }
        if !parts.isEmpty { return parts.joined(separator: "; ") }
        return isAssetSettled ? "it had not been made" : "the image was not made yet"
    }
}
