import ImageAssetsModel
import ImageAssetsObservation
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsStore
import ImageAssetsSystem
import ImageAssetsText

/// One request from its references to the store: what a child task of the run does, for one image or several that share
/// it.
struct ImageOrder: Sendable {
    let step: Step
    let fingerprint: Fingerprint
    let folder: PackageFolder
    let store: AssetStore
    let writer: AtomicFile
    let service: ImageService
    let ledger: AttemptLedger
    let reporter: Reporter
    let limits: PNGLimits
    /// Bytes of a mask that the service does not take any more; nil: it takes none.
    let maskLimit: Int?
    let pricing: Pricing?
    let now: @Sendable () -> Date

    /// Bytes that arrived, and what they are.
    struct Arrival: Sendable {
        let response: ImageResponse
        let digest: SHA256Digest
        let verdict: Result<AssetFacts, ImageFailure>
        let place: ImagePlace

        init(
            _ response: ImageResponse, digest: SHA256Digest, verdict: Result<AssetFacts, ImageFailure>,
            place: ImagePlace
        ) {
            self.response = response
            self.digest = digest
            self.verdict = verdict
            self.place = place
        }

        /// Whether the store could be written.
        var isKept: Bool { if case .unkept = place { false } else { true } }
    }

    struct Answer: Sendable {
        enum Outcome: Sendable {
            case image(Arrival)
            case failed(ImageFailure)
            case notSent(AttemptLedger.Refusal)
        }

        let step: Step
        let requestID: UniqueID
        var attempts: Int
        /// How long it was waited for; nil where nothing was sent.
        var seconds: Double?
        var outcome: Outcome
    }

    private var subject: AttemptLedger.Subject {
        AttemptLedger.Subject(
            image: step.name, fingerprint: fingerprint, terms: terms,
            bound: try? pricing?.bound(of: step.recipe).cost, recipe: step.recipe)
    }

    private var terms: PriceTerms { PriceTerms(step.recipe) }

    func place() async -> Answer {
        let id = UniqueID()
        var answer = Answer(step: step, requestID: id, attempts: 0, outcome: .notSent(.closed))
        if let failure = unsendable {
            answer.outcome = .failed(failure)
            return answer
        }
        let request = ServiceRequest(
            id: id, recipe: step.recipe, references: step.product.references.map(source),
            mask: step.product.mask.map(source))
        let sending = Task { () async throws(ServiceError) -> ImageResponse in
            try await service.generate(request, observer(of: id))
        }
        await ledger.open(id, cancel: { sending.cancel() })
        let result = await withTaskCancellationHandler {
            await sending.result
        } onCancel: {
            sending.cancel()
        }
        await ledger.settle(id)
        answer.attempts = await ledger.attempts(of: id)
        answer.seconds = await ledger.seconds(of: id)
        switch result {
        case .success(let response): answer.outcome = await keep(response, id: id)
        case .failure(let error): answer.outcome = await outcome(of: error, id: id)
        }
        return answer
    }

    private func observer(of id: UniqueID) -> AttemptObserver {
        AttemptObserver(
            willSend: { attempt in
                guard await ledger.permit(id, attempt: attempt, of: subject) else { return false }
                reporter(.attemptStarted(step.name, attempt: attempt))
                return true
            },
            didEnd: { attempt, outcome in await ledger.ended(id, attempt: attempt, of: subject, outcome) },
            willWait: { attempt, seconds, reason in
                reporter(.retrying(step.name, attempt: attempt, seconds: seconds, reason))
            }
        )
    }

    private func outcome(of error: any Error, id: UniqueID) async -> Answer.Outcome {
        switch error as? ServiceError {
        case .failed(let failure): return .failed(failure)
        case .unread(let answer): return .failed(await keep(answer, id: id))
        case .refused(let failure):
            if let failure { return .failed(failure) }
            return .notSent(await ledger.refusal(of: id) ?? .closed)
        case .cancelled, nil:
            let attempts = await ledger.attempts(of: id)
            if attempts == 0 { return .notSent(.closed) }
            if let failure = await ledger.failure(of: id) { return .failed(failure) }
            return .failed(ImageFailure(.transport, .givenUp))
        }
    }

    // MARK: References

    /// Why the pictures of this request cannot be sent. Those of files were looked at before the run; what other images
    /// became is known only now.
    private var unsendable: ImageFailure? {
        if let pointer = step.product.pictures.first(where: \.isPointer) {
            return ImageFailure(.reference, .pointerReference(pointer.path))
        }
        guard let mask = step.product.mask, let first = step.product.references.first else { return nil }
        do throws(ImageFailure) {
            let size = first.type.size(in: try source(first).read())
            let fault = MaskFault.fault(
                of: try source(mask).read(), on: (first.path, size), limit: maskLimit, limits: limits)
            return fault.flatMap { $0.isWarning ? nil : ImageFailure(.reference, .mask(mask.path, $0)) }
        } catch {
            return error
        }
    }

    private func source(_ reference: Reference) -> ReferenceSource {
        ReferenceSource(
            name: reference.path.text, byteCount: reference.byteCount, type: reference.type
        ) { () throws(ImageFailure) in
            let bytes: Data
            do throws(PackageFolderError) {
                bytes = try folder.read(reference.path, upTo: Bounds.pictureBytes)
            } catch {
                throw ImageFailure(.io, .unreadableReference(error))
            }
            guard SHA256Digest(of: bytes) == reference.input.sha256 else {
                throw ImageFailure(.io, .changedReference(reference.path, image: nil))
            }
            guard ReferenceType(start: bytes) == reference.type else {
                throw ImageFailure(
                    .reference, .otherReference(reference.path, FileKind(bytes), insteadOf: reference.type))
            }
            return bytes
        }
    }

    // MARK: The answer

    /// Brings the answer into safety before anything else is done with it, and decodes it then.
    ///
    /// It is a result of the fingerprint whatever happens to the references later: what was sent is what was hashed.
    private func keep(_ response: ImageResponse, id: UniqueID) async -> Answer.Outcome {
        let digest = SHA256Digest(of: response.bytes)
        var place = ImagePlace.arrived(digest)
        var kept: StoredResult?
        await ledger.receives(response, digest, id, of: subject)
        do {
            kept = try store.keep(
                response, digest: digest, for: fingerprint, asked: terms, requestID: id, at: now(), writer: writer)
        } catch {
            let refuge = rescue(response.bytes, as: "png")
            place = .unkept(
                UnkeptImage(name: step.name, output: step.product.output, refuge: refuge), error: "\(error)")
            await ledger.refuseAll(.unwritable("\(error)"))
        }
        await ledger.keptAnswer(id, of: subject, serverRequestID: response.serverRequestID)
        for reference in step.product.pictures
        where (try? folder.digest(of: reference.path, upTo: Bounds.pictureBytes)) != reference.input.sha256 {
            return .failed(ImageFailure(.io, .changedReference(reference.path, image: place)))
        }
        let verdict = judge(response.bytes, kept: kept)
        return .image(Arrival(response, digest: digest, verdict: verdict, place: place))
    }

    /// Brings an answer without an image into safety: it is paid for, and somebody may get the image out of it.
    private func keep(_ answer: UnreadAnswer, id: UniqueID) async -> ImageFailure {
        var failure = answer.failure
        do {
            let kept = try store.keep(
                answer, for: fingerprint, asked: terms, requestID: id, at: now(), writer: writer)
            failure.remarks.append(.kept(kept.digest))
        } catch {
            failure.remarks.append(
                .unkept(error: "\(error)", refuge: rescue(answer.head + answer.body, as: "http")))
            await ledger.refuseAll(.unwritable("\(error)"))
        }
        await ledger.keptAnswer(id, of: subject, serverRequestID: failure.serverRequestID, failure: failure)
        return failure
    }

    /// Decodes what arrived, and notes in the store what it is.
    private func judge(_ bytes: Data, kept: StoredResult?) -> Result<AssetFacts, ImageFailure> {
        let verdict = Result { () throws(PNGError) in
            let info = try PNGInfo(decoding: bytes, limits: limits)
            if info.trailingBytes > 0 { reporter(.noted(.trailingBytes(info.trailingBytes, of: step.name))) }
            return AssetFacts(info)
        }
        if let kept {
            // The record can be made again from the bytes, so a failure costs only time.
            try? store.change(kept, of: fingerprint, writer: writer) { record in
                switch verdict {
                case .success(let facts): record.content = .image(facts)
                // Limits can be raised: what is only too large today is judged again.
                case .failure(let error):
                    if error.stage != .limit { record.content = .broken(String(describing: error)) }
                }
            }
        }
        return verdict.mapError { error in
            // Whoever answers with a JPEG does so whatever is asked for.
            ImageFailure(.notAnImage, .undecodable(error), stop: error.isOfAnotherKind ? .alike : nil)
        }
    }

    /// The last resort when the store cannot be written: the system's temporary folder is often on another disk.
    private func rescue(_ bytes: Data, as ending: String) -> String? {
        // Others can write there too: a name that nobody can foresee, and nobody else may read it.
        let name = "image-assets-\(step.name)-\(UUID().uuidString.lowercased()).\(ending)"
        for path in [FileManager.default.temporaryDirectory.path, folder.root] {
            do {
                try Directory(trusting: path, shownAs: path).create(name, bytes, mode: 0o600)
            } catch {
                continue
            }
            return "\(path)/\(name)"
        }
        return nil
    }
}
