import ImageAssetsModel
import ImageAssetsText

extension ManifestParser {
    /// The prices of a manifest by themselves, whatever else is wrong with it.
    package static func prices(_ source: SourceText, file: PackagePath) -> Result<Prices, Prices.Fault> {
        guard let json = try? JSONDocument(source), json.root.kind == .object else { return .failure(.faulty) }
        guard let node = json.member(json.root, "prices") else { return .failure(.noPrices) }
        var parser = ManifestParser(json, faults: FileDiagnostics(source, file: file))
        guard let prices = parser.readPrices(node), parser.faults.errorCount == 0 else { return .failure(.faulty) }
        return .success(prices)
    }

    /// For values that name no file.
    private init(_ json: JSONDocument, faults: FileDiagnostics) {
        folder = nil
        self.json = json
        self.faults = faults
    }
}
