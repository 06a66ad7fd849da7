import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsRecords
import ImageAssetsText

/// What `doctor` says of each thing that has to hold, and what is to be done about it.
package struct DoctorWords {
    package typealias Words = (message: String, hint: String?)

    let checkup: Checkup
    package let commands: CommandForm

    var facts: DoctorFacts { checkup.facts }

    package init(_ checkup: Checkup, _ commands: CommandForm) {
        self.checkup = checkup
        self.commands = commands
    }

    package func words(for subject: Checkup.Subject) -> Words {
        switch subject {
        case .tool, .libraries, .formats, .terminal, .permissions: ofTool(subject)
        case .manifest, .lockfile, .plan, .folder: ofPackage(subject)
        case .store, .requests, .disk, .run: ofStore(subject)
        case .git: git
        case .lfs: largeFiles
        case .address, .key, .proxy, .certificates, .libcurl, .online: ofService(subject)
        }
    }

    // MARK: The tool

    private func ofTool(_ subject: Checkup.Subject) -> Words {
        let tool = facts.tool
        switch subject {
        case .tool:
            let form = tool.isForDebugging ? " for debugging" : ""
            return ("image-assets \(tool.version), built\(form) by Swift \(tool.swift), \(tool.system)", nil)
        case .libraries: return ("libpng \(tool.libpng), zlib \(tool.zlib)", nil)
        case .formats: return formats
        case .terminal:
            return (
                tool.columns.map { "one of \($0) columns" }
                    ?? "none: progress is told line by line, and nothing is asked", nil
            )
        default: return permissions
        }
    }

    private var formats: Words {
        let built = RenditionFormat.allCases.filter(facts.formats.contains).map(\.name).joined(separator: ", ")
        let missing = RenditionFormat.allCases.filter(facts.missingFormats.contains).map(\.name)
        guard !missing.isEmpty else { return (built, nil) }
        let wanted = missing.joined(separator: ", ")
        return (
            "\(built); \(facts.manifest) needs \(wanted) too",
            "Depend on the package with its \(missing.count == 1 ? "trait" : "traits") \(wanted): "
                + "the error of the manifest says how."
        )
    }

    private var permissions: Words {
        let flags = "--allow-writing-to-package-directory --allow-network-connections all"
        let hint =
            facts.tool.columns == nil ? "Without a terminal: swift package \(flags) generate-images" : nil
        return switch facts.invocation {
        case .executable: ("none needed: this is not `swift package`", nil)
        case .plugin(isReading: true): ("check-images needs none; generate-images writes and connects", hint)
        case .plugin(isReading: false): ("given: SwiftPM starts generate-images with them alone", hint)
        }
    }

    // MARK: Git

    private var git: Words {
        let store = StoreFolder.name
        return switch facts.git {
        case .none: ("no Git, or no repository that it reads here", nil)
        case .tracksStore:
            (
                "Git tracks \(store): whoever commits to it can add images that the service never sent",
                "`git rm -r --cached \(store)` and a commit end that and keep the files."
            )
        case .takesStore:
            ("Git would take \(store) along", "Add the line \(store)/ to .gitignore: it is not meant to be committed.")
        case .leavesStoreOut: ("Git leaves \(store) out", nil)
        }
    }

    private static func pointers(_ number: Int) -> String {
        number == 1 ? "1 file is only a pointer" : "\(number) files are only pointers"
    }

    private var largeFiles: Words {
        let large = facts.largeFiles
        let pulling = large.pointers > 0 ? "`git lfs pull` brings what they stand for." : nil
        let pointers = large.pointers > 0 ? "\(Self.pointers(large.pointers)) here" : nil
        let filtered = large.filtered.flatMap { $0 > 0 ? "\(count($0, "file")) in Git LFS" : nil }
        let said = [filtered, pointers].compactMap { $0 }.joined(separator: ", ")
        if !said.isEmpty, !large.hasProgram {
            return (
                "\(said), and git-lfs is not in PATH",
                "Install git-lfs, then `git lfs install`\(pulling == nil ? "" : " and `git lfs pull`"): without it Git "
                    + "commits the pictures themselves, and pointers stay pointers."
            )
        }
        if !said.isEmpty { return ("\(said); git-lfs is here", pulling) }
        if large.filtered == nil { return ("no Git, or no repository that it reads here", nil) }
        return ("no file of the manifest is in Git LFS", nil)
    }
}
