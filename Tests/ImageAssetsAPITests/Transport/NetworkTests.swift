import Foundation
import ImageAssetsModel
import ImageAssetsWords
import Testing

@testable import ImageAssetsAPI
@testable import ImageAssetsHTTP

@Suite("The way to the server, as the environment has it")
struct NetworkTests {
    private func proxy(_ environment: [String: String], url: String = "https://images.example:8443/v1") throws
        -> String?
    {
        Network(to: try BaseURL(url).origin, environment: environment).proxy?.url
    }

    @Test("the first variable that says something names the proxy, and none is used on this machine")
    func precedence() throws {
        #expect(try proxy([:]) == nil)
        #expect(
            try proxy(["https_proxy": "http://a", "HTTPS_PROXY": "http://b", "ALL_PROXY": "http://c"]) == "http://a")
        #expect(try proxy(["https_proxy": "", "HTTPS_PROXY": "http://b"]) == "http://b")
        #expect(try proxy(["ALL_PROXY": " socks5h://c:1080 "]) == "socks5h://c:1080")
        // It is for addresses in plain http, of which there are none beyond this machine.
        #expect(try proxy(["http_proxy": "http://a"]) == nil)
        for url in ["http://localhost:1/v1", "https://127.0.0.1/v1", "https://[::1]/v1"] {
            #expect(try proxy(["ALL_PROXY": "http://a"], url: url) == nil)
        }
    }

    @Test(
        "NO_PROXY takes names with what lies below them, ports, addresses and ranges",
        arguments: [
            ("images.example", true), (".example", true), ("example", true), ("EXAMPLE.", true), ("*.example", true),
            ("*", true), ("a.b, images.example:8443", true), ("images.example:443", false), ("mages.example", false),
            ("es.example", false), ("", false), (",", false), ("*.images.example.com", false),
            ("images.example:", false),
        ])
    func exceptions(list: String, isCovered: Bool) throws {
        #expect(try (proxy(["ALL_PROXY": "http://a", "NO_PROXY": list]) == nil) == isCovered)
        #expect(try (proxy(["ALL_PROXY": "http://a", "no_proxy": list, "NO_PROXY": ""]) == nil) == isCovered)
    }

    @Test(
        "so it does for addresses",
        arguments: [
            ("10.1.2.3", "10.1.2.3", true), ("10.1.2.3", "10.0.0.0/8", true), ("10.1.2.3", "10.1.2.0/30", true),
            ("10.1.2.3", "10.1.2.4/30", false), ("10.1.2.3", "10.1.2.3:443", true), ("10.1.2.3", "10.1.2.3:80", false),
            ("10.1.2.3", "2.3", false), ("10.1.2.3", "10.0.0.0/33", false), ("10.1.2.3", "0.0.0.0/0", true),
            ("[fd00::1]", "fd00::/8", true), ("[fd00::1]", "fd00:0:0::1", true), ("[fd00::1]", "[fd00::1]:443", true),
            ("[fd00::1]", "[fd00::1]:80", false), ("[fd00::1]", "fe80::/10", false), ("[fd00::1]", "10.0.0.0/8", false),
        ])
    func addresses(host: String, list: String, isCovered: Bool) throws {
        #expect(
            try (proxy(["ALL_PROXY": "http://a", "NO_PROXY": list], url: "https://\(host)/v1") == nil) == isCovered)
    }

    @Test(
        "a proxy that can be none is named by its variable before anything is tried",
        arguments: ["ftp://a:80", "http://a:0", "http://a:99999", "http://a:b", "http://", "http://[::1]x"])
    func unusable(url: String) async throws {
        #expect(Network.Proxy(url: url, variable: "ALL_PROXY").fault?.hasPrefix("ALL_PROXY ") == true)
        let transport = HTTPTransport.curl(
            to: try BaseURL("https://a.invalid/v1").origin, environment: ["ALL_PROXY": url])
        let service = try client(baseURL: "https://a.invalid/v1", transport: transport)
        let log = AttemptLog()
        let failure = try await service.failure(imageRequest(), log)
        #expect(failure.message.hasPrefix("ALL_PROXY "))
        #expect(failure.stop == .alike && failure.progress == .unsent)
        #expect(log.all == ["send 1", "end 1 transport"])
    }

    @Test(
        "what a proxy's address may look like",
        arguments: [
            "a", "a:3128", "http://a:80", "https://u:p@a:1", "socks5h://[::1]:1080", "HTTP://a/", "socks4a://a",
        ])
    func usable(url: String) {
        #expect(Network.Proxy(url: url, variable: "ALL_PROXY").fault == nil)
    }
}
