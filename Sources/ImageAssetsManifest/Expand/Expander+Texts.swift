import ImageAssetsModel
import ImageAssetsText

/// Texts of one image, checked like anything that is written there. Of a family the texts differ, and what is wrong
/// with them is the same: it is told of the first, with how many more have it.
extension Expander {
    /// - Parameters:
    ///   - name: of the image itself.
    ///   - site: where a fault of it is to be shown; nil: where it stands.
    mutating func imageName(
        _ filling: Filling<ImageName>, _ what: String, _ combination: Combination?, name: String = "",
        site: SourceLocation? = nil
    ) -> Located<ImageName>? {
        switch filling {
        case .fixed(let name, let location): return Located(name, at: site ?? location)
        case .varying(let template, let written):
            let location = site ?? written
            var text = ""
            do throws(ImageName.Fault) {
                let length = template.scalarCount(combination, name: name)
                guard length <= ImageName.maximumLength else { throw .tooLong(length: length) }
                text = template.text(combination, name: name)
                return Located(try ImageName(text), at: location)
            } catch {
                let sentence =
                    if case .tooLong(let length) = error {
                        "\(what) has \(length) characters"
                    } else {
                        error.sentence(about: text)
                    }
                let kind = if case .tooLong = error { "too long" } else { error.sentence(about: "") }
                refuse(at: location, sentence, hint: ImageName.rule, kind: kind, combination)
                return nil
            }
        }
    }

    mutating func path(
        _ filling: Filling<PackagePath>, _ what: String, _ combination: Combination?
    ) -> Located<PackagePath>? {
        switch filling {
        case .fixed(let path, let location): return Located(path.inside(folder), at: location)
        case .varying(let template, let location):
            var text: String?
            do throws(PackagePath.Fault) {
                let path = try Self.path(template, combination, &text)
                return Located(path.inside(folder), at: location)
            } catch {
                refuse(error, what, text, at: location, combination)
                return nil
            }
        }
    }

    /// The path of one image's asset, or of a rendition.
    ///
    /// - Parameters:
    ///   - site: where a fault of it is to be shown.
    ///   - kind: of a rendition: how its path ends was looked at already.
    mutating func output(
        _ output: BoundOutput, _ name: ImageName, _ combination: Combination?, site: SourceLocation,
        of kind: RenditionKind? = nil
    ) -> Located<PackagePath>? {
        var text: String?
        do throws(PackagePath.Fault) {
            let path = try Self.path(output.template, combination, name: name.text, &text)
            if kind != nil || output.template.endsInText || path.text.isPNG {
                return Located(path.inside(folder), at: output.location)
            }
            refuse(
                at: site, "the output \(Diagnostic.quoted(path.text)) does not end in .png",
                hint: "Every image is written as PNG.", kind: "png", combination)
        } catch  where combination == nil {
            let what = (kind.map { "an \($0.rawValue)" } ?? "the output") + " of \(Diagnostic.quoted(name.text))"
            faults.error(
                at: site, error.sentence(about: what).message,
                hint: "Give the image a shorter name, or \(kind.map { "\($0.rawValue)s" } ?? "an output") of its own.")
        } catch {
            refuse(error, "the \(kind?.rawValue ?? "output")", text, at: site, combination)
        }
        return nil
    }

    // MARK: Faults

    /// - Parameter text: nil for one that is too long to be made.
    private mutating func refuse(
        _ fault: PackagePath.Fault, _ what: String, _ text: String?, at location: SourceLocation,
        _ combination: Combination?
    ) {
        let (message, hint) = fault.sentence(about: what + (text.map { " " + Diagnostic.quoted($0) } ?? ""))
        let kind = if case .tooLong = fault { "too long" } else { fault.sentence(about: "").message }
        refuse(at: location, message, hint: hint, kind: kind, combination)
    }

    /// - Parameter kind: what is the same for other images of the family.
    mutating func refuse(
        at location: SourceLocation, _ message: String, hint: String?, kind: String, _ combination: Combination?
    ) {
        faults.add(
            Diagnostic(file: faults.file, at: location, message, hint: hint), kind: combination == nil ? nil : kind)
    }

    /// - Parameter text: what it was made of, where it is not too long to be made.
    private static func path(
        _ template: BoundTemplate, _ combination: Combination?, name: String = "", _ text: inout String?
    ) throws(PackagePath.Fault) -> PackagePath {
        let bytes = template.byteCount(combination, name: name)
        guard bytes <= Bounds.pathBytes else { throw .tooLong(bytes: bytes) }
        let made = template.text(combination, name: name)
        text = made
        return try PackagePath(made)
    }
}
