import ArgumentParser
import ImageAssetsModel

/// `5` or `0.50`: an amount of the currency that the manifest's prices are in.
struct CostLimit: ExpressibleByArgument {
    /// Nil: it is none.
    let amount: Money?

    init?(argument: String) {
        amount = try? Money(digits: argument)
    }
}
