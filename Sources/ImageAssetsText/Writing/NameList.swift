extension [String] {
    /// `a, b and c`; of many only the first ones, and how many more.
    package var listed: String {
        let (first, others) = shown
        if others > 0 { return first.joined(separator: ", ") + " and \(others) more" }
        guard count > 1, let last else { return self.first ?? "" }
        return dropLast().joined(separator: ", ") + " and " + last
    }

    /// `a, b, c`, as the last line names what failed.
    package var named: String {
        let (first, others) = shown
        return first.joined(separator: ", ") + (others > 0 ? " and \(others) more" : "")
    }

    /// A single one that is left is named too: its name says more than that there is one.
    private var shown: (first: ArraySlice<String>, others: Int) {
        let limit = 10
        return count > limit + 1 ? (prefix(limit), count - limit) : (self[...], 0)
    }
}
