import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsRecords
import ImageAssetsSystem

/// Looks at what the store has of the answers for fingerprints, and reads it as this version understands it.
package struct StoredAnswers: Sendable {
    private let store: AssetStore
    private let limits: PNGLimits
    private let readAnswer: AnswerReading?
    private let keeper: AtomicFile?

    /// - Parameters:
    ///   - readAnswer: reads again what was kept because no image was found in it; nil: nobody can.
    ///   - keeper: makes results of the images that are found now; nil: nothing is written.
    package init(
        in store: AssetStore, limits: PNGLimits, readAnswer: AnswerReading? = nil, keeper: AtomicFile? = nil
    ) {
        self.store = store
        self.limits = limits
        self.readAnswer = readAnswer
        self.keeper = keeper
    }

    /// A fingerprint, and the references that are sent along, which servers repeat.
    package typealias Question = (fingerprint: Fingerprint, references: [Reference])

    /// What there is for each fingerprint, all of it looked at side by side.
    ///
    /// - Parameter warn: told of what lies damaged in the store or cannot be read; it is then as if it were not there.
    package func look(
        at questions: [Question], warn: (StoreRemark) -> Void
    ) async -> [Fingerprint: KnownAnswers] {
        let found = await questions.map(\.fingerprint).mapOnAllCores { [store] in store.records(for: $0) }
        let pictures = await self.pictures(named: found.flatMap(\.records))
        let answers = await zip(questions, found).map { ($0, $1) }.mapOnAllCores { question, found in
            read(found, question, pictures)
        }
        var known: [Fingerprint: KnownAnswers] = [:]
        var told: Set<StoreRemark> = []
        for (question, look) in zip(questions, answers) {
            for warning in look.warnings where told.insert(warning).inserted { warn(warning) }
            known[question.fingerprint] = KnownAnswers(look.results, unread: look.unread)
        }
        return known
    }

    // MARK: Pictures

    /// What the bytes of a digest are.
    private enum Picture: Sendable {
        case whole(AssetFacts, byteCount: Int)
        case undecodable(PNGError)
        case damaged
        case unreadable(FileError)
    }

    /// Many records can name the same bytes: each is decoded once.
    private func pictures(named records: [StoredResult]) async -> [SHA256Digest: Picture] {
        let digests = Array(Set(records.filter { !$0.isUnread }.map(\.digest)))
        let pictures = await digests.mapOnAllCores(picture)
        return Dictionary(uniqueKeysWithValues: zip(digests, pictures))
    }

    private func picture(_ digest: SHA256Digest) -> Picture {
        do throws(FileError) {
            guard let bytes = try store.readObject(digest) else { return .damaged }
            do throws(PNGError) {
                let facts = AssetFacts(try PNGInfo(decoding: bytes, limits: limits))
                return .whole(facts, byteCount: bytes.count)
            } catch {
                return .undecodable(error)
            }
        } catch {
            return .unreadable(error)
        }
    }

    // MARK: Answers

    private struct Look: Sendable {
        /// Newest first.
        var results: [UsableResult] = []
        var unread: ImageFailure?
        /// Why the newest result that does not decode is of no use.
        var undecodable: ImageFailure?
        var warnings: [StoreRemark] = []
        /// Why something that may be there is not seen.
        var faults: [FileError] = []
    }

    private func read(
        _ found: AssetStore.Records, _ question: Question, _ pictures: [SHA256Digest: Picture]
    ) -> Look {
        var look = Look(faults: found.faults)
        // Of an answer whose images were found, these are there besides.
        let brought = Set(found.records.filter { !$0.isUnread }.map(\.requestID))
        for record in found.records {
            switch record.content {
            case .image, .broken: take(record, pictures, into: &look)
            case .unread(_, let head):
                if brought.contains(record.requestID) { continue }
                readAgain(record, head, question, into: &look)
            }
        }
        if look.results.allSatisfy(\.isRejected) { look.unread = look.unread ?? look.undecodable }
        look.warnings += look.faults.map { .unreadable(path: $0.path, reason: $0.reason) }
        if let fault = look.faults.first, look.results.isEmpty, look.unread == nil {
            look.unread = ImageFailure(.io, .unreadableStore(path: fault.path, reason: fault.reason))
        }
        return look
    }

    /// What the record says of the picture is not believed, and no more that an earlier version could not decode it:
    /// only the bytes are known by their digest, and one version may refuse what the next one takes.
    private func take(_ record: StoredResult, _ pictures: [SHA256Digest: Picture], into look: inout Look) {
        let digest = record.digest
        switch pictures[digest] {
        case .whole(let facts, let byteCount)?:
            look.results.append(
                UsableResult(
                    digest: digest, byteCount: byteCount, facts: facts, revisedPrompt: record.revisedPrompt,
                    received: record.received, mark: record.mark))
        case .undecodable(let error)?:
            guard record.mark == nil else { break }
            // Whoever answers so does it again; what is only damaged says nothing against further candidates.
            if error.isOfAnotherKind { look.unread = look.unread ?? record.whyNotAgain(error) }
            look.undecodable = look.undecodable ?? record.whyNotAgain(error)
        case .damaged? where record.fault == nil: look.warnings.append(.lost(digest))
        case .unreadable(let fault)?: look.faults.append(fault)
        case .damaged?, nil: break
        }
    }

    private func readAgain(
        _ record: StoredResult, _ head: Data, _ question: Question, into look: inout Look
    ) {
        let image: StoredImage
        do throws(ImageFailure) {
            image = try record.image(
                head: head, in: store, by: readAnswer, references: question.references, limits: limits)
        } catch {
            if record.mark == nil { look.unread = look.unread ?? error }
            return
        }
        let response = image.response
        let digest = SHA256Digest(of: response.bytes)
        look.results.append(
            UsableResult(
                digest: digest, byteCount: response.bytes.count, facts: image.facts,
                revisedPrompt: response.revisedPrompt, received: record.received))
        guard let keeper else { return }
        do {
            try store.keep(
                response, digest: digest, for: question.fingerprint, asked: record.terms, requestID: record.requestID,
                at: record.received, writer: keeper)
        } catch {
            look.warnings.append(.unkept("\(error)"))
        }
    }
}
