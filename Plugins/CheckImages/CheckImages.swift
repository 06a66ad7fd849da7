import Foundation
import PackagePlugin

@main
struct CheckImages: CommandPlugin {
    func performCommand(context: PluginContext, arguments: [String]) async throws {}
}
