import CImageAssetsDigest
import Foundation
import ImageAssetsBaselines
import ImageAssetsPNG

// Measures what `Benchmarks/run` prints. Commands:
//   make FOLDER       writes the pictures that everything is measured on
//   compare FILE…     verification beside bare libpng and plain inflate, and on all cores
//   time FILE         milliseconds of one verification, the best of many
//   peak FILE         kilobytes of memory that verifying takes on top of the file itself
//   subject FILE      writes the photograph of a file, in an oval on green, to standard output
//   renditions FILE   five renditions: seconds of one core, megabytes; `cutout FILE` takes the background away

/// What a run does to each image that arrives: the digest of its bytes, and all facts.
func verify(_ bytes: Data) throws {
    var hash = cdigest_begin()
    bytes.withUnsafeBytes { cdigest_update(&hash, $0.baseAddress, $0.count) }
    var digest = [UInt8](repeating: 0, count: 32)
    cdigest_finish(&hash, &digest)
    _ = try PNGInfo(decoding: bytes)
}

func milliseconds(_ body: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try body()
    let (seconds, attoseconds) = start.duration(to: .now).components
    return Double(seconds) * 1e3 + Double(attoseconds) / 1e15
}

func withBytes(_ bytes: Data, _ body: (UnsafePointer<UInt8>, Int) -> Bool) -> Bool {
    bytes.withUnsafeBytes { buffer in
        guard let base = buffer.bindMemory(to: UInt8.self).baseAddress else { return false }
        return body(base, buffer.count)
    }
}

func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
}

func decimal(_ value: Double, _ digits: Int) -> String { String(format: "%.\(digits)f", value) }

/// One picture 32 times in one process, each measure taken in turn so that all meet the same machine.
func compare(_ file: String) throws {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
    let info = try PNGInfo(decoding: bytes)
    let count = 32
    var sums = [0.0, 0.0, 0.0]
    for _ in 0..<count {
        sums[0] += try milliseconds { try verify(bytes) }
        sums[1] += milliseconds { precondition(withBytes(bytes, baseline_decode)) }
        sums[2] += milliseconds { precondition(withBytes(bytes, baseline_inflate)) }
    }
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let together = milliseconds {
        DispatchQueue.concurrentPerform(iterations: count) { _ in
            precondition((try? verify(bytes)) != nil)
        }
    }
    let megapixels = Double(info.width * info.height) / 1e6
    let columns = [
        "\(info.width)x\(info.height) \(info.colorType)", decimal(Double(bytes.count) / 1e6, 1),
        decimal(sums[0] / Double(count), 1), decimal(megapixels * Double(count) / sums[0] * 1e3, 0),
        decimal(sums[0] / sums[1], 2), decimal(sums[0] / sums[2], 2), "\(decimal(sums[0] / together, 2)) on \(cores)",
    ]
    print(zip(columns, [18, 8, 12, 9, 12, 12, 14]).map { padded($0, $1) }.joined())
}

let arguments = CommandLine.arguments.dropFirst()
let files = Array(arguments.dropFirst())
switch (arguments.first, files.first) {
case ("make", let folder?):
    for (width, height, channels) in [(1024, 1024, 3), (2048, 2048, 4), (3840, 2160, 3)] as [(UInt32, UInt32, Int32)] {
        var count = 0
        guard let bytes = baseline_photograph(width, height, channels, 1, &count) else { exit(1) }
        let data = Data(bytesNoCopy: bytes, count: count, deallocator: .free)
        try data.write(to: URL(fileURLWithPath: "\(folder)/\(width)x\(height)x\(channels).png"))
    }
case ("compare", _?):
    let titles = ["picture", "MB", "verify, ms", "MPix/s", "to libpng", "to inflate", "on all cores"]
    print(zip(titles, [18, 8, 12, 9, 12, 12, 14]).map { padded($0, $1) }.joined())
    for file in files { try compare(file) }
case ("time", let file?):
    let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
    print(decimal(try (0..<15).map { _ in try milliseconds { try verify(bytes) } }.min() ?? 0, 2))
case ("peak", let file?):
    let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
    try verify(PNGWriter.encode(width: 8, height: 8, colorType: .rgb) { _, _ in })
    let before = baseline_peak_kilobytes()
    try verify(bytes)
    print(baseline_peak_kilobytes() - before)
case ("subject", let file?):
    let photograph = try Data(contentsOf: URL(fileURLWithPath: file))
    FileHandle.standardOutput.write(try RenditionBenchmark.makeSubject(of: photograph))
case ("renditions", let file?): try RenditionBenchmark.run(file, cutout: false)
case ("cutout", let file?): try RenditionBenchmark.run(file, cutout: true)
default:
    print("usage: ImageAssetsBenchmark make FOLDER | compare FILE… | time FILE | peak FILE | subject FILE")
    print("                            | renditions FILE | cutout FILE")
    exit(64)
}
