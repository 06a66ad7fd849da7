import ImageAssetsModel
import ImageAssetsText

/// The line of a run at work, made to fit: pieces go in by their importance, as long as there is room.
///
/// All of it is ASCII but for names, which are counted at the widest that any terminal draws them: a line that wraps
/// cannot be taken back.
struct StatusLine {
    /// What stands before a piece.
    enum Glue {
        case nothing, comma
        /// A semicolon before the first one that is about time.
        case time
    }

    private struct Piece {
        let text: String
        let glue: Glue
        /// The smaller, the longer it stays when it gets narrow.
        let rank: Int
        /// Without which it says nothing.
        var needs: Int?

        var room: Int { text.room + (glue == .nothing ? 0 : 2) }
    }

    private var pieces: [Piece] = []

    /// - Parameter needs: the rank of another piece.
    mutating func add(_ text: String, _ glue: Glue = .comma, rank: Int, needs: Int? = nil) {
        pieces.append(Piece(text: text, glue: glue, rank: rank, needs: needs))
    }

    /// The pieces that fit into so many columns, in the order in which they were added.
    func text(columns: Int) -> String {
        var room = columns
        var ranks: Set<Int> = []
        for piece in pieces.sorted(by: { $0.rank < $1.rank }) where piece.room <= room {
            // Without the first of all nothing means anything.
            if ranks.isEmpty, piece.rank > 0 { return "" }
            if let needed = piece.needs, !ranks.contains(needed) { continue }
            ranks.insert(piece.rank)
            room -= piece.room
        }
        var text = ""
        var hasTime = false
        for piece in pieces where ranks.contains(piece.rank) {
            if piece.glue != .nothing { text += piece.glue == .time && !hasTime ? "; " : ", " }
            hasTime = hasTime || piece.glue == .time
            text += piece.text
        }
        return text
    }
}

extension StringProtocol {
    /// Columns that it takes at the most: terminals differ in how wide they draw what is not ASCII.
    var room: Int { unicodeScalars.reduce(0) { $0 + ($1.isASCII ? 1 : 2) } }

    /// Cut to so many columns at the most; nil where that leaves nothing to know it by.
    func cut(to columns: Int) -> String? {
        if room <= columns { return String(self) }
        guard columns >= 4 else { return nil }
        var left = columns - 2
        let start = prefix { character in
            left -= String(character).room
            return left >= 0
        }
        return start.isEmpty ? nil : start + ".."
    }
}

extension RunProgress {
    /// `[######----] 6/10, 4 under way, poster 41 s (2nd try); 1:12, about 0:50 left`, for a terminal of so many
    /// columns, the last of which stays free. Nil while no request is at work.
    package func statusLine(at time: Double, columns: Int) -> String? {
        guard isAtWork else { return nil }
        let columns = max(1, columns - 1)
        var line = StatusLine()
        let filled = whole == 0 ? 0 : done * 10 / whole
        line.add("[" + String(repeating: "#", count: filled).padded(to: 10) + "] ", .nothing, rank: 9)
        let counts = "\(done)/\(whole)"
        line.add(counts, .nothing, rank: 0)
        if underWayCount > 0 { line.add("\(underWayCount) under way", rank: 7) }
        if failed > 0 { line.add("\(failed) failed", rank: 3) }
        if waitingCount > 0 {
            let next = nextTry(at: time)
            line.add("\(waitingCount) waiting" + (next.map { " until \($0.timeOfDay)" } ?? ""), rank: 2)
            line.add(next.map { " (\($0.why.shortWords))" } ?? "", .nothing, rank: 6, needs: 2)
        }
        if let slowest = slowest(at: time) {
            let wait = " \(slowest.seconds.asWait)"
            let most = min(24, max(8, columns / 4), columns - counts.room - 2 - wait.room)
            if let name = slowest.name.text.cut(to: most) {
                line.add("\(name)\(wait)", rank: 1)
                if slowest.attempt > 1 { line.add(" (\(slowest.attempt.ordinal) try)", .nothing, rank: 8, needs: 1) }
            }
        }
        line.add(elapsed(at: time).asClock, .time, rank: 5)
        if let left = secondsLeft(at: time) { line.add("about \(left.asEstimate) left", .time, rank: 4) }
        return line.text(columns: columns)
    }

    /// How much of it is done, from 0 to 100.
    package var percentage: Int { whole == 0 ? 0 : done * 100 / whole }

    /// The same for a log, where it has to be understood alone: `6 of 10 done, 4 under way, poster waits longest: 41 s,
    /// attempt 2; 1:12 in all, about 0:50 left`.
    func logLine(at time: Double) -> String? {
        guard isAtWork else { return nil }
        var parts = ["\(done) of \(whole) done", "\(underWayCount) under way"]
        if failed > 0 { parts.append("\(failed) failed") }
        if waitingCount > 0 {
            let next = nextTry(at: time).map { " until \($0.timeOfDay) (\($0.why.shortWords))" } ?? " for their turn"
            parts.append("\(waitingCount) waiting\(next)")
        }
        if let slowest = slowest(at: time) {
            let attempt = slowest.attempt > 1 ? ", attempt \(slowest.attempt)" : ""
            parts.append("\(slowest.name) waits longest: \(slowest.seconds.asWait)\(attempt)")
        }
        let left = secondsLeft(at: time).map { ", about \($0.asEstimate) left" } ?? ""
        return parts.joined(separator: ", ") + "; \(elapsed(at: time).asWait) in all" + left
    }
}

extension String {
    fileprivate func padded(to count: Int) -> String {
        self + String(repeating: "-", count: max(0, count - self.count))
    }
}

extension Int {
    /// `2nd`, `3rd`, `11th`.
    fileprivate var ordinal: String {
        if (11...13).contains(self % 100) { return "\(self)th" }
        switch self % 10 {
        case 1: return "\(self)st"
        case 2: return "\(self)nd"
        case 3: return "\(self)rd"
        default: return "\(self)th"
        }
    }
}

extension ImageFailure.Code {
    /// Why something is tried again.
    fileprivate var shortWords: String {
        switch self {
        case .rateLimited: "rate limit"
        case .timeout: "timed out"
        case .transport: "connection failed"
        case .server: "server error"
        default: rawValue
        }
    }
}
