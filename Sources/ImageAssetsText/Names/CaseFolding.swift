extension String {
    /// Equal for names that a file system takes for one when it tells neither letter cases nor Unicode normal forms
    /// apart, as a Mac's does: `ß`, `ẞ` and `SS` are one, `ς` and `Σ`, `ſ` and `S`.
    ///
    /// Strings compare by canonical equivalence, so that only the case has to be taken away. Small, capital and small
    /// again come to what Unicode calls full case folding, but for the Turkish `ı`, which that keeps apart from `i`.
    package var foldedForCase: String {
        // Of ASCII texts, which the standard library tells quickly, nothing else changes.
        if utf8.count == utf16.count { return lowercased() }
        return withIotasLast.unicodeScalars
            .split(separator: "ı", omittingEmptySubsequences: false)
            .map { String($0).lowercased().uppercased().lowercased() }
            .joined(separator: "ı")
    }

    /// With each iota below a letter as a letter of its own, which is what capitals make of it. It comes behind all
    /// other marks of its letter, in whatever order they are written or composed; nothing else has to be decomposed for
    /// that.
    private var withIotasLast: String {
        guard unicodeScalars.contains(where: { $0 == "\u{345}" || (0x1F80...0x1FFC).contains($0.value) })
        else { return self }
        var text = String.UnicodeScalarView()
        var iotas = 0
        for scalar in unicodeScalars {
            if scalar.properties.canonicalCombiningClass == .notReordered {
                text.append(contentsOf: repeatElement("ι", count: iotas))
                iotas = 0
            }
            let capital = scalar.properties.uppercaseMapping.unicodeScalars
            if scalar == "\u{345}" {
                iotas += 1
            } else if capital.count > 1, capital.last == "Ι" {
                text.append(contentsOf: capital.dropLast())
                iotas += 1
            } else {
                text.append(scalar)
            }
        }
        text.append(contentsOf: repeatElement("ι", count: iotas))
        return String(text)
    }
}
