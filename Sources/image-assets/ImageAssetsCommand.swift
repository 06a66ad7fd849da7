import ArgumentParser

@main
struct ImageAssetsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "image-assets")
}
