/// The version of this tool, as its User-Agent and `--version` say it. It takes part in no fingerprint.
package enum ToolVersion {
    package static let current = "0.1.0"
}
