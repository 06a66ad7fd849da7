import ImageAssetsPlanning
import ImageAssetsRecords
import ImageAssetsText
import ImageAssetsWords
import Testing

@Suite("What a person is to have Git do")
struct GitCheckoutTests {
    @Test("it is a command for a shell, in which no path is a pattern, whatever Git is asked for")
    func commands() throws {
        let plain = try PackagePath("Images/a b.png")
        let pattern = try PackagePath("Images/g*.png")
        for (checkout, command) in [
            (GitCheckout(plain), "git checkout --ignore-skip-worktree-bits -- 'Images/a b.png'"),
            (GitCheckout(plain, from: .head), "git checkout HEAD --ignore-skip-worktree-bits -- 'Images/a b.png'"),
            (GitCheckout(plain, from: .merge), "git checkout MERGE_HEAD -- 'Images/a b.png'"),
            (GitCheckout(plain, from: .secondParent), "git checkout 'HEAD^2' -- 'Images/a b.png'"),
            (
                GitCheckout(pattern),
                "git --literal-pathspecs checkout --ignore-skip-worktree-bits -- 'Images/g*.png'"
            ),
            (GitCheckout(pattern, from: .rebase), "git --literal-pathspecs checkout REBASE_HEAD -- 'Images/g*.png'"),
        ] {
            for reason in [
                Reason.inGit(restore: checkout), .lackedByGit(fetch: checkout),
                .form(.ofCommit(.head), restore: checkout),
            ] {
                #expect(reason.sentence.contains("`\(command)`"))
            }
        }
    }
}
