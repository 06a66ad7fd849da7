import ImageAssetsModel
import ImageAssetsPlanning

/// The report as JUnit XML: a test case for each image, failed when it is not as the manifest wants it.
package struct JUnitReport: ReportRenderer {
    package init() {}

    package func render(_ report: Report) -> [Output] { [.document(Printable(report.junit))] }
}

extension Report {
    package var junit: String {
        let failures = images.count { !$0.isSettled } + (isConflicted ? 1 : 0)
        let errors = diagnostics.filter { $0.severity == .error }
        let counts =
            #"tests="\#(images.count + errors.count + (isConflicted ? 1 : 0))" failures="\#(failures)" "#
            + #"errors="\#(errors.count)""#
        var lines = [
            "\(JUnitDocument.start)\(counts)>",
            #"  <testsuite name="images \#(command.rawValue)" \#(counts)>"#,
        ]
        if isConflicted {
            lines.append(#"    <testcase classname="images" name="lockfile">"#)
            lines.append(#"      <failure type="conflict" message="the lockfile has merge conflicts"/>"#)
            lines.append("    </testcase>")
        }
        for diagnostic in errors {
            // What is no fault of a file counts as one of the tool's run.
            let place = diagnostic.place.isEmpty ? "image-assets" : diagnostic.place
            lines.append(#"    <testcase classname="images" name="\#(Self.escaped(place))">"#)
            lines.append(#"      <error message="\#(Self.escaped(diagnostic.sentences))"/>"#)
            lines.append("    </testcase>")
        }
        for image in images {
            let group = Self.escaped(image.manifest?.text ?? "images")
            let name = #"    <testcase classname="\#(group)" name="\#(Self.escaped(image.name.text))""#
            guard !image.isSettled else {
                lines.append(name + "/>")
                continue
            }
            lines.append(name + ">")
            lines.append(
                #"      <failure type="\#(image.failure?.code.rawValue ?? image.state.rawValue)" "#
                    + #"message="\#(Self.escaped(image.explanation(self)))"/>"#
            )
            lines.append("    </testcase>")
        }
        lines += ["  </testsuite>", "</testsuites>", ""]
        return lines.joined(separator: "\n")
    }

    private static func escaped(_ text: String) -> String {
        text.plain.escaped(by: ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;"])
    }
}
