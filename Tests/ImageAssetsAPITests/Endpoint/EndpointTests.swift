import ImageAssetsHTTP
import ImageAssetsModel
import ImageAssetsText
import Testing

@testable import ImageAssetsAPI

@Suite("The endpoint")
struct EndpointTests {
    @Test("without another address, the service's own address and key are used")
    func service() throws {
        let endpoint = try ServiceEndpoint.resolve(rules: .bettertoken, baseURLOption: nil, environment: [:])
        #expect(endpoint.baseURL.text == "https://www.bettertoken.ai/v1")
        #expect(endpoint.keyVariable == "BETTERTOKEN_API_KEY")
    }

    @Test("the option goes before the variable, and either takes its key from IMAGES_API_KEY alone")
    func precedence() throws {
        let environment = [
            "IMAGES_BASE_URL": "https://b.example/v1", "BETTERTOKEN_API_KEY": "x", "IMAGES_API_KEY": "y",
        ]
        let option = try ServiceEndpoint.resolve(
            rules: .bettertoken, baseURLOption: "https://a.example/v1/", environment: environment)
        #expect(option.baseURL.text == "https://a.example/v1")
        #expect(option.keyVariable == "IMAGES_API_KEY")
        let variable = try ServiceEndpoint.resolve(
            rules: .bettertoken, baseURLOption: nil, environment: environment)
        #expect(variable.baseURL.text == "https://b.example/v1")
        #expect(variable.keyVariable == "IMAGES_API_KEY")
        let own = ["BETTERTOKEN_API_KEY": "secret"]
        let error = #expect(throws: SettingError.self) { _ = try option.key(in: own) }
        #expect(
            error?.description
                == "no API key: set IMAGES_API_KEY to the key, or draw placeholders with --placeholder")
    }

    @Test("where another service's key is set, that is said beside what is missing")
    func keyOfAnotherService() throws {
        let endpoint = try ServiceEndpoint.resolve(rules: .bettertoken, baseURLOption: nil, environment: [:])
        let error = #expect(throws: SettingError.self) { _ = try endpoint.key(in: ["OPENAI_API_KEY": "secret"]) }
        #expect(
            error?.description == "no API key: set BETTERTOKEN_API_KEY to the key, or draw placeholders with "
                + #"--placeholder; OPENAI_API_KEY is set, and is for a manifest with "service": "openai""#)
    }

    @Test("in Xcode, which passes on no variable of a shell, the option is named that takes a file")
    func xcode() throws {
        let endpoint = try ServiceEndpoint.resolve(rules: .bettertoken, baseURLOption: nil, environment: [:])
        let xcode = [Style.issueFolderVariable: "/package"]
        for environment in [xcode, xcode.merging(["OPENAI_API_KEY": "secret"]) { $1 }] {
            let error = #expect(throws: SettingError.self) { _ = try endpoint.key(in: environment) }
            #expect(
                error?.description == "no API key: name a file that holds it with --key-file FILE, as Xcode passes on "
                    + "no variable of a shell, or draw placeholders with --placeholder")
        }
        // A build phase can have one.
        #expect(throws: Never.self) {
            _ = try endpoint.key(in: xcode.merging(["BETTERTOKEN_API_KEY": "secret"]) { $1 })
        }
    }

    @Test("the address of the service itself, given by option, does not get the service's key")
    func sameAddress() throws {
        let endpoint = try ServiceEndpoint.resolve(
            rules: .openai, baseURLOption: "https://api.openai.com/v1", environment: [:])
        #expect(endpoint.keyVariable == "IMAGES_API_KEY")
    }

    @Test("white space around an address is trimmed")
    func trimmed() throws {
        #expect(try BaseURL(" https://a.example/v1/ \n").text == "https://a.example/v1")
    }

    @Test("an empty variable counts as none")
    func emptyVariable() throws {
        let endpoint = try ServiceEndpoint.resolve(
            rules: .openai, baseURLOption: nil, environment: ["IMAGES_BASE_URL": ""])
        #expect(endpoint.baseURL.text == "https://api.openai.com/v1")
    }

    @Test(
        "plain http is for this machine only, as the parsed URL names it",
        arguments: [
            "http://localhost:8080/v1", "http://127.0.0.1/v1", "http://127.255.3.4:1/v1", "http://[::1]:9/v1",
            "http://LOCALHOST/v1",
        ])
    func loopback(text: String) throws {
        #expect(try BaseURL(text).origin.isLoopback)
    }

    @Test(
        "what only looks like this machine is another one",
        arguments: [
            ("http://example.com/v1", "example.com"), ("http://127.0.0.1.example.com/v1", "127.0.0.1.example.com"),
            ("http://localhost.example.com/v1", "localhost.example.com"), ("http://127.1/v1", "127.1"),
            ("http://0177.0.0.1/v1", "0177.0.0.1"), ("http://127.0.0.01/v1", "127.0.0.01"),
            ("http://10.0.0.1/v1", "10.0.0.1"), ("http://0.0.0.0/v1", "0.0.0.0"),
        ])
    func notLoopback(text: String, host: String) {
        #expect(throws: SettingError("x", .baseURL(.insecure(host: host)))) { _ = try BaseURL(text, from: "x") }
    }

    @Test(
        "a user, a query, a fragment, an operation and anything that is no plain URL are refused",
        arguments: [
            ("https://user:pw@example.com/v1", BaseURL.Fault.user), ("https://user@example.com/v1", .user),
            ("http://127.0.0.1@example.com/v1", .user), ("https://example.com/v1?key=1", .query),
            ("https://example.com/v1?", .query), ("https://example.com/v1#a", .fragment),
            ("https://example.com/v1/images/generations", .operation("/images/generations")),
            ("https://example.com/v1/images/edits/", .operation("/images/edits")),
            ("ftp://example.com", .scheme("ftp")),
            ("example.com/v1", .notURL), ("", .notURL), ("https://", .notURL), ("https:///v1", .notURL),
            ("https://exa mple.com/v1", .notURL), ("https://example.com\\@evil.example/v1", .notURL),
            ("https://example.com/v1\r\nHost: evil.example", .notURL), ("https://ex%61mple.com/v1", .notURL),
        ])
    func refused(text: String, fault: BaseURL.Fault) {
        #expect(throws: SettingError("x", .baseURL(fault))) { _ = try BaseURL(text, from: "x") }
    }

    @Test("an error about an address names its source and does not repeat the address")
    func errorText() {
        let error = #expect(throws: SettingError.self) {
            _ = try ServiceEndpoint.resolve(
                rules: .openai, baseURLOption: nil, environment: ["IMAGES_BASE_URL": "https://me:hunter2@example.com"])
        }
        #expect(
            error?.description
                == "IMAGES_BASE_URL holds a user name or password; the key belongs in IMAGES_API_KEY")
    }
}
