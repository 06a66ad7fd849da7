extension PackagePath.Fault {
    package func sentence(about path: String) -> (message: String, hint: String?) {
        switch self {
        case .empty: ("\(path) is empty", nil)
        case .absolute: ("\(path) is absolute", "Paths are relative to the manifest's folder.")
        case .emptyPart: ("\(path) has an empty part", "One slash stands between two names, and none at the end.")
        case .dotPart(".."): ("\(path) leads upwards", "Files lie in the manifest's folder or below it.")
        case .dotPart("."): ("\(path) has a part that is only a dot", "Leave it out.")
        case .dotPart(let part):
            ("\(path) has the part \(Diagnostic.quoted(part)), which begins with a dot", "Hidden files are never used.")
        case .character("\\"): ("\(path) has a backslash", "Names are separated by /.")
        case .character(let scalar): ("\(path) has the \(scalar.kindInPath) \(Diagnostic.visible(scalar))", nil)
        case .colon: ("\(path) begins with a colon", "Git and other tools take such a path for an instruction.")
        case .tooLong(let bytes):
            ("\(path) has \(bytes) bytes; a path has at most \(Bounds.pathBytes)", nil)
        case .tooDeep(let parts):
            ("\(path) has \(parts) parts; a path has at most \(Bounds.parts)", nil)
        case .partTooLong(let bytes):
            ("\(path) has a part of \(bytes) bytes; file systems take at most \(Bounds.partBytes)", nil)
        }
    }
}

extension Unicode.Scalar {
    /// Of one that no path may hold.
    fileprivate var kindInPath: String {
        switch properties.generalCategory {
        case .format: "invisible character"
        case .lineSeparator, .paragraphSeparator: "line separator"
        default: "control character"
        }
    }
}
