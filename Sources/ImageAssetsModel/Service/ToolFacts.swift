/// What this tool is and where it runs.
package struct ToolFacts: Sendable, Hashable {
    package var version = ToolVersion.current
    /// That compiled it: `6.3`.
    package var swift = Self.compiler
    package var isForDebugging = Self.isDebug
    package var system = Self.thisSystem
    package var libpng: String
    package var zlib: String
    /// Columns of the terminal in front of the user; nil: there is none.
    package var columns: Int?

    package init(libpng: String, zlib: String, columns: Int?) {
        self.libpng = libpng
        self.zlib = zlib
        self.columns = columns
    }

    /// The compiler does not tell its version but by comparison.
    private static let compiler: String = {
        #if compiler(>=7.0)
            "7.0 or later"
        #elseif compiler(>=6.5)
            "6.5 or later"
        #elseif compiler(>=6.4)
            "6.4"
        #elseif compiler(>=6.3)
            "6.3"
        #elseif compiler(>=6.2)
            "6.2"
        #else
            "6.1"
        #endif
    }()

    private static let isDebug: Bool = {
        #if DEBUG
            true
        #else
            false
        #endif
    }()

    private static let thisSystem: String = {
        #if os(macOS)
            let name = "macOS"
        #else
            let name = "Linux"
        #endif
        #if arch(arm64)
            return name + " arm64"
        #elseif arch(x86_64)
            return name + " x86_64"
        #else
            return name
        #endif
    }()
}
