import ImageAssetsModel
import Testing

@Suite struct MoneyTests {
    @Test(
        "An amount is read from its digits and written with all of them",
        arguments: [
            ("0", "0"), ("0.0", "0"), ("-0", "0"), ("5", "5"), ("5.00", "5"), ("0.04", "0.04"), ("0.10", "0.1"),
            ("1.25", "1.25"), ("4e-2", "0.04"), ("4E-2", "0.04"), ("0.4e+1", "4"), ("12.5e1", "125"),
            ("0.000000000001", "0.000000000001"), ("1e-12", "0.000000000001"), ("1000e-15", "0.000000000001"),
            ("999999999.999999999999", "999999999.999999999999"), ("0e999999999", "0"), ("0.1000000000000", "0.1"),
            ("9007199254740993e-12", "9007.199254740993"), ("00.5", "0.5"),
        ])
    func readsDigits(text: String, written: String) throws {
        #expect(try Money(digits: text).text == written)
    }

    @Test(
        "What is no amount is refused for its reason",
        arguments: [
            ("", Money.Fault.notANumber), (".5", .notANumber), ("5.", .notANumber), ("1,5", .notANumber),
            ("1e", .notANumber), ("e5", .notANumber), ("1.2.3", .notANumber), ("NaN", .notANumber),
            ("inf", .notANumber), ("0x10", .notANumber), (" 5", .notANumber), ("+5", .notANumber), ("٥", .notANumber),
            ("-5", .negative), ("-0.01", .negative), ("1000000000", .tooLarge), ("1e9", .tooLarge),
            ("1e999999999999", .tooLarge), ("1e99999999999999999999", .notANumber), ("0.0000000000001", .tooFine),
            ("1e-13", .tooFine), ("1e-999999999999", .tooFine),
        ])
    func refuses(text: String, fault: Money.Fault) {
        #expect(throws: fault) { try Money(digits: text) }
    }

    @Test(
        "People are shown cents, and never less than it costs",
        arguments: [
            ("5", "5"), ("0.3", "0.30"), ("0.34", "0.34"), ("0.345", "0.345"), ("0.3374162", "0.3375"),
            ("0.33740", "0.3374"), ("0.99999", "1"), ("0.0001", "0.0001"), ("0.00011", "0.0002"),
            ("0.00001", "0.00001"), ("0", "0"), ("120.5", "120.50"),
        ])
    func showsCents(exact: String, shown: String) throws {
        #expect(try Money(digits: exact).shown == shown)
        #expect(try Money(digits: exact).shownLeast <= shown)
    }

    @Test func sumsAreExact() throws {
        let tenth = try Money(digits: "0.1")
        #expect(tenth + tenth + tenth == (try Money(digits: "0.3")))
        #expect((tenth * 3).text == "0.3")
        #expect((tenth - tenth * 3).text == "-0.2")
        #expect(try Money(digits: "1.25").millionth.text == "0.00000125")
        #expect(try (Money(digits: "0.000000000001").millionth * 1_000_000).text == "0.000000000001")
    }
}
