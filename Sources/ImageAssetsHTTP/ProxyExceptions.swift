import ImageAssetsSystem

/// The hosts that are reached past any proxy, as `NO_PROXY` lists them: names with all that lie below them, addresses,
/// ranges of addresses, each also with a port; `*` for all.
struct ProxyExceptions {
    private let entries: [Substring]

    init(_ list: String) {
        entries = list.split { $0 == "," || $0.isWhitespace }
    }

    func cover(host: String, port: Int) -> Bool {
        entries.contains { Self.covers($0, host: host.lowercased(), port: port) }
    }

    private static func covers(_ entry: Substring, host: String, port: Int) -> Bool {
        if entry == "*" { return true }
        let (name, wanted) = split(entry.lowercased())
        if let wanted, wanted != port { return false }
        if let address = Address(host) { return address.lies(in: name) }
        let suffix = name.hasPrefix("*.") ? name.dropFirst(2) : name.drop { $0 == "." }
        let host = host.hasSuffix(".") ? host.dropLast() : host[...]
        let plain = suffix.hasSuffix(".") ? suffix.dropLast() : suffix
        return !plain.isEmpty && (host == plain || host.hasSuffix("." + plain))
    }

    /// A port only where that can be nothing else: an address with several colons has none without brackets.
    private static func split(_ entry: String) -> (name: Substring, port: Int?) {
        if entry.hasPrefix("["), let end = entry.firstIndex(of: "]") {
            let rest = entry[entry.index(after: end)...]
            return (entry[entry.index(after: entry.startIndex)..<end], Int(rest.dropFirst()))
        }
        let parts = entry.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let port = Int(parts[1]) else { return (entry[...], nil) }
        return (parts[0], port)
    }

    /// An address in the order of its bits.
    private struct Address {
        let bytes: [UInt8]

        init?(_ text: some StringProtocol) {
            var four = in_addr()
            var six = in6_addr()
            let text = text.hasPrefix("[") ? String(text.dropFirst().dropLast()) : String(text)
            if inet_pton(AF_INET, text, &four) == 1 {
                bytes = withUnsafeBytes(of: &four) { Array($0) }
            } else if inet_pton(AF_INET6, text, &six) == 1 {
                bytes = withUnsafeBytes(of: &six) { Array($0) }
            } else {
                return nil
            }
        }

        /// An address, or one with the count of its bits that decide: `10.0.0.0/8`.
        func lies(in range: Substring) -> Bool {
            let parts = range.split(separator: "/", maxSplits: 1)
            guard let first = parts.first, let start = Address(first), start.bytes.count == bytes.count else {
                return false
            }
            let bits = parts.count == 2 ? Int(parts[1]) ?? -1 : bytes.count * 8
            guard (0...bytes.count * 8).contains(bits) else { return false }
            return (0..<bits).allSatisfy { bit in
                (bytes[bit / 8] ^ start.bytes[bit / 8]) & (0x80 >> UInt8(bit % 8)) == 0
            }
        }
    }
}
