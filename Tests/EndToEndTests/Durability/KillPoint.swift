import Foundation
import ImageAssetsTestSupport
import Testing

/// Kills the tool exactly at its Nth call that changes a file or talks to a socket: a place for each moment of a run.
struct KillPoint {
    /// Nil where nothing can be preloaded.
    static let shared: KillPoint? = {
        #if os(Linux)
            try? KillPoint()
        #else
            nil
        #endif
    }()

    private let library: String

    private init() throws {
        library = FileManager.default.temporaryDirectory.path + "/killpoint-\(UUID().uuidString).so"
        let compiler = Program()
        compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let source = Tool.repository.appendingPathComponent("Fixtures/KillPoint/killpoint.c").path
        compiler.arguments = ["clang", "-shared", "-fPIC", "-o", library, source, "-ldl"]
        try compiler.run()
        compiler.waitUntilExit()
        guard compiler.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
    }

    func environment(killAt call: Int) -> [String: String] {
        ["LD_PRELOAD": library, "KILL_AT": String(call)]
    }

    /// How many such calls a whole run of the package makes.
    func calls(_ run: (_ environment: [String: String]) async throws -> Tool.Ended) async throws -> Int {
        let file = library + "-\(UUID().uuidString)"
        let ended = try await run(["LD_PRELOAD": library, "KILL_COUNT": file])
        #expect(ended.status == 0, "\(ended.errors)")
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try FileManager.default.removeItem(atPath: file)
        return try #require(Int(text.trimmingCharacters(in: .whitespacesAndNewlines)))
    }
}
