import Foundation
import Testing

@testable import ImageAssets

@Suite("Progress of a run")
struct RunProgressTests {
    private let hero: ImageName
    private let icon: ImageName
    private let plan: Plan

    init() throws {
        hero = try ImageName("hero")
        icon = try ImageName("icon")
        plan = try Scene().plan([try image("hero", prompt: "h"), try image("icon", prompt: "i")])
    }

    @Test("it names the slowest request, its attempt, and how far the run is")
    func line() throws {
        var progress = RunProgress(at: 100)
        #expect(progress.line(at: 101) == nil)
        progress.take(.planned(plan), at: 100)
        progress.take(.attemptStarted(hero, attempt: 1), at: 101)
        progress.take(.attemptStarted(icon, attempt: 1), at: 103)
        #expect(progress.line(at: 111) == "0 of 2 done, 2 under way, hero waits longest: 10 s; 11 s in all")
        let failure = ImageFailure(.server, status: 500, "oops")
        progress.take(.retrying(hero, attempt: 1, seconds: 3, failure), at: 112)
        #expect(
            progress.line(at: 163)
                == "0 of 2 done, 1 under way, 1 to be tried again, icon waits longest: 1:00; 1:03 in all"
        )
        progress.take(.attemptStarted(hero, attempt: 2), at: 164)
        let step = try #require(plan.steps.last)
        progress.take(.finished(ImageReport(step, action: .generated, isSettled: true)), at: 165)
        #expect(
            progress.line(at: 3800)
                == "1 of 2 done, 1 under way, hero waits longest: 1:00:36, attempt 2; 1:01:40 in all"
        )
    }
}

@Suite("Word diff")
struct WordDiffTests {
    @Test(
        "only the words that changed are marked, with a little around them",
        arguments: [
            ("a red fox", "a grey fox", "a [-red-] {+grey+} fox"),
            ("fox", "fox in snow", "fox {+in snow+}"),
            (
                "one two three four five six seven eight x", "one two three four five six seven eight y",
                "… six seven eight [-x-] {+y+}"
            ),
            ("a  b", "a b", "only white space changed"),
            ("a\nb", "a b", "a [-\\n-] b"),
            ("", "new", "{+new+}"),
        ])
    func diff(_ old: String, _ new: String, _ text: String) {
        #expect(WordDiff.text(from: old, to: new) == text)
    }
}

@Suite("Plain text")
struct PlainTextTests {
    @Test(
        "what would steer a terminal or a CI log is shown instead of obeyed",
        arguments: [
            ("\u{1B}[31mred", "\\u{1B}[31mred"), ("a\nb", "a\\u{A}b"), ("##[error]x", "## [error]x"),
            ("\u{202E}evil", "\\u{202E}evil"), ("👩\u{200D}🎨 一张", "👩\u{200D}🎨 一张"),
        ])
    func plain(_ text: String, _ expected: String) {
        #expect(text.plain == expected)
    }
}
