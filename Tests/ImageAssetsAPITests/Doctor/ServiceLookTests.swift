import Foundation
import ImageAssetsModel
import ImageAssetsTestSupport
import Testing

@testable import ImageAssetsAPI

@Suite("The way to a service, looked at before anything is sent")
struct ServiceLookTests {
    private func look(
        _ environment: [String: String], rules: ServiceRules? = .bettertoken, baseURL: String? = nil,
        keyFile: String? = nil, isOnline: Bool = false
    ) async -> ServiceFacts {
        await ServiceLook(baseURL: baseURL, keyFile: keyFile, isOnline: isOnline, environment: environment) {
            path throws(KeyFileFault) in
            if path == "/open" { throw .readableByOthers(path) }
            return secret
        }.look(rules)
    }

    @Test("the address is told with what says it; without a manifest only what the environment says is known")
    func address() async {
        let own = "https://a.example/v1"
        #expect(
            await look([:]).address == .known("https://www.bettertoken.ai/v1", from: .service("bettertoken")))
        #expect(
            await look(["IMAGES_BASE_URL": own], rules: nil).address == .known(own, from: .variable("IMAGES_BASE_URL")))
        #expect(await look([:], rules: nil, baseURL: own).address == .known(own, from: .option))
        #expect(await look(["IMAGES_BASE_URL": ""], rules: nil).address == .unknown)
        let refused = await look(["IMAGES_BASE_URL": "http://a.example"])
        guard case .refused(let reason, from: .variable("IMAGES_BASE_URL")) = refused.address else {
            Issue.record("\(refused.address)")
            return
        }
        #expect(reason.contains("plain http to a.example"))
        #expect(refused.key == .unknown)
    }

    @Test("of the key nothing is told but where it was read")
    func key() async {
        let found = await look(["BETTERTOKEN_API_KEY": secret])
        #expect(found.key == .found(in: "BETTERTOKEN_API_KEY", isFile: false))
        #expect(!"\(found)".contains(secret.suffix(4)))
        #expect(
            await look(["BETTERTOKEN_API_KEY_FILE": "/key"]).key == .found(in: "BETTERTOKEN_API_KEY_FILE", isFile: true)
        )
        #expect(await look([:], keyFile: "/key").key == .found(in: "--key-file", isFile: true))
        for (environment, said) in [
            ([:], "no API key: set BETTERTOKEN_API_KEY"),
            (["BETTERTOKEN_API_KEY": "Bearer \(secret)"], "begins with “Bearer ”"),
            (["BETTERTOKEN_API_KEY_FILE": "/open"], "run `chmod 600 /open`"),
        ] as [([String: String], String)] {
            guard case .refused(let reason) = await look(environment).key else {
                Issue.record("\(environment)")
                continue
            }
            #expect(reason.contains(said))
            #expect(!reason.contains(secret))
        }
    }

    @Test("a proxy is told without its user and password, and with the variable that names it")
    func proxy() async {
        let named = "http://me:pass-word@proxy.example:3128"
        let used = await look(["HTTPS_PROXY": named])
        #expect(used.proxy == .used("proxy.example:3128", variable: "HTTPS_PROXY"))
        #expect(!"\(used)".contains("pass-word"))
        #expect(await look([:]).proxy == ServiceFacts.Proxy.none)
        #expect(
            await look(["ALL_PROXY": named, "NO_PROXY": "bettertoken.ai"]).proxy == .unused(variable: "ALL_PROXY"))
        #expect(
            await look(["ALL_PROXY": named], baseURL: "http://localhost:1/v1").proxy == .unused(variable: "ALL_PROXY"))
        guard case .refused(let reason, "https_proxy") = await look(["https_proxy": "ftp://me:pass-word@x"]).proxy
        else {
            Issue.record("it is taken")
            return
        }
        #expect(!reason.contains("pass-word"))
    }

    private static let pem = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"

    @Test("a file that a variable names has to be there and to hold a certificate")
    func certificateFile() async throws {
        let package = try TemporaryPackage()
        try package.write(Self.pem, to: "ca.pem")
        let (file, folder) = (package.path + "/ca.pem", package.path)
        #expect(await look(["SSL_CERT_FILE": file]).certificates == .given(file, variable: "SSL_CERT_FILE"))
        #expect(
            await look(["SSL_CERT_FILE": file, "SSL_CERT_DIR": folder]).certificates
                == .given(file, variable: "SSL_CERT_FILE"))
        try package.write("", to: "empty.pem")
        try package.write(Data([0x30, 0x82, 1, 2]), to: "ca.der")
        try package.write("-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n", to: "key.pem")
        try package.write(String(Self.pem.dropLast(10)), to: "cut.pem")
        try package.write("", to: "large.pem")
        // Without a block on the disk.
        #expect(truncate(package.path + "/large.pem", 1 << 42) == 0)
        #expect(mkfifo(package.path + "/pipe.pem", 0o600) == 0)
        let faults: [(String, ServiceFacts.CertificateFault)] = [
            ("absent.pem", .unreadable("No such file or directory")), ("", .folder), ("empty.pem", .empty),
            ("pipe.pem", .special),
            ("ca.der", .noCertificate), ("key.pem", .noCertificate),
            ("cut.pem", .noCertificate), ("large.pem", .noCertificate),
        ]
        for (name, fault) in faults {
            let path = package.path + "/" + name
            #expect(
                await look(["SSL_CERT_FILE": path, "SSL_CERT_DIR": folder]).certificates
                    == .useless(path, variable: "SSL_CERT_FILE", fault, isAlone: true))
        }
        #expect(await look([:], baseURL: "http://localhost:1/v1").certificates == .unneeded)
    }

    @Test("a certificate is found wherever it begins, whatever stands before it, and under each of its labels")
    func certificatePlaces() async throws {
        let package = try TemporaryPackage()
        let file = package.path + "/ca.pem"
        for (label, before) in [
            ("CERTIFICATE", (1 << 18) - 10), ("X509 CERTIFICATE", 100), ("TRUSTED CERTIFICATE", (1 << 19) - 3),
        ] {
            let pem = Self.pem.replacingOccurrences(of: "CERTIFICATE", with: label)
            try package.write(String(repeating: "#", count: before - 1) + "\n" + pem, to: "ca.pem")
            #expect(await look(["SSL_CERT_FILE": file]).certificates == .given(file, variable: "SSL_CERT_FILE"))
        }
    }

    @Test("a folder that a variable names has to hold one too, and stops nothing beside a file that does")
    func certificateFolder() async throws {
        let package = try TemporaryPackage()
        try package.write(Self.pem, to: "ca.pem")
        try package.write(Self.pem, to: "good/0123abcd.0")
        try package.write("read me", to: "good/README")
        try package.write("read me", to: "none/README")
        let (file, good) = (package.path + "/ca.pem", package.path + "/good")
        #expect(await look(["SSL_CERT_DIR": good]).certificates == .given(good, variable: "SSL_CERT_DIR"))
        let several = "/absent:" + good
        #expect(await look(["SSL_CERT_DIR": several]).certificates == .given(several, variable: "SSL_CERT_DIR"))
        #expect(mkdir(package.path + "/bare", 0o700) == 0)
        let faults: [(String, ServiceFacts.CertificateFault)] = [
            ("absent", .unreadable("No such file or directory")), ("ca.pem", .file), ("bare", .empty),
            ("none", .noCertificate),
        ]
        for (name, fault) in faults {
            let path = package.path + "/" + name
            #expect(
                await look(["SSL_CERT_FILE": file, "SSL_CERT_DIR": path]).certificates
                    == .useless(path, variable: "SSL_CERT_DIR", fault, isAlone: false))
        }
    }

    @Test("libcurl tells its version and what it encrypts with")
    func library() async {
        guard case .loaded(let version, let encryption) = await look([:]).library else {
            Issue.record("it is not loaded")
            return
        }
        #expect(version.contains(/^[78]\.\d+\.\d+/))
        #expect(encryption.contains("/") || encryption.contains("Transport"))
    }

    @Test("nothing is asked without being told to, and nothing without a key")
    func notAsked() async {
        #expect(await look(["BETTERTOKEN_API_KEY": secret]).answer == .notAsked)
        #expect(await look([:], isOnline: true).answer == .impossible)
        #expect(await look([:], rules: nil, isOnline: true).answer == .impossible)
        let refused = ["BETTERTOKEN_API_KEY": secret, "HTTPS_PROXY": "ftp://x"]
        #expect(await look(refused, isOnline: true).answer == .impossible)
        let useless = ["BETTERTOKEN_API_KEY": secret, "SSL_CERT_FILE": "/dev/null"]
        #expect(await look(useless, isOnline: true).answer == .impossible)
    }
}
