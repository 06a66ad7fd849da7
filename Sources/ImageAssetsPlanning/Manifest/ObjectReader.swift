import ImageAssetsModel

/// An object of the manifest whose keys are known: what stands there twice or should not stand there is reported once,
/// when it is made.
package struct ObjectReader {
    /// Of the opening brace.
    package let offset: Int
    private var values: [String: JSONMember] = [:]
    /// Known keys that an unknown key was taken for: not to be called missing as well.
    private var suggested: Set<String> = []

    init(
        _ members: [JSONMember], at offset: Int, allowed: [String], elsewhere: [String: String] = [:],
        _ faults: inout FileDiagnostics
    ) {
        self.offset = offset
        values.reserveCapacity(members.count)
        for member in members {
            if !allowed.contains(member.key) {
                refuse(member, allowed: allowed, elsewhere: elsewhere, &faults)
            } else if let first = values[member.key] {
                let place = faults.location(first.keyOffset)
                faults.error(
                    at: member.keyOffset,
                    "the key \(Diagnostic.quoted(member.key)) stands here a second time; "
                        + "the first is at \(place.line):\(place.column)")
            } else {
                values[member.key] = member
            }
        }
    }

    subscript(key: String) -> JSONNode? { values[key]?.value }

    func isMissing(_ key: String) -> Bool { values[key] == nil && !suggested.contains(key) }

    /// `elsewhere` says of keys that are known at another place of the manifest where that is.
    private mutating func refuse(
        _ member: JSONMember, allowed: [String], elsewhere: [String: String], _ faults: inout FileDiagnostics
    ) {
        let key = Diagnostic.quoted(member.key)
        if let place = elsewhere[member.key] {
            return faults.error(at: member.keyOffset, "\(key) cannot stand here", hint: "It belongs \(place).")
        }
        let nearest = NearestName.of(member.key, among: allowed)
        if let nearest { suggested.insert(nearest) }
        faults.error(
            at: member.keyOffset, "unknown key \(key)",
            hint: nearest.map { "Did you mean \(Diagnostic.quoted($0))?" }
                ?? "Allowed here: \(allowed.joined(separator: ", ")).")
    }
}
