// The C library, and of Foundation no more than the half without ICU where it comes in two: a tool that links the other
// half starts three times as slowly, and linked statically it is four times as large.
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
