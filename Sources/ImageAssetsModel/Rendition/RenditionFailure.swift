import ImageAssetsText

/// Why a rendition could not be made. It never touches its image, and to try again costs nothing.
package struct RenditionFailure: Error, Sendable, Hashable {
    package enum Cause: Sendable, Hashable {
        /// What the recipe asks for has more pixels than the asset, or than what the trim leaves of it; of an app's
        /// icon nobody can ask for fewer.
        case tooSmall(has: PixelSize, wanted: PixelSize, isTrimmed: Bool = false, isIcon: Bool = false)
        /// The format, or our own limit, holds no such sides.
        case tooLarge(RenditionFormat, PixelSize, limit: Int)
        /// No picture of any format has so many pixels here, as they are kept in memory.
        case tooManyPixels(PixelSize, limit: Int)
        /// The border of the asset is not plain: which share of it has one colour, and how far from it half of the
        /// border is, of 442 from black to white.
        case notPlain(key: RGBAColor, share: Double, distance: Double)
        case checkerboard
        /// Nothing of the border is near the colour that the recipe names.
        case otherColor(asked: RGBAColor, found: RGBAColor)
        /// Every pixel is transparent: after this cut-out, or of an asset that is only trimmed.
        case nothingLeft(after: RenditionForm.Cutout?)
        /// A JPEG has no transparency, and the recipe names no background.
        case transparent
        /// An app's icon has no transparency, and the recipe names no opaque background.
        case transparentIcon
        /// The samples are in a colour space that nothing here converts.
        case colorSpace(ColorSpace)
        /// The asset does not decode.
        case undecodable(String)
        /// The asset is only a Git LFS pointer here, and the store has no such bytes.
        case pointer
        /// It was replaced while the run was at work, and the store has no such bytes.
        case changedAsset(PackagePath)
        case unreadableAsset(PackageFolderError)
        /// What was accepted as somebody's work, and was to come back.
        case lostWork(SHA256Digest)
        case expectation([Violation])
        /// What an encoder says.
        case encoder(RenditionFormat, String)
        /// What was encoded does not read as what it is to be.
        case unsound(RenditionFormat, String)
        case noMemory
        /// What the operating system says.
        case io(String)
    }

    package enum ColorSpace: Sendable, Hashable {
        case codePoints(primaries: Int, transfer: Int)
        /// Times 100,000.
        case gamma(Int)
        /// Of an ICC profile that is not for RGB: its four letters.
        case profile(String)
    }

    /// As it is told of a file of an app's icon.
    package var ofIcon: RenditionFailure {
        guard case .tooSmall(let has, let wanted, let isTrimmed, _) = cause else { return self }
        return RenditionFailure(.tooSmall(has: has, wanted: wanted, isTrimmed: isTrimmed, isIcon: true))
    }

    /// The contract's word for it.
    package enum Code: String, Sendable, CaseIterable {
        case tooSmall, background, encoding, expectation, io
    }

    package let cause: Cause

    package init(_ cause: Cause) { self.cause = cause }

    package var code: Code {
        switch cause {
        case .tooSmall: .tooSmall
        case .notPlain, .checkerboard, .otherColor, .nothingLeft, .transparent, .transparentIcon: .background
        case .tooLarge, .tooManyPixels, .colorSpace, .undecodable, .encoder, .unsound, .noMemory: .encoding
        case .expectation: .expectation
        case .pointer, .changedAsset, .unreadableAsset, .lostWork, .io: .io
        }
    }
}

/// What is odd about a rendition that was made.
package enum RenditionRemark: Sendable, Hashable {
    /// Opaque pixels whose colour lies near the background's that was cut away.
    case nearKey(pixels: Int, of: Int)
    /// So much of the border has the background's colour, 0 to 1: what touches the rest of it stays whole, subject or
    /// not.
    case partOfBorder(share: Double)
    /// It is of a placeholder, which has no background to take away, and these keys had no effect.
    case leftOut([String])
    /// It took the place of a person's file that was accepted and that nobody has any more.
    case lostWork(SHA256Digest)
}
