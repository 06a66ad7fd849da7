extension [String] {
    /// `a, b and c`; of many only the first ones, and how many more.
    package var listed: String {
        let limit = 10
        if count > limit { return prefix(limit).joined(separator: ", ") + " and \(count - limit) more" }
        guard count > 1, let last else { return first ?? "" }
        return dropLast().joined(separator: ", ") + " and " + last
    }

    /// `a, b, c`, as the last line names what failed.
    package var named: String {
        let limit = 10
        return prefix(limit).joined(separator: ", ") + (count > limit ? " and \(count - limit) more" : "")
    }
}
