import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsTestSupport
import ImageAssetsText
import ImageAssetsWords
import Testing

@Suite("What is said of wrong usage")
struct UsageTests {
    private let plugin = Invocation.plugin(isReading: true)

    private func sentence(_ error: UsageError, _ invocation: Invocation = .executable) -> String? {
        let failure = CommandFailure(error, invocation)
        return failure.status == .usage ? failure.message : nil
    }

    @Test("a name that no manifest has is told with what it may have been meant to be, as it is to be typed")
    func names() throws {
        let manifest = try PackagePath("images.json")
        let unknown = { (naming: UsageError.Naming, meant: UsageError.Meaning?) in
            UsageError.unknownImage("chek", naming, in: manifest, meant: meant)
        }
        #expect(sentence(unknown(.argument, nil)) == "image \"chek\" is not in images.json")
        #expect(
            sentence(unknown(.overwrite, .image("cheek")))
                == "--overwrite \"chek\" is not in images.json; did you mean \"cheek\"?")
        #expect(
            sentence(unknown(.argument, .command("check")))
                == "image \"chek\" is not in images.json; did you mean the command `check`?")
        #expect(
            sentence(unknown(.argument, .command("generate")), plugin)
                == "image \"chek\" is not in images.json; did you mean `swift package generate-images`, which pays for "
                + "what is missing?")
        #expect(
            sentence(.strangeImage("owl", .regenerate, in: [manifest, try PackagePath("b.json")]))
                == "--regenerate \"owl\" is in none of images.json and b.json")
    }

    @Test("what would do away with somebody's work says how to keep it and how to give it up")
    func work() throws {
        let (owl, manifest) = (try ImageName("owl"), try PackagePath("images.json"))
        #expect(
            sentence(.work(owl, at: try PackagePath("Images/owl.png")))
                == "--regenerate owl: Images/owl.png is somebody's work; add --overwrite owl to replace it, or keep it "
                + "with `accept owl`")
        #expect(
            sentence(.frozenImage(owl, .overwrite, in: manifest))
                == "--overwrite owl: the image is frozen in images.json; remove \"frozen\" to replace it")
        #expect(sentence(.existingManifest(manifest)) == "images.json exists already; it was left as it is")
    }

    @Test("a path that cannot be used is told with the option that it came by")
    func paths() throws {
        #expect(
            sentence(.manifestPath("../a.json", .dotPart("..")))
                == "--manifest \"../a.json\" leads upwards; give a path below the package's folder, such as images.json"
        )
        #expect(
            sentence(.packageFolder(PackageFolderError("nowhere", .absent)))
                == "--package-path: nowhere does not exist")
        #expect(
            sentence(.document(DocumentError("a/b.json", .unwritableFolder("Permission denied"))))
                == "--output a/b.json: it lies in a folder that cannot be written (Permission denied)")
        let late = CommandFailure(DocumentError("/dev/full", .unwritable("No space left on device")))
        #expect(late.status == .failed)
        #expect(late.message == "--output /dev/full: it cannot be written (No space left on device)")
    }

    @Test("an option of other tools has what there is instead, and what pays says so")
    func options() {
        let said = "Unknown option '-x'. Did you mean '-y'?"
        let failure = { CommandFailure(ofParser: said, for: $0, .executable).message }
        #expect(failure(nil) == "unknown option '-x'. Did you mean '-y'?")
        #expect(
            failure(.dryRun)
                == "unknown option '-x'; `image-assets plan` says what a run would do, and sends nothing")
        #expect(failure(.force) == "unknown option '-x'; --regenerate NAME pays for an image anew")
    }

    @Test("a command that was taken for an image's name is told before anything else, and lines become one")
    func mistyped() throws {
        let commands = ["generate", "check", "choose"]
        let meant = try #require(MistypedCommand("choos", among: commands))
        #expect(
            CommandFailure(ofParser: "Unknown option '--dry-run'", for: .dryRun, taking: meant, .executable).message
                == "unknown option '--dry-run'; \"choos\" was taken for an image's name, did you mean the command "
                + "`choose`?")
        #expect(MistypedCommand("hero", among: commands) == nil)
        #expect(
            CommandFailure(ofParser: "No such shell.\nUse one of:\n    zsh", for: nil, .executable).message
                == "no such shell. Use one of: zsh")
    }

    @Test("help about what is no command names the verb that has it")
    func help() {
        #expect(
            sentence(.strangeCommand("chek", meant: "check"), .plugin(isReading: false))
                == "swift package generate-images has no command \"chek\"; did you mean "
                + "`swift package check-images help check`?")
        #expect(
            sentence(.strangeCommand("x", meant: nil))
                == "image-assets has no command \"x\"; `image-assets help` lists them")
    }

    @Test("where a file keeps the store from being pruned, the note behind it says why that matters")
    func store() {
        let fault = Diagnostic(file: "b.json", "broken")
        #expect(
            StoreUseError([fault]).diagnostics.all.map(\.description) == [
                "b.json: error: broken",
                ".image-assets: note: one store serves all manifests of the package, so all have to be read",
            ])
    }
}
