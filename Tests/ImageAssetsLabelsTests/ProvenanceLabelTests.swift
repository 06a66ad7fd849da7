import ImageAssetsLabels
import Testing

struct ProvenanceLabelTests {
    @Test func `labels are listed in one order`() {
        #expect(ProvenanceLabel.allCases.sorted().map(\.rawValue) == ["aigc", "c2pa", "iptc"])
    }
}
