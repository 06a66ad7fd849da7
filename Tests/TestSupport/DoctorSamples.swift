import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsText

extension DoctorFacts {
    /// Of a package in which all is well, and which needs two requests.
    package static func sample(
        invocation: Invocation = .executable, isSandboxed: Bool = false, columns: Int? = 80
    ) throws -> DoctorFacts {
        var tool = ToolFacts(libpng: "1.6.39", zlib: "1.2.13", columns: columns)
        tool.version = "0.1.0"
        tool.swift = "6.3"
        tool.isForDebugging = true
        tool.system = "Linux x86_64"
        var facts = DoctorFacts(
            tool: tool, invocation: invocation, formats: [.png, .jpeg], isSandboxed: isSandboxed,
            manifest: try PackagePath("images.json"), leastRoom: 32 << 20,
            service: ServiceFacts(
                address: .known("https://www.bettertoken.ai/v1", from: .service("bettertoken")),
                key: .found(in: "BETTERTOKEN_API_KEY", isFile: false), proxy: .none,
                certificates: .system("/etc/ssl/certs/ca-certificates.crt"),
                library: .loaded(version: "7.88.1", encryption: "OpenSSL/3.0.17"), answer: .taken))
        facts.images = 12
        facts.lockfile = .read(images: 10)
        facts.work = .requests(2, nil)
        var size = StoreSize()
        size.bytes = 34_100_000
        size.files = 41
        size.results = 14
        size.candidates = 4
        facts.store = .counted(size)
        facts.room = 53_200_000_000
        facts.git = .leavesStoreOut
        facts.largeFiles.filtered = 0
        return facts
    }

    /// Of one in which nothing is.
    package static func faultySample() throws -> DoctorFacts {
        var facts = try sample(columns: nil)
        facts.missingFormats = [.webp]
        facts.images = nil
        let place = SourceLocation(line: 3, column: 5)
        facts.findings = [
            .fault(Diagnostic(file: "images.json", at: place, "an image has no key \"promt\"", hint: "Is it prompt?")),
            .fault(Diagnostic(file: "images.json", at: place, "this tool was built without WebP")),
            .fault(Diagnostic(file: "images.lock.json", at: place, "the lockfile breaks off")),
        ]
        facts.lockfile = .faulty
        facts.work = .unknown
        facts.unwritable = ("Art", Obstacle(isForbidden: false, reason: "Read-only file system"))
        facts.store = .refused("cannot open .image-assets/results: it is a symbolic link, and none is followed there")
        facts.journal = .read(unfinished: 1, perhapsCharged: 3)
        facts.room = 1_000_000
        facts.otherRun = .underWay(LockHolder(text: "process 7 on mac, since 2026-11-27T09:00:00Z"))
        facts.git = .tracksStore
        facts.largeFiles.filtered = 3
        facts.largeFiles.pointers = 2
        facts.service = ServiceFacts(
            address: .known("https://images.example.com/v1", from: .variable("IMAGES_BASE_URL")),
            key: .refused("no API key: set IMAGES_API_KEY to the key, or draw placeholders with --placeholder"),
            proxy: .refused(
                "HTTPS_PROXY is no proxy's address; it looks like http://proxy.example:3128", variable: "HTTPS_PROXY"),
            certificates: .useless(
                "/ca.pem", variable: "SSL_CERT_FILE", .unreadable("No such file or directory"), isAlone: true),
            library: .unusable("libcurl.so.4 is too old: libcurl 7.68 or later is needed"), answer: .impossible)
        return facts
    }
}
