import Foundation
import Testing

@testable import ImageAssets

@Suite("inspect")
struct InspectionTests {
    @Test("what cannot be read is told as what it is: absent, or a folder")
    func unreadable() throws {
        let package = try TemporaryPackage()
        let absent = package.path + "/absent.png"
        #expect(Inspection(of: absent, limits: .default).text == "\(absent): No such file or directory")
        #expect(Inspection(of: package.path, limits: .default).text == "\(package.path): Is a directory")
    }
}
