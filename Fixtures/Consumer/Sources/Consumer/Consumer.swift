/// A product that has images; they are made by `swift package generate-images`.
public let imageNames = ["hero", "square", "poster"]
