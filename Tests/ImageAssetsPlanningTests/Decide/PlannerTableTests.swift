import Foundation
import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

/// Every combination of lock entry, file, store and manifest, as one table that people can read and review.
@Suite("Planner: all combinations")
struct PlannerTableTests {
    enum Lock: String, CaseIterable {
        case none, same, other, standIn, oldStandIn, accepted, oldAccepted
    }

    enum File: String, CaseIterable {
        case absent, own, result, work, empty, prefix, folder, pointer, otherPointer
    }

    enum Store: String, CaseIterable {
        case empty, locked, result, breaking, chosen, rejected
    }

    enum Wish: String, CaseIterable {
        case plain, frozen, stricter
    }

    struct Row {
        let lock: Lock
        let file: File
        let store: Store
        let wish: Wish
        let image: Product
        let entry: LockEntry?
        let scene: Observation

        init(_ lock: Lock, _ file: File, _ store: Store, _ wish: Wish) throws {
            (self.lock, self.file, self.store, self.wish) = (lock, file, store, wish)
            let expect = wish == .stricter ? Expectation(minWidth: 2000) : Expectation()
            let image = try ImageAssetsTestSupport.image(expect: expect, frozen: wish == .frozen)
            let older = try ImageAssetsTestSupport.image(prompt: "A grey fox")
            self.image = image
            entry =
                switch lock {
                case .none: nil
                case .same: ImageAssetsTestSupport.entry(for: image, content: "locked bytes")
                case .other: ImageAssetsTestSupport.entry(for: older, content: "locked bytes")
                case .standIn: ImageAssetsTestSupport.entry(for: image, content: "locked bytes", kind: .placeholder)
                case .accepted: ImageAssetsTestSupport.entry(for: image, content: "locked bytes", kind: .accepted)
                case .oldAccepted: ImageAssetsTestSupport.entry(for: older, content: "locked bytes", kind: .accepted)
                case .oldStandIn: ImageAssetsTestSupport.entry(for: older, content: "locked bytes", kind: .placeholder)
                }
            var scene = Observation()
            // What the store holds may be the very file that is in place.
            let wide = AssetFacts(width: 2048, height: 2048, bitDepth: 8, colorType: .rgb)
            switch store {
            case .empty: break
            case .locked: scene.objects.insert(digest("locked bytes"))
            case .result: scene.store("result bytes", for: image, facts: wide)
            case .breaking: scene.store("result bytes", for: image)
            case .chosen:
                scene.store("result bytes", for: image, facts: wide, mark: .chosen(Date(timeIntervalSince1970: 1)))
                scene.store("newer bytes", for: image, facts: wide)
            case .rejected:
                scene.store(
                    "result bytes", for: image, facts: wide,
                    mark: .rejected(Date(timeIntervalSince1970: 1), note: nil))
            }
            let output = image.output
            switch file {
            case .absent: break
            case .own: scene.put("locked bytes", at: output)
            case .result: scene.put("result bytes", at: output)
            case .work: scene.put("somebody's work, and long", at: output)
            case .empty: scene.put("", at: output)
            case .prefix:
                scene.put("locked", at: output)
                // Without the whole nobody can tell that it is one.
                if store == .locked, lock != .none { scene.beginnings.insert(output) }
            case .folder: scene.files[output] = .obstacle(.isAFolder)
            case .pointer: scene.files[output] = .pointer(digest("locked bytes"), byteCount: 130)
            case .otherPointer: scene.files[output] = .pointer(digest("another object"), byteCount: 130)
            }
            self.scene = scene
        }

        func step(_ options: PlanOptions = PlanOptions()) throws -> Step {
            let lock = entry.map { ["hero": $0] } ?? [:]
            return try #require(try scene.plan([image], lock: lock, options: options).steps.first)
        }

        var isWork: Bool {
            switch file {
            case .absent, .empty, .folder: false
            case .work, .otherPointer: true
            case .own, .pointer: lock == .none
            case .result: store == .empty || store == .locked
            case .prefix: lock == .none || store != .locked
            }
        }

        static func all() throws -> [Row] {
            var rows: [Row] = []
            for wish in Wish.allCases {
                for lock in Lock.allCases {
                    for file in File.allCases {
                        for store in Store.allCases { rows.append(try Row(lock, file, store, wish)) }
                    }
                }
            }
            return rows
        }
    }

    @Test("the table is what was reviewed")
    func table() throws {
        var lines = ["wish      lock        file          store     state        settled  action", ""]
        for row in try Row.all() {
            let step = try row.step()
            let columns = [
                (row.wish.rawValue, 10), (row.lock.rawValue, 12), (row.file.rawValue, 14), (row.store.rawValue, 10),
                (step.state.rawValue, 13), (step.isSettled ? "yes" : "no", 9),
            ]
            lines.append(
                columns.map { $0.padding(toLength: $1, withPad: " ", startingAt: 0) }.joined() + Self.word(step.action)
            )
        }
        try expectGolden(lines.joined(separator: "\n") + "\n", at: "planning/table.txt")
    }

    private static func word(_ action: Action) -> String {
        switch action {
        case .nothing: "nothing"
        case .publish(let source): source.place == .store ? "publish from store" : "record what is in place"
        case .request: "request"
        case .draw: "draw"
        case .protect(.work): "protect work"
        case .protect(.accepted): "protect accepted work"
        case .protect(.realImage): "protect real image"
        case .protect(.obstacle): "protect obstacle"
        case .fail(let failure): "fail \(failure.code.rawValue)"
        case .hold: "hold"
        }
    }

    @Test("somebody's work is never touched, and --overwrite names what may be")
    func work() throws {
        let hero = try ImageName("hero")
        for row in try Row.all() where row.isWork {
            #expect(try row.step().action == .protect(.work), "\(row.wish) \(row.lock) \(row.file) \(row.store)")
            #expect(try row.step(PlanOptions(means: .placeholder)).action == .protect(.work))
            let overwritten = try row.step(PlanOptions(overwrite: [hero])).action
            #expect((overwritten == .protect(.work)) == (row.wish == .frozen))
        }
    }

    @Test("what a person made and accepted is never replaced while it is there, unless --overwrite names it")
    func accepted() throws {
        let hero = try ImageName("hero")
        for row in try Row.all() where row.lock == .accepted || row.lock == .oldAccepted {
            guard [.own, .pointer].contains(row.file), row.wish != .frozen else { continue }
            let isFine = row.lock == .accepted && row.wish == .plain
            for options in [PlanOptions(), PlanOptions(means: .placeholder)] {
                #expect(try row.step(options).action == (isFine ? .nothing : .protect(.accepted)))
            }
            #expect(try row.step(PlanOptions(regenerate: [hero])).action == .protect(.accepted))
            let overwritten = try row.step(PlanOptions(overwrite: [hero], regenerate: [hero])).action
            #expect(overwritten == .request(sharedWith: nil))
        }
    }

    @Test("nothing is requested while there is a free source, and a frozen image never")
    func free() throws {
        for row in try Row.all() {
            let action = try row.step().action
            if row.wish == .frozen { #expect(action != .request(sharedWith: nil)) }
            if row.store == .result || row.store == .chosen { #expect(action != .request(sharedWith: nil)) }
        }
    }

    @Test("of several results the chosen one is used, and what was rejected by nobody")
    func marks() throws {
        for row in try Row.all() {
            guard case .publish(let source) = try row.step().action, source.digest != digest("locked bytes") else {
                continue
            }
            #expect(source.digest == digest("result bytes"))
            #expect(row.store != .rejected)
        }
    }

    @Test("a placeholder never takes the place of anything but a placeholder")
    func standIns() throws {
        for row in try Row.all() where try row.step(PlanOptions(means: .placeholder)).action == .draw {
            let isStandIn = row.lock == .standIn || row.lock == .oldStandIn
            let replaceable: Set<File> =
                isStandIn ? [.absent, .empty, .prefix, .own, .pointer] : [.absent, .empty, .prefix]
            #expect(replaceable.contains(row.file), "\(row.lock) \(row.file) \(row.store)")
        }
    }

    @Test("an image is settled exactly when nothing is to be done")
    func settled() throws {
        for row in try Row.all() {
            let step = try row.step()
            if step.isSettled { #expect(step.action == .nothing) }
            if step.action == .nothing && row.wish != .frozen { #expect(step.isSettled) }
        }
    }

    @Test("offline, every request is held and nothing else changes")
    func offline() throws {
        for row in try Row.all() {
            let online = try row.step().action
            let offline = try row.step(PlanOptions(means: .none)).action
            #expect(offline == (online == .request(sharedWith: nil) ? .hold(.offline) : online))
        }
    }
}
