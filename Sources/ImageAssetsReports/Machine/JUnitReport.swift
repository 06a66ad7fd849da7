import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsText
import ImageAssetsWords

/// The report as JUnit XML: a test case for each image and each rendition, failed when it is not as the manifest wants
/// it.
extension Report {
    package var junit: String {
        let renditions = images.flatMap(\.renditions)
        let faulty = images.count { !$0.isFine } + renditions.count { !$0.isFine }
        let names = typedNames.count { !$0.isSettled }
        let failures = faulty + names + (isConflicted ? 1 : 0)
        let errors = diagnostics.filter { $0.severity == .error }
        let cases = images.count + renditions.count + typedNames.count + errors.count + (isConflicted ? 1 : 0)
        let counts =
            #"tests="\#(cases)" failures="\#(failures)" "#
            + #"errors="\#(errors.count)""#
        var lines = [
            "\(JUnitDocument.start)\(counts)>",
            #"  <testsuite name="images \#(command.rawValue)" \#(counts)>"#,
        ]
        if isConflicted {
            lines += Self.testCase(
                "lockfile", #"failure type="conflict" message="the lockfile has merge conflicts""#)
        }
        for diagnostic in errors {
            // What is no fault of a file counts as one of the tool's run.
            lines += Self.testCase(
                diagnostic.place.isEmpty ? "image-assets" : diagnostic.place,
                #"error message="\#(Self.escaped(diagnostic.sentences))""#)
        }
        for image in images {
            let failure =
                #"failure type="\#(image.firstFailure?.code.rawValue ?? image.state.rawValue)" "#
                + #"message="\#(Self.escaped(image.explanation(self)))""#
            lines += Self.testCase(
                image.name.text, of: image.manifest?.text ?? "images", image.isFine ? nil : failure)
            for rendition in image.renditions {
                let failure =
                    #"failure type="\#(rendition.failure?.code.rawValue ?? rendition.state.rawValue)" "#
                    + #"message="\#(Self.escaped(rendition.explanation(commands(for: image))))""#
                lines += Self.testCase(
                    "\(image.name): \(rendition.output)", of: image.manifest?.text ?? "images",
                    rendition.isFine ? nil : failure)
            }
        }
        for names in typedNames {
            let why = Self.escaped(names.explanation(commands(for: names)))
            let failure = #"failure type="\#(names.state.rawValue)" message="\#(why)""#
            lines += Self.testCase(
                names.output.text, of: names.manifest?.text ?? "images", names.isSettled ? nil : failure)
        }
        lines += ["  </testsuite>", "</testsuites>", ""]
        return lines.joined(separator: "\n")
    }

    /// - Parameter fault: the element that says what is wrong, without its brackets; nil: nothing is.
    private static func testCase(_ name: String, of group: String = "images", _ fault: String?) -> [String] {
        let start = #"    <testcase classname="\#(escaped(group))" name="\#(escaped(name))""#
        guard let fault else { return [start + "/>"] }
        return [start + ">", "      <\(fault)/>", "    </testcase>"]
    }

    private static func escaped(_ text: String) -> String {
        text.plain.escaped(by: ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;"])
    }
}
