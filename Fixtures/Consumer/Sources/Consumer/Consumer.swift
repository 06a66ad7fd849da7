/// A product that has images; they, and the names that it uses, are made by `swift package generate-images`.
public let poster = Poster(picture: Images.hero)

public struct Poster: Sendable {
    let picture: Images.Picture

    /// By which an app's catalog shows it.
    public var imageset: String? { picture.imageset }
    public var label: String { picture.alt ?? picture.name }
    /// Width by height; nil: it is not made yet.
    public var ratio: Double? {
        guard let width = picture.width, let height = picture.height else { return nil }
        return Double(width) / Double(height)
    }
}
