import ImageAssetsModel
import ImageAssetsSystem

/// The program, and how it is called: in the package's folder, of the package's own repository, and so that nothing of
/// that repository's is run.
struct Git: Sendable {
    let folder: String
    private let executable: String
    private let environment: [String]
    /// Seconds without a word after which nothing is awaited any more.
    let patience: Int

    /// Nil where there is none.
    init?(
        in folder: String, variables: [String: String] = ProcessInfo.processInfo.environment,
        patience: Int = ChildProcess.patience
    ) {
        self.folder = folder
        self.patience = patience
        // Whatever a hook exported, this is about the repository of the package; only where Git finds its user's
        // settings stays.
        let kept: Set = ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_EXEC_PATH"]
        let own = [
            "GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=none", "GIT_NO_REPLACE_OBJECTS=1", "GIT_OPTIONAL_LOCKS=0",
            "GIT_TERMINAL_PROMPT=0", "LC_ALL=C",
        ]
        environment =
            ServiceRules.withoutKeys(variables).filter { !$0.key.hasPrefix("GIT_") || kept.contains($0.key) }
            .map { "\($0.key)=\($0.value)" } + own
        guard let found = PackageFolder.program(named: "git", outside: folder, variables) else { return nil }
        executable = found
    }

    func start(_ arguments: [String], errors: ChildProcess.Errors = .dropped) -> ChildProcess? {
        ChildProcess(
            executable,
            [
                "-C", folder, "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null",
                "-c", "safe.bareRepository=explicit",
            ] + arguments, environment: environment, errors: errors, patience: patience)
    }

    /// What it says, up to a limit; nil when it could not be started or does not answer.
    func output(of arguments: [String], limit: Int) -> Data? { start(arguments)?.readAll(limit: limit) }

    /// What it says when it is content, all of it.
    func answer(to arguments: [String], limit: Int = 10_000) throws(Fault) -> Data {
        guard let process = start(arguments) else { throw .noProgram }
        // One more, so that what is too long is seen.
        guard let bytes = process.readAll(limit: limit + 1) else { throw .silence }
        guard bytes.count <= limit else { throw .tooMuch }
        guard let status = process.status() else { throw .silence }
        guard status == 0 else { throw .status(status) }
        return bytes
    }

    /// What it says where it is not content: its errors, and what it may have printed before.
    func complaint(about arguments: [String]) -> String {
        let bytes = start(arguments, errors: .withOutput)?.readAll(limit: 10_000)
        return String(decoding: bytes ?? Data(), as: UTF8.self)
    }

    /// Why there is no answer.
    enum Fault: Error, Hashable {
        case noProgram
        case silence
        case tooMuch
        case status(Int32)
    }
}
