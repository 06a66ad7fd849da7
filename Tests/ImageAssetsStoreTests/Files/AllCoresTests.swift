import Foundation
import Testing

@testable import ImageAssetsStore

@Suite("Work on all cores")
struct AllCoresTests {
    @Test("values come in the order of the elements, whichever is ready first")
    func order() async {
        let values = await Array(0..<200).mapOnAllCores { number in
            if number % 7 == 0 { usleep(2_000) }
            return number * 2
        }
        #expect(values == (0..<200).map { $0 * 2 })
        #expect(await [Int]().mapOnAllCores { $0 }.isEmpty)
        #expect(await (3..<5).mapOnAllCores { $0 } == [3, 4])
    }
}
