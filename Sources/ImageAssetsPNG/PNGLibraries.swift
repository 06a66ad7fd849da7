import CImageAssetsPNG

/// The libraries that read and write PNG here, as they are loaded and not as they were when this was built.
package enum PNGLibraries {
    package static var libpng: String { String(cString: cpng_libpng_version()) }
    package static var zlib: String { String(cString: cpng_zlib_version()) }
}
