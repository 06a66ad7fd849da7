import ImageAssetsModel
import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsText

/// Which renditions of a run wait to be made, and for what.
///
/// Those of an image begin once it is over, and with it every image that its sets show.
struct RenditionQueue {
    private let planner: RenditionPlanner?
    /// Images that the run is about, as far as they are not over.
    private var open: Set<ImageName>
    private var origins: [ImageName: RenditionOrigin] = [:]
    /// Images that are over and whose sets show others that are not.
    private var waiting: [Product] = []
    private var work: [RenditionWork] = []
    /// What Xcode reads of sets, by their images.
    private var contents: [ImageName: [RenditionStep]] = [:]
    /// How many parts of an image's work have not ended.
    private var unended: [ImageName: Int] = [:]

    init(_ planner: RenditionPlanner?, of plan: Plan) {
        self.planner = planner
        open = Set(plan.steps.map(\.name))
    }

    /// Notes that an image is over.
    ///
    /// - Returns: the images whose renditions can be begun now.
    mutating func isOver(_ image: Product, as origin: RenditionOrigin) -> [ImageName] {
        open.remove(image.name)
        origins[image.name] = origin
        if !image.entry.renditions.isEmpty { waiting.append(image) }
        let due = waiting.filter { open.isDisjoint(with: $0.entry.appearances) }.map(\.name)
        if !due.isEmpty { waiting.removeAll { due.contains($0.name) } }
        return due
    }

    /// By what the assets are now.
    func steps(for image: Product, recorded records: [PackagePath: LockedRendition]) -> [RenditionStep] {
        guard let planner else { return [] }
        return planner.steps(for: image, of: planner.origins(of: image) { origins[$0] }, recorded: records)
    }

    // MARK: What is to be made

    mutating func add(_ work: RenditionWork) {
        self.work.append(work)
        unended[work.image, default: 0] += 1
    }

    /// What names the pictures of a set: due once all else of its image has ended.
    mutating func addContents(_ step: RenditionStep, of image: ImageName) {
        contents[image, default: []].append(step)
    }

    mutating func takeContents(of image: ImageName) -> [RenditionStep] { contents.removeValue(forKey: image) ?? [] }

    mutating func next() -> RenditionWork? { work.isEmpty ? nil : work.removeFirst() }

    /// Whether nothing is left to be begun.
    var isEmpty: Bool { work.isEmpty }

    mutating func hasEnded(_ work: RenditionWork) { unended[work.image, default: 1] -= 1 }

    /// Whether anything of an image has not ended.
    func isWaiting(_ image: ImageName) -> Bool { unended[image, default: 0] > 0 }
}
