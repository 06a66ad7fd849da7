import ImageAssetsComposition
import ImageAssetsModel
import ImageAssetsOutcomes
import ImageAssetsPNG
import ImageAssetsPlanning
import ImageAssetsText

extension Survey {
    /// All that is wrong or odd about the user's files and should be known before a plan's requests are paid for: the
    /// same from every command, each once. Pictures are decoded for it.
    package func findings(on plan: Plan, limits: PNGLimits) async -> [Finding] {
        await faults(in: plan, limits: limits) + manifest.remarks(on: plan, of: observation) + maskDoubts(plan)
    }

    /// Of them what the manifest, or a picture that would be sent, is to blame for itself.
    package func faults(in plan: Plan, limits: PNGLimits) async -> [Finding] {
        manifest.warnings.map(Finding.fault) + (await referenceFaults(in: plan, limits: limits))
            + (await maskFaults(in: plan, limits: limits))
    }
}
