import Foundation

/// One request from its references to the store: what a child task of the run does, for one image or several that share it.
struct ImageOrder: Sendable {
    let step: Step
    let folder: PackageFolder
    let store: AssetStore
    let writer: AtomicFile
    let service: ImageService
    let ledger: AttemptLedger
    let reporter: Reporter
    let now: @Sendable () -> Date

    struct Answer: Sendable {
        enum Outcome: Sendable {
            /// Bytes that arrived. `kept` is where; nil when the store could not be written, which `warning` then says.
            case image(ImageResponse, kept: StoredResult?, warning: String?)
            case failed(ImageFailure)
            case notSent(AttemptLedger.Refusal)
        }

        let step: Step
        let requestID: String
        var attempts: Int
        var outcome: Outcome
    }

    func place() async -> Answer {
        let id = UUID().uuidString.lowercased()
        var answer = Answer(step: step, requestID: id, attempts: 0, outcome: .notSent(.closed))
        let references: [ReferenceBytes]
        do {
            references = try step.image.references.map(read)
        } catch {
            answer.outcome = .failed(error)
            return answer
        }
        let request = ImageRequest(
            id: id, image: step.name, model: step.inputs.model, prompt: step.inputs.prompt, size: step.inputs.size,
            parameters: step.inputs.parameters, references: references
        )
        let sending = Task { () async throws(ServiceError) -> ImageResponse in
            try await service.generate(request, observer(of: id))
        }
        await ledger.open(id, cancel: { sending.cancel() })
        let result = await withTaskCancellationHandler {
            await sending.result
        } onCancel: {
            sending.cancel()
        }
        answer.attempts = await ledger.attempts(of: id)
        switch result {
        case .success(let response): answer.outcome = await keep(response, id: id)
        case .failure(let error): answer.outcome = await outcome(of: error, id: id)
        }
        return answer
    }

    private func observer(of id: String) -> AttemptObserver {
        AttemptObserver(
            willSend: { attempt in
                guard await ledger.permit(id, attempt: attempt, step: step) else { return false }
                reporter(.attemptStarted(step.name, attempt: attempt))
                return true
            },
            didEnd: { attempt, outcome in await ledger.ended(id, attempt: attempt, step: step, outcome) },
            willWait: { attempt, seconds, reason in
                reporter(.retrying(step.name, attempt: attempt, seconds: seconds, reason))
            }
        )
    }

    private func outcome(of error: any Error, id: String) async -> Answer.Outcome {
        switch error as? ServiceError {
        case .failed(let failure): return .failed(failure)
        case .refused(let failure):
            if let failure { return .failed(failure) }
            return .notSent(await ledger.refusal(of: id) ?? .closed)
        case .cancelled, nil:
            let attempts = await ledger.attempts(of: id)
            if attempts == 0 { return .notSent(.closed) }
            if let failure = await ledger.failure(of: id) { return .failed(failure) }
            return .failed(ImageFailure(.transport, "given up before an answer came; it may have been charged"))
        }
    }

    // MARK: References

    private func read(_ reference: ResolvedReference) throws(ImageFailure) -> ReferenceBytes {
        if reference.isPointer {
            throw ImageFailure(
                .io, "\(reference.path) is a Git LFS pointer, and only the file itself can be sent: run `git lfs pull`"
            )
        }
        do {
            // A map would end the process, and with it all that is under way, when somebody saves a shorter file in its place.
            let bytes = try folder.copy(of: reference.path)
            guard SHA256Digest(of: bytes) == reference.sha256 else { throw stale(reference) }
            return ReferenceBytes(bytes: bytes, type: reference.type)
        } catch let failure as ImageFailure {
            throw failure
        } catch {
            throw ImageFailure(.io, "the reference \(error)")
        }
    }

    private func stale(_ reference: ResolvedReference) -> ImageFailure {
        ImageFailure(.io, "the reference \(reference.path) changed while the run was at work: run again")
    }

    // MARK: The answer

    /// Brings the answer into safety before anything else is done with it.
    ///
    /// It is a result of the fingerprint whatever happens to the references later: what was sent is what was hashed.
    private func keep(_ response: ImageResponse, id: String) async -> Answer.Outcome {
        var warning: String?
        var kept: StoredResult?
        do {
            kept = try store.keep(response, for: step.fingerprint, requestID: id, at: now(), writer: writer)
        } catch {
            warning = rescue(response.bytes, after: error)
            await ledger.refuseAll("the store cannot be written: \(error)")
        }
        await ledger.keptAnswer(id, step: step, response)
        let digest = SHA256Digest(of: response.bytes)
        for reference in step.image.references {
            guard let bytes = try? folder.copy(of: reference.path), SHA256Digest(of: bytes) == reference.sha256
            else {
                return .failed(
                    ImageFailure(
                        .io,
                        "the reference \(reference.path) changed while it was being sent, so the image is stale: run again. "
                            + (warning ?? "It is kept in \(AssetStore.shownPath(of: digest))")
                    )
                )
            }
        }
        return .image(response, kept: kept, warning: warning)
    }

    /// The last resort when the store cannot be written: the system's temporary folder is often on another disk.
    private func rescue(_ bytes: Data, after error: any Error) -> String {
        let name = "image-assets-\(step.name)-\(SHA256Digest(of: bytes).short).png"
        for folder in [FileManager.default.temporaryDirectory.path, folder.root] {
            let place = folder + "/" + name
            if (try? bytes.write(to: URL(fileURLWithPath: place))) != nil {
                return "\(error); the image that arrived is in \(place): copy it to \(step.image.output) and run "
                    + "`accept \(step.name)`"
            }
        }
        return "\(error), and the image that arrived could not be saved anywhere else"
    }
}
