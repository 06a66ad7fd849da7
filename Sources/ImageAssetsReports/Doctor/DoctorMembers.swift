import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsRecords
import ImageAssetsText
import ImageAssetsWords

extension Checkup {
    /// What a program may want to know of it, besides the words.
    func members(of subject: Subject) -> [String: JSONValue] {
        switch subject {
        case .tool:
            [
                "version": .string(facts.tool.version), "swift": .string(facts.tool.swift),
                "debug": .boolean(facts.tool.isForDebugging), "system": .string(facts.tool.system),
            ]
        case .libraries: ["libpng": .string(facts.tool.libpng), "zlib": .string(facts.tool.zlib)]
        case .formats: ["built": Self.names(facts.formats), "missing": Self.names(facts.missingFormats)]
        case .terminal: ["columns": .integer(facts.tool.columns)]
        case .manifest: ["file": .string(facts.manifest.text), "images": .integer(facts.images)]
        case .lockfile: ["file": .string(facts.manifest.lockfile.text), "images": .integer(facts.lockfile.images)]
        case .plan: ["requests": .integer(facts.work.requests)]
        case .store: storeMembers
        case .requests: journalMembers
        case .disk: ["free": .integer(facts.room), "least": .integer(facts.leastRoom)]
        case .run: if case .underWay(let holder) = facts.otherRun { ["holder": .string(holder.text)] } else { [:] }
        case .lfs:
            [
                "files": .integer(facts.largeFiles.filtered ?? 0), "pointers": .integer(facts.largeFiles.pointers),
                "installed": .boolean(facts.largeFiles.hasProgram),
            ]
        case .address, .key, .proxy, .certificates, .libcurl, .online: facts.service.members(of: subject)
        case .folder, .git, .permissions: [:]
        }
    }

    private static func names(_ formats: Set<RenditionFormat>) -> JSONValue {
        .array(RenditionFormat.allCases.filter(formats.contains).map { .string($0.rawValue) })
    }

    private var storeMembers: [String: JSONValue] {
        guard case .counted(let size) = facts.store else { return [:] }
        return [
            "bytes": .integer(size.bytes), "files": .integer(size.files), "results": .integer(size.results),
            "candidates": .integer(size.candidates), "whole": .boolean(size.isWhole),
        ]
    }

    private var journalMembers: [String: JSONValue] {
        guard case .read(let unfinished, let charged) = facts.journal else { return [:] }
        return ["unfinished": .integer(unfinished), "maybeCharged": .integer(charged)]
    }
}

extension DoctorFacts.LockfileState {
    fileprivate var images: Int? { if case .read(let images) = self { images } else { nil } }
}

extension DoctorFacts.Work {
    fileprivate var requests: Int? {
        switch self {
        case .unknown: nil
        case .nothing, .free: 0
        case .requests(let number, _): number
        }
    }
}

extension ServiceFacts {
    fileprivate func members(of subject: Checkup.Subject) -> [String: JSONValue] {
        switch subject {
        case .address:
            guard case .known(let url, let source) = address else { return [:] }
            return ["url": .string(url), "source": .string(source.word)]
        case .key: if case .found(let source, _) = key { return ["source": .string(source)] }
        case .proxy:
            if case .used(let place, let variable) = proxy {
                return ["address": .string(place), "source": .string(variable)]
            }
        case .certificates:
            switch certificates {
            case .system(let path?): return ["path": .string(path)]
            case .given(let path, let variable), .useless(let path, let variable, _, _):
                return ["path": .string(path), "source": .string(variable)]
            default: break
            }
        case .libcurl:
            if case .loaded(let version, let encryption) = library {
                return ["version": .string(version), "tls": .string(encryption.isEmpty ? nil : encryption)]
            }
        default:
            switch answer {
            case .unclear(let failure), .failed(let failure):
                return ["code": .string(failure.code.rawValue), "status": .integer(failure.status)]
            default: break
            }
        }
        return [:]
    }
}

extension ServiceFacts.Source {
    fileprivate var word: String {
        switch self {
        case .option: "--base-url"
        case .variable(let name): name
        case .service(let name): name
        }
    }
}
