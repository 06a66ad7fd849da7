/// JUnit's XML, by which CI systems show what failed.
package enum JUnitDocument {
    /// How each of these documents begins.
    package static let start = #"<?xml version="1.0" encoding="UTF-8"?>"# + "\n<testsuites "
}
