import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsSystem
import ImageAssetsText

extension UsageError {
    func sentence(_ invocation: Invocation) -> String {
        switch self {
        case .packageFolder(let error): "--package-path: \(error)"
        case .manifestPath(let path, let fault):
            "\(fault.sentence(about: "--manifest \(Diagnostic.quoted(path))").message); give a path below the "
                + "package's folder, such as images.json"
        case .unknownImage(let name, let naming, let manifest, let meant):
            "\(naming.rawValue) \"\(name)\" is not in \(manifest)"
                + (meant.map { "; did you mean \($0.words(invocation))?" } ?? "")
        case .emptyPattern(let pattern, let naming, let manifest, let images):
            "\(naming.rawValue) \"\(pattern)\" matches no name in \(manifest); its images are "
                + (images.isEmpty ? "none" : images.listed)
        case .rendition(let path, let naming, let image):
            "\(naming.rawValue) \"\(path)\" is not an image but a rendition of \"\(image)\": name \"\(image)\""
        case .swiftFile(let path, let naming):
            "\(naming.rawValue) \"\(path)\" is the Swift file of names, of which nothing is recorded: move your own "
                + "file away, or replace it with "
                + "`\(invocation.command("generate --overwrite \(path.shellQuoted)"))`, at no cost"
        case .strangeImage(let name, let naming, let manifests):
            "\(naming.rawValue) \"\(name)\" "
                + (NamePattern(name) == nil ? "is in none of " : "matches no name in any of ")
                + manifests.map(\.text).listed
        case .frozenImage(let name, let naming, let manifest):
            "\(naming.rawValue) \(name): the image is frozen in \(manifest); remove \"frozen\" to replace it"
        case .work(let name, let output):
            "--regenerate \(name): \(output) is somebody's work; add --overwrite \(name) to replace it, or keep it "
                + "with `accept \(name)`"
        case .candidatesWith(let other):
            "--candidates does not go together with \(other.rawValue), which \(other.predicate)"
        case .candidatesOfAll: "--candidates needs the names of the images to choose for: it pays for each"
        case .choiceOfSeveral(let pattern, let count):
            "choose is about one image, and \(Diagnostic.quoted(pattern)) matches \(count)"
        case .unknownCandidate(let word, let count):
            "\(Diagnostic.quoted(word)) is no candidate: give a number or at least four digits of a digest; "
                + (count == 0 ? "there is none" : "they are numbered from 1 to \(count)")
        case .ambiguousCandidate(let word, let numbers):
            "\(Diagnostic.quoted(word)) begins the digests of several candidates: "
                + numbers.map(String.init).joined(separator: ", ")
        case .existingManifest(let manifest): "\(manifest) exists already; it was left as it is"
        case .noDocument: "--output needs a document to write: add --format json"
        case .document(let error): error.sentence
        case .galleryFolder(let error): error.sentence
        case .strangeCommand(let word, let meant):
            "\(invocation.name) has no command \(Diagnostic.quoted(word)); "
                + (meant.map { "did you mean `\(invocation.help(on: $0))`?" } ?? "`\(invocation.name) help` lists them")
        }
    }
}

extension UsageError.Meaning {
    func words(_ invocation: Invocation) -> String {
        switch self {
        case .image(let name): return "\"\(name)\""
        case .command(let command):
            let name = invocation.isPlugin ? "`\(invocation.command(command))`" : "the command `\(command)`"
            return command == "generate" ? name + ", which pays for what is missing" : name
        }
    }
}

extension UsageError.Contradiction {
    fileprivate var predicate: String {
        switch self {
        case .placeholder: "draws none"
        case .offline: "sends nothing"
        case .regenerate: "replaces what is published"
        }
    }
}

extension DocumentError {
    fileprivate var sentence: String { "--output \(path): it \(fault.predicate)" }
}

extension DocumentError.Fault {
    fileprivate var predicate: String {
        switch self {
        case .empty: "is empty"
        case .dash: "is no file: leave out --output, and the document goes to standard output"
        case .linkToNothing: "is a symbolic link to nothing"
        case .unseen: "cannot be looked at"
        case .openFile: "is a file that is open already: name the file itself"
        case .otherContent: "is there already and is no document of this tool; it was left as it is"
        case .isAFolder: "is a folder"
        case .notAFile: "is not a regular file"
        case .namesAFolder: "names a folder"
        case .absentFolder: "lies in a folder that does not exist"
        case .unwritableFolder(let reason): "lies in a folder that cannot be written (\(reason))"
        case .ownFile:
            "has the name of an image, a manifest, a lockfile or Package.swift; choose another, such as report.json"
        case .inStore: "lies in \(StoreFolder.name)"
        case .unreadPipe: "is a pipe that nobody reads"
        case .unwritable(let reason): "cannot be written (\(reason))"
        }
    }
}

extension OtherToolsOption {
    /// What there is here instead, as half a sentence.
    func instead(_ invocation: Invocation) -> String {
        switch self {
        case .dryRun: "`\(invocation.command("plan"))` says what a run would do, and sends nothing"
        case .check: "`\(invocation.command("check"))` fails when something is out of date"
        case .force: "--regenerate NAME pays for an image anew"
        }
    }
}

extension MistypedCommand {
    /// How it was understood, as half a sentence.
    func taken(_ invocation: Invocation) -> String {
        "\(Diagnostic.quoted(word)) was taken for an image's name, did you mean "
            + UsageError.Meaning.command(command).words(invocation) + "?"
    }
}

// MARK: As what ends a command

extension CommandFailure {
    package init(_ error: UsageError, _ invocation: Invocation) {
        // It was right, only not now.
        var isTooEarly = false
        if case .galleryFolder(let error) = error { isTooEarly = error.fault == .isBeingWritten }
        self.init(isTooEarly ? .failed : .usage, error.sentence(invocation))
    }

    /// Of a document that could not be written when the work was done.
    package init(_ error: DocumentError) {
        self.init(.failed, error.sentence)
    }

    /// - Parameter reason: the operating system's.
    package init(standardOutput reason: String) {
        self.init(.failed, "standard output cannot be written (\(reason))")
    }

    /// What the parser of the command line says, in the manner of all other errors.
    ///
    /// - Parameters:
    ///   - option: what was typed, where it is known: what there is instead helps more than a guess at the word.
    ///   - meant: the first word, where the default command took it for an image's name.
    package init(
        ofParser message: String, for option: OtherToolsOption?, taking meant: MistypedCommand? = nil,
        _ invocation: Invocation
    ) {
        // Some have several lines.
        let line = message.split(separator: "\n").map(\.trimmed).joined(separator: " ")
        let sentence = line.prefix(1).lowercased() + line.dropFirst()
        let fault = sentence.firstRange(of: ". Did you mean").map { String(sentence[..<$0.lowerBound]) } ?? sentence
        let hint = meant.map { $0.taken(invocation) } ?? option.map { $0.instead(invocation) }
        self.init(.usage, hint.map { "\(fault); \($0)" } ?? sentence)
    }
}

extension StoreUseError {
    /// What cannot be read, and why that matters.
    package var diagnostics: Diagnostics {
        let note = Finding.note(.sharedStore, file: StoreFolder.name, at: nil)
        return Diagnostics(faults + [note.diagnostic(CommandForm())])
    }
}
