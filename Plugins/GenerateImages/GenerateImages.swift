import Foundation
import PackagePlugin

@main
struct GenerateImages: CommandPlugin {
    func performCommand(context: PluginContext, arguments: [String]) async throws {}
}
