import ImageAssetsModel
import ImageAssetsPNG
import ImageAssetsSystem

/// In which colours an asset's samples are, and so its renditions': nothing here converts any.
struct AssetColor: Sendable {
    /// An ICC profile for RGB that goes along into each rendition; nil: sRGB.
    let profile: Data?
    /// What a PNG says of it.
    let chunk: PNGChunk

    /// The gamma that a file of sRGB declares for readers that know no better, times 100,000.
    private static let gamma = 45_455
    /// The numbers of sRGB among the code points of ITU-T H.273.
    private static let primaries = 1
    private static let transfer = 13

    init(of verified: Data, _ metadata: PNGMetadata) throws(RenditionFailure) {
        var profile: (bytes: Data, chunk: PNGChunk)?
        switch metadata.colorProfile {
        case .codePoints(Self.primaries, Self.transfer, matrix: 0, fullRange: true), .sRGB, .gamma(Self.gamma), nil:
            break
        case .codePoints(let primaries, let transfer, _, _):
            throw RenditionFailure(.colorSpace(.codePoints(primaries: primaries, transfer: transfer)))
        case .gamma(let gamma): throw RenditionFailure(.colorSpace(.gamma(gamma)))
        case .icc: profile = try Self.profile(in: verified)
        }
        self.profile = profile?.bytes
        // Of four ways to fit colours into a smaller space the one for pictures.
        chunk = profile?.chunk ?? PNGChunk(.sRGB, Data([0]))
    }

    /// Nil for sRGB's own.
    private static func profile(in verified: Data) throws(RenditionFailure) -> (bytes: Data, chunk: PNGChunk)? {
        guard let chunk = PNGChunk.first(.colorProfile, of: verified), let bytes = chunk.unpackedProfile else {
            throw RenditionFailure(.undecodable("iCCP: the colour profile in it does not unpack"))
        }
        guard let profile = ICCProfile(bytes) else {
            throw RenditionFailure(.undecodable("iCCP: what is in it is no colour profile"))
        }
        guard profile.space == ICCProfile.rgb else {
            throw RenditionFailure(.colorSpace(.profile(profile.spaceName)))
        }
        return profile.isSRGB ? nil : (bytes, chunk)
    }
}
