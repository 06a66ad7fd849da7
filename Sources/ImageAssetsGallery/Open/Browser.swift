import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsStore
import ImageAssetsSystem

/// Has the desktop open a page in the browser that its user prefers.
package enum Browser {
    #if canImport(Darwin)
        static let program = "open"
        private static let needsDisplay = false
    #else
        static let program = "xdg-open"
        private static let needsDisplay = true
    #endif

    /// - Parameter path: absolute.
    /// - Returns: nil when nothing is known to have gone wrong.
    package static func open(
        _ path: String, besides folder: PackageFolder,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> BrowserFault? {
        // Without one, xdg-open would start a browser in the terminal.
        let displays = ["DISPLAY", "WAYLAND_DISPLAY"].map { environment[$0] ?? "" }
        if needsDisplay, displays.allSatisfy(\.isEmpty) { return .noDisplay }
        guard let executable = folder.programOutside(named: program, environment) else { return .noProgram(program) }
        let kept = ServiceRules.withoutKeys(environment).map { "\($0.key)=\($0.value)" }
        guard let id = spawn([executable, path], kept), !hasFailed(id) else { return .refused(program) }
        return nil
    }

    /// Whether it ends with a failure soon. It may also become the browser, and go on for hours.
    private static func hasFailed(_ id: pid_t) -> Bool {
        for _ in 0..<150 {
            var status: Int32 = 0
            let ended = waitpid(id, &status, WNOHANG)
            if ended == id { return status != 0 }
            if ended < 0, errno != EINTR { return false }
            usleep(10_000)
        }
        return false
    }

    /// Without our streams, in a group of its own: Ctrl-C is not meant for it.
    private static func spawn(_ words: [String], _ environment: [String]) -> pid_t? {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        guard posix_spawn_file_actions_init(&actions) == 0 else { return nil }
        defer { posix_spawn_file_actions_destroy(&actions) }
        guard posix_spawnattr_init(&attributes) == 0 else { return nil }
        defer { posix_spawnattr_destroy(&attributes) }
        for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_RDWR, 0)
        }
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        var arguments = words.map { strdup($0) } + [nil]
        var variables = environment.map { strdup($0) } + [nil]
        defer { for text in arguments + variables { free(text) } }
        var id: pid_t = 0
        return posix_spawn(&id, words[0], &actions, &attributes, &arguments, &variables) == 0 ? id : nil
    }
}
