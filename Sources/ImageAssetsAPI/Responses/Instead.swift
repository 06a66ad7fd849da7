import ImageAssetsModel
import ImageAssetsSystem

extension Answer {
    /// What it holds where an image should be.
    func kind(isCut: Bool) -> UnreadAnswer.Kind {
        let sketches = parts("partial")
        let facts = facts.filter { !$0.text.isEmpty && sketches.isDisjoint(with: $0.parts) }
        let words = ["message", "msg"]
        /// The first that is so called.
        func text(_ names: [String]) -> String? { facts.first { names.contains($0.name) }?.text }
        let pending = /(?i)queue|pending|process|progress|submit|start|running|created|wait|accepted/.byScalars
        let isPending = facts.contains { fact in
            ["status", "taskstatus", "state"].contains(fact.name) && fact.text.contains(pending)
        }
        let task =
            text(["taskid", "jobid", "predictionid", "generationid"]) ?? (isPending ? text(["id", "requestid"]) : nil)
            // Gateways to Midjourney have it as the result, which is neither a picture nor an address.
            ?? facts.first { $0.name == "data" && $0.text.hasPrefix("task") }?.text
            ?? text(["result"]).flatMap { $0.contains(/^(?=.*\d)[\w-]{8,64}$/.byScalars) ? $0 : nil }
        let link = /https?:\/\/[^\s"'<>()\]]+/.byScalars
        let address = facts.lazy.filter { $0.text.contains("://") && !words.contains($0.name) }
            .filter { !$0.path.contains(where: PictureSearch.isUnwanted) }
            .compactMap { $0.text.firstMatch(of: link).map { String($0.output) } }.first
        let errors = facts.filter { $0.isError || $0.path.first == "detail" }
        let isError = errors.contains {
            $0.path.first.map { $0 == "detail" || Fact.plain($0).contains("error") } ?? false
        }
        let kinds: [(Bool, UnreadAnswer.Kind)] = [
            (form == .empty || form == .page, form), (isError, .error), (task != nil, .task(id: task ?? "")),
            (address != nil, .address(host: address.flatMap { URLComponents(string: $0)?.host } ?? "")),
            (!errors.isEmpty, .error), (isCut, .cutImage),
            (text(words) != nil && facts.allSatisfy { $0.path.count == 1 }, .error),
        ]
        return kinds.first { $0.0 }?.1 ?? form
    }
}
