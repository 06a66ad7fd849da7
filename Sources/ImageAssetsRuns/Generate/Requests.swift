import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsSystem

extension GenerationRun {
    private enum Event: Sendable {
        case answered(ImageOrder.Answer)
        case rendered([RenditionWork.Made], of: RenditionWork)
        case interrupted
        case flushDue
        /// A child task ended that has nothing to say.
        case idle
    }

    /// Does what can be done, until nothing is left or the run is stopped: `concurrency` requests at a time, each image
    /// published as it arrives, and its renditions as they are made.
    mutating func carryOut() async {
        var queue = await readyRequests()[...]
        // Whoever asked during the look and the free work is not made to pay for the first requests.
        if await interrupts.count > 0, !queue.isEmpty { stop = .interrupted }
        if service == nil || stop != nil { queue = [] }
        let order = service.map(order(to:))
        let interrupts = interrupts.stream
        var inFlight = 0
        var rendering = 0
        var isFlushPlanned = false
        await withTaskGroup(of: Event.self) { group in
            group.addTask { await Self.nextInterrupt(interrupts) }
            while true {
                while inFlight < options.concurrency, stop == nil, let step = queue.popFirst() {
                    guard isWanted(step), let order = order?(step) else { continue }
                    group.addTask { .answered(await order.place()) }
                    inFlight += 1
                }
                while rendering < renderingLimit(besides: inFlight), stop != .interrupted, let work = renditions.next()
                {
                    group.addTask { .rendered(await work.make(), of: work) }
                    rendering += 1
                }
                if inFlight + rendering == 0 {
                    // Of what does not come any more, the renditions can still be made of what is there.
                    endFetches()
                    finishRest()
                    if renditions.isEmpty || stop == .interrupted { break }
                    continue
                }
                guard let event = await group.next() else { break }
                switch event {
                case .answered(let answer):
                    inFlight -= 1
                    await take(answer)
                    queue += await readyRequests()
                case .rendered(let made, let work):
                    rendering -= 1
                    take(made, of: work)
                case .interrupted where stop == .interrupted:
                    group.cancelAll()
                case .interrupted:
                    stop = .interrupted
                    await ledger.close()
                    reporter(.stopping(inFlight: await ledger.underWay, rendering: rendering))
                    group.addTask { await Self.nextInterrupt(interrupts) }
                case .flushDue:
                    isFlushPlanned = false
                    if isFlushDue { writeLockfile() }
                case .idle: break
                }
                if isFlushDue && !isFlushPlanned {
                    isFlushPlanned = true
                    group.addTask {
                        try? await Task.sleep(for: .seconds(1))
                        return .flushDue
                    }
                }
            }
            group.cancelAll()
        }
    }

    /// On all cores, but for one that is there for what arrives: answers are paid for, and kept before all else.
    private func renderingLimit(besides inFlight: Int) -> Int {
        max(1, ProcessInfo.processInfo.activeProcessorCount - (inFlight > 0 ? 1 : 0))
    }

    /// Nil for what waits for an input, which the schedule does not give out.
    private func order(to service: ImageService) -> (Step) -> ImageOrder? {
        { [workspace, publisher, ledger, reporter, options, now] step in
            guard let fingerprint = step.product.fingerprint else { return nil }
            return ImageOrder(
                step: step, fingerprint: fingerprint, folder: workspace.folder, store: workspace.store,
                writer: publisher.writer,
                service: service, ledger: ledger, reporter: reporter, limits: options.limits,
                maskLimit: options.maskLimit, pricing: options.pricing, now: now
            )
        }
    }

    private static func nextInterrupt(_ interrupts: AsyncStream<Void>) async -> Event {
        for await _ in interrupts { return .interrupted }
        return .idle
    }

    /// Publishes what came for a request, for each image that shares it, and ends the run where nothing better can
    /// come.
    private mutating func take(_ answer: ImageOrder.Answer) async {
        let name = answer.step.name
        let steps = fetches[name]?.unserved ?? schedule.sharing(answer.step)
        fetches[name]?.serve(steps)
        let isFetch = fetches[name] != nil
        switch answer.outcome {
        case .image(let arrival):
            if isFetch { takeCandidate(arrival, of: answer) } else { publish(arrival, of: answer, for: steps) }
            switch arrival.verdict {
            case .success: hasImage = true
            case .failure(let failure): await end(by: hasImage ? nil : failure.stop)
            }
        case .failed(let failure):
            fail(answer, failure, for: steps)
            await end(by: failure.stop)
        case .notSent(.storage(let problem)): fail(answer, ImageFailure(.io, .unsafeStore(problem)), for: steps)
        case .notSent(.budget): stop = stop ?? .budget
        case .notSent(.cost): stop = stop ?? .cost
        case .notSent(.closed): break
        }
        if stop == nil { stop = await ledger.limit(of: answer.requestID) }
        if isFetch { endRequest(of: name) }
    }

    private mutating func publish(_ arrival: ImageOrder.Arrival, of answer: ImageOrder.Answer, for steps: [Step]) {
        for step in steps {
            finish(step, answer, arrival)
            note(arrival, unkeptFor: step)
        }
        // What failed says so itself.
        if !arrival.isKept, steps.allSatisfy({ reports[$0.name]?.failure == nil }) {
            reporter(.noted(.arrived(arrival.place)))
        }
    }

    private mutating func fail(_ answer: ImageOrder.Answer, _ failure: ImageFailure, for steps: [Step]) {
        let name = answer.step.name
        if fetches[name] == nil {
            for step in steps { finish(step, answer, failure) }
        } else {
            fetches[name]?.attempts += answer.attempts
            fetches[name]?.failures.append((answer, failure))
        }
    }

    mutating func note(_ arrival: ImageOrder.Arrival, unkeptFor step: Step) {
        guard case .unkept(let image, _) = arrival.place else { return }
        unkept.append(
            UnkeptImage(
                name: step.name, output: step.product.output, refuge: image.refuge,
                isPublished: reports[step.name]?.action == .generated))
    }

    mutating func end(by reason: RunStop?) async {
        guard let reason else { return }
        if stop == nil { stop = reason }
        await ledger.close()
    }

    mutating func finish(
        _ step: Step, _ answer: ImageOrder.Answer, _ arrival: ImageOrder.Arrival
    ) {
        let response = arrival.response
        let place = arrival.place
        do {
            let facts = try arrival.verdict.get()
            let faults = step.product.violations(
                ofResult: arrival.digest, facts: facts, byteCount: response.bytes.count)
            guard faults.isEmpty else { throw ImageFailure.expectation(faults, place) }
            let asset = LockedAsset(
                path: step.product.output, sha256: arrival.digest, byteCount: response.bytes.count, facts: facts)
            guard let entry = LockEntry(step.product, asset: asset, revisedPrompt: response.revisedPrompt) else {
                throw ImageFailure.pending
            }
            let notes = try publish(response.bytes, entry: entry, for: step)
            prefer(arrival.digest, for: step)
            writeLockfile()
            var report = ImageReport(
                step, action: .generated, asset: entry.asset, notes: notes, wayOut: step.wayOutOnceDone)
            report.tell(answer)
            finish(report, .made(AssetBytes(entry.asset)))
        } catch {
            var report = report(on: step, after: error)
            report.tell(answer)
            if report.action == .protected {
                report.notes.append(.arrived(place))
            } else if let failure = report.failure, failure.code != .expectation {
                let isKept = failure.stop != nil && arrival.isKept
                report.failure = failure.adding(isKept ? .kept(arrival.digest) : .image(place))
            }
            finish(unpublished: report)
        }
    }

    /// A service that complains about a field of the request complains about a line of the manifest.
    mutating func finish(_ step: Step, _ answer: ImageOrder.Answer, _ failure: ImageFailure) {
        var failure = failure
        let place = failure.parameter.flatMap(step.product.entry.location(ofField:))
        if let place { failure.remarks.append(.line(workspace.manifest, place)) }
        var report = report(on: step, after: failure)
        if let place { report.location = place }
        report.tell(answer)
        finish(unpublished: report)
    }
}

extension ImageReport {
    fileprivate mutating func tell(_ answer: ImageOrder.Answer) {
        (attempts, seconds, requestID) = (answer.attempts, answer.seconds, answer.requestID)
    }
}
