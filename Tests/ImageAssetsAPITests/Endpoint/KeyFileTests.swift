import Foundation
import ImageAssetsModel
import Testing

@testable import ImageAssetsAPI
@testable import ImageAssetsHTTP
@testable import ImageAssetsStore

@Suite("A file with the key")
final class KeyFileTests {
    private let folder = FileManager.default.temporaryDirectory.path + "/image-assets-key-\(UUID().uuidString)"
    private let endpoint: ServiceEndpoint

    init() throws {
        endpoint = try ServiceEndpoint.resolve(rules: .openai, baseURLOption: nil, environment: [:])
        try FileManager.default.createDirectory(atPath: folder + "/package", withIntermediateDirectories: true)
        try write("\(secret)\n", to: "key")
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private func write(_ text: String, to name: String, mode: Int = 0o600) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder + "/" + name)
    }

    private func key(_ environment: [String: String] = [:], file: String? = nil) throws -> APIKey {
        try endpoint.key(in: environment, file: file.map { folder + "/" + $0 }) { path throws(KeyFileFault) in
            try KeyFile.read(path, outside: folder + "/package")
        }
    }

    @Test("is named by the option, or by the key's variable with _FILE behind it, and the key says whence it came")
    func sources() throws {
        let option = try key(["OPENAI_API_KEY": "other"], file: "key")
        #expect(option.authorization.authorization == "Bearer \(secret)" && option.source == "--key-file")
        let variable = try key(["OPENAI_API_KEY_FILE": folder + "/key", "OPENAI_API_KEY": ""])
        #expect(variable.authorization.authorization == "Bearer \(secret)" && variable.source == "OPENAI_API_KEY_FILE")
        #expect(try key(["OPENAI_API_KEY": secret]).source == "OPENAI_API_KEY")
        #expect(throws: SettingError("OPENAI_API_KEY", .key(.twice("OPENAI_API_KEY_FILE")))) {
            try key(["OPENAI_API_KEY_FILE": folder + "/key", "OPENAI_API_KEY": "a"])
        }
        // Another service's is none of ours.
        #expect(throws: SettingError.self) { try key(["IMAGES_API_KEY_FILE": folder + "/key"]) }
    }

    @Test("is refused inside the package, also through a link, when others can read it, and when it is no file")
    func refused() throws {
        // Open to all: that it has to go elsewhere comes first.
        try write(secret, to: "package/key", mode: 0o644)
        try write(secret, to: "open", mode: 0o640)
        try write(secret, to: "it's open", mode: 0o640)
        try write(String(repeating: "x", count: 20_000), to: "large")
        try write("\n", to: "empty")
        try write("OPENAI_API_KEY=\(secret)", to: "env")
        try FileManager.default.createSymbolicLink(
            atPath: folder + "/link", withDestinationPath: folder + "/package/key")
        for (name, words) in [
            ("package/key", "lies inside the package"), ("link", "lies inside the package"),
            ("open", "run `chmod 600 \(folder)/open`"), ("it's open", "run `chmod 600 '\(folder)/it'\\''s open'`"),
            ("large", "too large"), ("absent", "No such file"), ("package", "no regular file"),
            ("empty", "the file that --key-file names holds no key"), ("env", "--key-file holds NAME=KEY: give only"),
        ] {
            let error = #expect(throws: SettingError.self) { try key(file: name) }
            #expect(error?.description.contains(words) == true, "\(String(describing: error))")
            #expect(error?.description.contains(secret) == false)
        }
    }
}
