import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsSystem

/// What the store has of the answers for a fingerprint, each looked at once and read as this version understands it.
package final class StoredAnswers {
    package let store: AssetStore
    package let limits: PNGLimits
    private let images: [Product]
    private let readAnswer: AnswerReading?
    private let keeper: AtomicFile?
    private let warn: (StoreRemark) -> Void
    private var seen: [Fingerprint: Seen] = [:]
    /// Files and folders that were told of.
    private var unreadable: Set<String> = []
    /// What bytes decode to, or why they do not. Many records can name the same.
    private var decoded: [SHA256Digest: Result<AssetFacts, PNGError>] = [:]

    package struct Seen {
        /// Those that decode, newest first.
        package var results: [UsableResult] = []
        /// Why the newest answer in which no image was found is still of no use.
        package var unread: ImageFailure?
    }

    /// - Parameters:
    ///   - images: whose references are known: servers repeat them.
    ///   - readAnswer: reads again what was kept because no image was found in it; nil: nobody can.
    ///   - keeper: makes results of the images that are found now; nil: nothing is written.
    ///   - warn: told of what lies damaged in the store or cannot be read; it is then as if it were not there.
    package init(
        in store: AssetStore, limits: PNGLimits, images: [Product] = [], readAnswer: AnswerReading? = nil,
        keeper: AtomicFile? = nil, warn: @escaping (StoreRemark) -> Void
    ) {
        self.store = store
        self.limits = limits
        self.images = images
        self.readAnswer = readAnswer
        self.keeper = keeper
        self.warn = warn
    }

    package func of(_ fingerprint: Fingerprint) -> Seen {
        if let known = seen[fingerprint] { return known }
        let look = look(at: fingerprint)
        seen[fingerprint] = look
        return look
    }

    private func look(at fingerprint: Fingerprint) -> Seen {
        var faults: [FileError] = []
        let stored = store.results(for: fingerprint) { faults.append($0) }
        // Of an answer whose images were found, these are there besides.
        let found = Set(stored.filter { $0.head == nil }.map(\.requestID))
        var look = Seen()
        for result in stored {
            if result.head == nil {
                do throws(FileError) {
                    switch try facts(of: result) {
                    case .success(let usable): look.results.append(usable)
                    case .failure(let error): look.unread = look.unread ?? result.whyNotAgain(error)
                    case nil: break
                    }
                } catch {
                    faults.append(error)
                }
            } else if !found.contains(result.requestID) {
                readAgain(result, of: fingerprint, into: &look)
            }
        }
        for fault in faults where unreadable.insert(fault.path).inserted {
            warn(.unreadable(path: fault.path, reason: fault.reason))
        }
        if let fault = faults.first, look.results.isEmpty, look.unread == nil {
            look.unread = ImageFailure(.io, .unreadableStore(path: fault.path, reason: fault.reason))
        }
        return look
    }

    /// Nil for what is damaged or gone. That an earlier version could not decode it is not believed: one may refuse
    /// what the next one takes.
    private func facts(of result: StoredResult) throws(FileError) -> Result<UsableResult, PNGError>? {
        guard let digest = result.digest else { return nil }
        guard let bytes = try store.readObject(digest) else {
            if result.fault == nil { warn(.lost(digest)) }
            return nil
        }
        // What the record says of the picture is not believed: only the bytes are known by their digest.
        return facts(of: bytes, digest).map { facts in
            UsableResult(digest: digest, byteCount: bytes.count, facts: facts, revisedPrompt: result.revisedPrompt)
        }
    }

    private func facts(of bytes: Data, _ digest: SHA256Digest) -> Result<AssetFacts, PNGError> {
        if let known = decoded[digest] { return known }
        let facts = Result { () throws(PNGError) in AssetFacts(try PNGInfo(decoding: bytes, limits: limits)) }
        decoded[digest] = facts
        return facts
    }

    private func readAgain(_ result: StoredResult, of fingerprint: Fingerprint, into look: inout Seen) {
        let references = images.first { $0.fingerprint == fingerprint }?.references ?? []
        let image: StoredImage
        do throws(ImageFailure) {
            image = try result.image(in: store, by: readAnswer, references: references, limits: limits)
        } catch {
            look.unread = look.unread ?? error
            return
        }
        let response = image.response
        let digest = SHA256Digest(of: response.bytes)
        look.results.append(
            UsableResult(
                digest: digest, byteCount: response.bytes.count, facts: image.facts,
                revisedPrompt: response.revisedPrompt))
        guard let keeper else { return }
        do {
            try store.keep(
                response, digest: digest, for: fingerprint, requestID: result.requestID, at: result.received,
                writer: keeper)
        } catch {
            warn(.unkept("\(error)"))
        }
    }
}
