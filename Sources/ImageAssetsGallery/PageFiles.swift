import ImageAssetsSystem

/// The page's own files, the same in every gallery.
enum PageFiles {
    /// By which it is opened.
    static let start = "index.html"
    /// What it shows.
    static let data = "data.js"

    /// Each of the folder `Page`, which the build puts into the code.
    static var all: [(name: String, bytes: Data)] {
        [
            (start, Data(PackageResources.index_html)),
            ("base.js", Data(PackageResources.base_js)),
            ("cards.css", Data(PackageResources.cards_css)),
            ("cards.js", Data(PackageResources.cards_js)),
            ("compare.js", Data(PackageResources.compare_js)),
            ("export.js", Data(PackageResources.export_js)),
            ("filters.js", Data(PackageResources.filters_js)),
            ("icon.svg", Data(PackageResources.icon_svg)),
            ("items.js", Data(PackageResources.items_js)),
            ("keys.js", Data(PackageResources.keys_js)),
            ("main.js", Data(PackageResources.main_js)),
            ("page.css", Data(PackageResources.page_css)),
            ("panel.css", Data(PackageResources.panel_css)),
            ("panel.js", Data(PackageResources.panel_js)),
            ("prompt.js", Data(PackageResources.prompt_js)),
            ("stage.js", Data(PackageResources.stage_js)),
            ("verdicts.js", Data(PackageResources.verdicts_js)),
            ("viewer.css", Data(PackageResources.viewer_css)),
            ("viewer.js", Data(PackageResources.viewer_js)),
        ]
    }
}
