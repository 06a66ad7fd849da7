/// The server that an exchange is with, for the choice of a proxy.
package struct Origin: Sendable, Hashable {
    /// Without the brackets of an IPv6 address.
    let host: String
    let port: Int
    /// Whether it is this machine: then no proxy may see the request.
    package let isLoopback: Bool

    package init(host: String, port: Int, isLoopback: Bool) {
        self.host = host
        self.port = port
        self.isLoopback = isLoopback
    }
}
