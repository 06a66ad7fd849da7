import Foundation
import ImageAssetsModel
import ImageAssetsTestSupport
import ImageAssetsText
import Testing

@testable import ImageAssetsStore

@Suite("The file of --output")
struct DocumentFileTests {
    private let document = #"{ "command": "check", "diagnostics": [], "version": 1 }"#

    private func write(_ name: String, in package: TemporaryPackage, sparing files: [String] = []) throws {
        try DocumentFile(package.path + "/" + name, sparing: files.map { package.path + "/" + $0 }).write(document)
    }

    private func text(_ name: String, in package: TemporaryPackage) throws -> String {
        try String(contentsOfFile: package.path + "/" + name, encoding: .utf8)
    }

    @Test("an older document is replaced, as it is shared, and an empty file is filled")
    func replaces() throws {
        let package = try TemporaryPackage()
        for old in [document + "\n\n", JUnitDocument.start + ">\n</testsuites>\n", ""] {
            try package.write(old, to: "report")
            #expect(chmod(package.path + "/report", 0o640) == 0)
            try write("report", in: package)
            #expect(try text("report", in: package) == document)
            var status = stat()
            #expect(stat(package.path + "/report", &status) == 0 && status.st_mode & 0o777 == 0o640)
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: package.path) == ["report"])
    }

    @Test(
        "nothing else is replaced",
        arguments: ["{", "[]", #"{ "version": 1, "images": [] }"#, "notes", "<?xml version=\"1.0\"?><plist/>"])
    func spares(_ content: String) throws {
        let package = try TemporaryPackage()
        try package.write(content, to: "file")
        #expect(throws: DocumentError(package.path + "/file", .otherContent)) { try write("file", in: package) }
        #expect(try text("file", in: package) == content)
    }

    @Test(
        "the places of the package's own files are none for a document, before they exist too",
        arguments: [
            ("images.json", DocumentError.Fault.ownFile), ("images.lock.json", .ownFile), ("Package.swift", .ownFile),
            ("Art.PNG", .ownFile), ("own.json", .ownFile), (".image-assets/x.json", .inStore),
        ])
    func places(_ name: String, _ fault: DocumentError.Fault) throws {
        let package = try TemporaryPackage()
        try FileManager.default.createDirectory(
            atPath: package.path + "/.image-assets", withIntermediateDirectories: true)
        #expect(throws: DocumentError(package.path + "/" + name, fault)) {
            try write(name, in: package, sparing: ["own.json"])
        }
    }

    @Test(
        "a folder, a missing folder, a link to nothing and no name at all are refused before the work",
        arguments: [
            ("folder", DocumentError.Fault.isAFolder), ("absent/x.json", .absentFolder), ("dangling", .linkToNothing),
            ("new/", .namesAFolder), ("-", .dash), ("", .empty),
        ])
    func odd(_ name: String, _ fault: DocumentError.Fault) throws {
        let package = try TemporaryPackage()
        try FileManager.default.createDirectory(atPath: package.path + "/folder", withIntermediateDirectories: true)
        #expect(symlink("nowhere", package.path + "/dangling") == 0)
        let path = name.count > 1 ? package.path + "/" + name : name
        #expect(throws: DocumentError(path, fault)) { try DocumentFile(path) }
    }

    @Test("behind a link the file is replaced, and the link stays")
    func link() throws {
        let package = try TemporaryPackage()
        try package.write("", to: "real.json")
        #expect(symlink("real.json", package.path + "/link.json") == 0)
        try write("link.json", in: package)
        #expect(try text("real.json", in: package) == document)
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: package.path + "/link.json") == "real.json")
    }

    @Test("a device takes the document and stays one")
    func device() throws {
        try DocumentFile("/dev/null").write(document)
        var status = stat()
        #expect(stat("/dev/null", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
    }
}
