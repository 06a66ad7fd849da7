import Foundation
import ImageAssetsModel
import ImageAssetsTestSupport
import Testing

@testable import ImageAssetsAPI
@testable import ImageAssetsHTTP

@Suite("The key")
struct APIKeyTests {
    @Test("white space around it is trimmed")
    func trimmed() async throws {
        let sent = LockedValue("")
        let transport = HTTPTransport { request, _ throws(TransportError) in
            sent.change { $0 = String(describing: request) }
            throw .cancelled
        }
        let service = try client(baseURL: "https://example.com/v1", key: " \(secret)\r\n", transport: transport)
        _ = try? await service.image(imageRequest())
        #expect(sent.value.contains("[secret]"))
    }

    @Test(
        "an empty one is missing; one with a space, a control character or beyond ASCII is refused",
        arguments: [
            ("", APIKey.Fault.empty), (" \n", .empty), ("sk-a b", .character), ("sk-a\u{0}b", .character),
            ("sk-“a”b", .character), ("sk-a\nb", .character), ("sk-\u{7F}", .character),
            ("\"sk-abc\"", .quotes), ("'sk-abc'", .quotes), ("“sk-abc”", .quotes), ("sk-abc\"", .quotes),
            ("Bearer sk-abc", .bearer), ("bearer: sk-abc", .bearer), ("Authorization: Bearer sk-abc", .bearer),
            ("OPENAI_API_KEY=sk-abc", .assignment), ("export A_KEY = 'sk-abc'", .assignment),
            ("api_key=sk-abc", .assignment),
        ])
    func refused(text: String, fault: APIKey.Fault) {
        #expect(throws: SettingError("x", .key(fault))) { _ = try APIKey(text, from: "x") }
        let error = #expect(throws: SettingError.self) {
            _ = try ServiceEndpoint.resolve(rules: .openai, baseURLOption: nil, environment: [:])
                .key(in: ["OPENAI_API_KEY": text])
        }
        #expect(error?.description.contains("OPENAI_API_KEY") == true)
        if !text.isEmpty { #expect(error?.description.contains(text) == false) }
    }

    @Test("no way of printing a value shows it")
    func unprintable() throws {
        let key = try APIKey(secret)
        struct Holder {
            let key: APIKey
        }
        let request = HTTPRequest(
            .post(Data()), try #require(URL(string: "https://example.com")), secret: key.authorization)
        let client = ImagesClient(
            rules: .openai, endpoint: try .resolve(rules: .openai, baseURLOption: nil, environment: [:]), key: key)
        for value: Any in [key, Holder(key: key), [key], ["key": key], Optional(key) as Any, request, client] {
            var dumped = ""
            dump(value, to: &dumped)
            for text in [
                "\(value)", String(describing: value), String(reflecting: value), dumped,
                Mirror(reflecting: value).children.map { "\($0)" }.joined(), String(format: "%@", "\(value)"),
            ] {
                #expect(!text.contains(secret))
                #expect(!text.contains("4f9a8b7c"))
            }
        }
    }

    @Test("it is taken out in whatever letter case, and as URLs and HTML write it")
    func encoded() throws {
        let key = try APIKey(secret)
        for text in [
            secret.uppercased(), secret.utf8.map { String(format: "%%%02X", $0) }.joined(),
            secret.utf8.map { "&#\($0);" }.joined(), secret.utf8.map { String(format: "&#x%02X;", $0) }.joined(),
        ] {
            #expect(key.redacted(from: "no \(text) no") == "no [key] no")
        }
    }

    @Test("it is taken out where only its special characters are escaped, once or twice, and nothing else is")
    func escaped() throws {
        for secret in ["Ab1+Cd2/Ef3+Gh4/Ij5+Kl6/Mn7=", "user-x:p4ss@w0rd!<x>&y'%\"\\z"] {
            let key = try APIKey(secret)
            func escape(_ escaped: (Character) -> String) -> String {
                secret.map { $0.isLetter || $0.isNumber ? String($0) : escaped($0) }.joined()
            }
            let percent = escape { String(format: "%%%02X", $0.asciiValue ?? 0) }
            let entities = escape { "&#\($0.asciiValue ?? 0);" }
            for text in [
                secret, percent, entities, percent.replacingOccurrences(of: "%", with: "%25"),
                entities.replacingOccurrences(of: "&", with: "&amp;"), entities.replacingOccurrences(of: ";", with: ""),
                escape { String(format: "&#x%X;", $0.asciiValue ?? 0) }, escape { "\\\($0)" },
                escape { String(format: "\\u%04x", $0.asciiValue ?? 0) },
                escape { String(format: "\\x%02X", $0.asciiValue ?? 0) },
                secret.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "<", with: "&lt;")
                    .replacingOccurrences(of: ">", with: "&gt;").replacingOccurrences(of: "'", with: "&apos;")
                    .replacingOccurrences(of: "\"", with: "&quot;"),
                Data("Bearer \(secret)".utf8).base64EncodedString().replacingOccurrences(of: "/", with: "%2F"),
            ] {
                let redacted = key.redacted(from: "a%20b &amp; \(text) %zz &#x; \\u12")
                #expect(redacted.hasPrefix("a%20b &amp; "), "\(redacted)")
                #expect(redacted.hasSuffix("%zz &#x; \\u12"), "\(redacted)")
                for piece in ["b1", "Cd2", "p4ss", "w0rd", "Mn7"] {
                    #expect(!redacted.contains(piece), "\(redacted)")
                }
            }
        }
    }

    @Test("it is masked in long bytes, also where it stands twice in a row")
    func masked() throws {
        let key = try APIKey("sk-0123456789abcdef0123456789abcdef")
        let filling = Data(repeating: 0x78, count: 70_000)
        let twice = Data("sk-0123456789abcdef0123456789abcdefsk-0123456789abcdef0123456789abcdef".utf8)
        #expect(key.masked(in: filling + twice + filling) == filling + Data("[key][key]".utf8) + filling)
    }

    @Test(
        "one that is shorter than a word's eight letters is taken out where it stands by itself, and leaves words alone"
    )
    func short() throws {
        let key = try APIKey("none")
        #expect(key.redacted(from: "none: (none) nonetheless, anonel") == "[key]: ([key]) nonetheless, anonel")
        #expect(try APIKey("x").redacted(from: "Bearer x exceeded") == "Bearer [key] exceeded")
        // What is part of a word may overlap the key itself.
        #expect(try APIKey("a-a").redacted(from: "xa-a-a") == "xa-[key]")
    }
}
