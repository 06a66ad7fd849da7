// The C library, and of Foundation no more than the half without ICU where it comes in two: the other half costs a tool
// 3 ms at each start, a third of it, and 45 MB where it is linked statically.
#if canImport(FoundationEssentials)
    @_exported import FoundationEssentials
#else
    @_exported import Foundation
#endif

#if canImport(Glibc)
    @_exported import Glibc
#elseif canImport(Musl)
    @_exported import Musl
#endif
