import Foundation
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsStore

@Suite("What the file system refuses")
struct FileErrorTests {
    @Test("is said in a sentence, whoever noticed, and without a path of the machine")
    func sentence() throws {
        let package = try TemporaryPackage()
        let error = #expect(throws: CocoaError.self) {
            try Data().write(to: URL(fileURLWithPath: package.path + "/absent/file"))
        }
        let sentence = try FileError("write", "absent/file", #require(error)).description
        #expect(sentence == "cannot write absent/file: No such file or directory")
    }

    @Test("of a file that changed meanwhile says which one, and what to do")
    func changedMeanwhile() throws {
        let error = ChangedMeanwhileError(try PackagePath("images.lock.json"))
        #expect("\(error)" == "images.lock.json changed while this run was at work: run again")
    }
}
