/// Why a page was not opened.
package enum BrowserFault: Sendable, Hashable {
    /// Nobody sits there who could see it.
    case noDisplay
    case noProgram(String)
    case refused(String)
}
