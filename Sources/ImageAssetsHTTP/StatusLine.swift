extension HTTPResponse {
    /// The status and what it is called, by RFC 9110 and by the gateways that have some of their own: `404 Not Found`.
    package var statusLine: String {
        Self.statusLines.first { $0.hasPrefix("\(status) ") } ?? "\(status)"
    }

    private static let statusLines = [
        "400 Bad Request", "401 Unauthorized", "402 Payment Required", "403 Forbidden", "404 Not Found",
        "405 Method Not Allowed", "407 Proxy Authentication Required", "408 Request Timeout", "409 Conflict",
        "410 Gone", "413 Content Too Large", "415 Unsupported Media Type", "422 Unprocessable Content", "425 Too Early",
        "429 Too Many Requests", "500 Internal Server Error", "502 Bad Gateway", "503 Service Unavailable",
        "504 Gateway Timeout", "511 Network Authentication Required", "520 Web Server Returns an Unknown Error",
        "521 Web Server Is Down", "522 Connection Timed Out", "523 Origin Is Unreachable", "524 A Timeout Occurred",
        "525 SSL Handshake Failed", "526 Invalid SSL Certificate", "530 Origin Has No Name",
    ]
}
