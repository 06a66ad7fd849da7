import Foundation
import ImageAssetsText

/// A page in a browser: what a person does with it, and what it shows.
struct Page {
    /// The window, and what the person prefers.
    struct Look {
        var width = 1280
        var height = 900
        var isDark = false
        var reducesMotion = true
    }

    private let tools: DevTools
    private let session: String

    init(_ tools: DevTools, session: String) {
        self.tools = tools
        self.session = session
    }

    @discardableResult
    func send(_ method: String, _ parameters: [String: JSONValue] = [:]) async throws -> JSONValue {
        try await tools.send(method, parameters, session: session)
    }

    func begin(_ look: Look) async throws {
        for domain in ["Page", "Runtime", "Network", "Log"] { try await send("\(domain).enable") }
        try await send(
            "Emulation.setDeviceMetricsOverride",
            [
                "width": .integer(look.width), "height": .integer(look.height), "deviceScaleFactor": 1, "mobile": false,
            ])
        try await send(
            "Emulation.setEmulatedMedia",
            [
                "features": [
                    ["name": "prefers-color-scheme", "value": look.isDark ? "dark" : "light"],
                    ["name": "prefers-reduced-motion", "value": look.reducesMotion ? "reduce" : "no-preference"],
                ]
            ])
        try await send("Emulation.setFocusEmulationEnabled", ["enabled": true])
    }

    func go(to url: String) async throws {
        try await send("Page.navigate", ["url": .string(url)])
        try await until("location.href === \(Self.text(url)) && document.readyState === 'complete'")
    }

    // MARK: What it shows

    /// The value of an expression, which may be a promise.
    @discardableResult
    func value(of expression: String) async throws -> JSONValue {
        let answer = try await send(
            "Runtime.evaluate",
            ["expression": .string(expression), "awaitPromise": true, "returnByValue": true, "userGesture": true])
        if let fault = answer["exceptionDetails"] { throw DevTools.Fault(description: fault.canonicalText) }
        return answer["result"]?["value"] ?? .null
    }

    func text(of expression: String) async throws -> String? { try await value(of: expression).string }
    func number(of expression: String) async throws -> Int? {
        try await value(of: "Math.round(\(expression))").integer
    }
    func isTrue(_ expression: String) async throws -> Bool {
        try await value(of: "Boolean(\(expression))").boolean ?? false
    }

    func texts(of expression: String) async throws -> [String] {
        guard case .array(let values) = try await value(of: expression) else { return [] }
        return values.compactMap(\.string)
    }

    /// Waits until an expression holds, however long that takes: the test's own time limit ends it.
    func until(_ expression: String) async throws {
        while try await !isTrue(expression) {
            do {
                try await Task.sleep(for: .milliseconds(20))
            } catch {
                let state = try await text(of: "location.href + ' ' + document.body.innerText.slice(0, 500)") ?? ""
                throw DevTools.Fault(description: "it never came to \(expression): \(state)")
            }
        }
    }

    /// As a literal of JavaScript.
    static func text(_ text: String) -> String { JSONValue.string(text).canonicalText }

    // MARK: What a person does

    /// Presses a key by its name in the DOM: `Enter`, `ArrowDown`, `b`, `?`.
    func press(_ key: String, shift: Bool = false) async throws {
        let codes = [
            "Enter": 13, "Escape": 27, "Tab": 9, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40,
            "Home": 36, "End": 35, " ": 32, "Backspace": 8,
        ]
        let isText = key.unicodeScalars.count == 1
        let typed = key == "Enter" ? "\r" : isText ? key : nil
        var parameters: [String: JSONValue] = [
            "key": .string(key), "modifiers": shift ? 8 : 0,
            "windowsVirtualKeyCode": .integer(codes[key] ?? Int(key.uppercased().unicodeScalars.first?.value ?? 0)),
        ]
        parameters["type"] = typed == nil ? "rawKeyDown" : "keyDown"
        parameters["text"] = typed.map { .string($0) }
        try await send("Input.dispatchKeyEvent", parameters)
        parameters["type"] = "keyUp"
        parameters["text"] = nil
        try await send("Input.dispatchKeyEvent", parameters)
    }

    func type(_ text: String) async throws { try await send("Input.insertText", ["text": .string(text)]) }

    /// Clicks the middle of the first element that a selector finds, once it is in view, has come to rest and can be
    /// hit there: what loads above it moves it on, and the click would go elsewhere.
    func click(_ selector: String) async throws {
        let place = try await value(
            of: """
                new Promise(done => {
                    let last = '';
                    const look = () => {
                        const element = document.querySelector(\(Self.text(selector)));
                        element?.scrollIntoView({ block: 'center', behavior: 'instant' });
                        const box = element?.getBoundingClientRect();
                        const place = box && [box.left + box.width / 2, box.top + box.height / 2].map(Math.round);
                        if (place && `${place}` === last && element.contains(document.elementFromPoint(...place))) {
                            done(place);
                        } else {
                            last = `${place}`;
                            setTimeout(look, 20);
                        }
                    };
                    look();
                })
                """)
        for type in ["mousePressed", "mouseReleased"] {
            try await send(
                "Input.dispatchMouseEvent",
                [
                    "type": .string(type), "x": place.elements.first ?? .null, "y": place.elements.last ?? .null,
                    "button": "left", "clickCount": 1,
                ])
        }
    }

    // MARK: What it must not do

    private func events(_ method: String) async -> [JSONValue] {
        await tools.events[session, default: []].filter { $0["method"]?.string == method }.compactMap { $0["params"] }
    }

    /// The addresses that it asked for.
    var requests: [String] {
        get async { await events("Network.requestWillBeSent").compactMap { $0["request"]?["url"]?.string } }
    }

    /// What the console said: errors, warnings, what was refused by the policy, exceptions.
    ///
    /// Up to now: what it is about to say is waited for.
    var complaints: [String] {
        get async throws {
            let mark = "mark \(UUID().uuidString)"
            try await value(
                of: "new Promise(done => setTimeout(() => { console.log(\(Self.text(mark))); done() }, 50))")
            while await !events("Runtime.consoleAPICalled").contains(where: { $0.canonicalText.contains(mark) }) {
                try await Task.sleep(for: .milliseconds(10))
            }
            let thrown = await events("Runtime.exceptionThrown").map(\.canonicalText)
            let said = await events("Runtime.consoleAPICalled").filter { $0["type"]?.string != "log" }
                .map(\.canonicalText)
            let logged = await events("Log.entryAdded").compactMap { $0["entry"] }
                .filter { $0["level"]?.string != "verbose" }.map(\.canonicalText)
            return thrown + said + logged
        }
    }

    func screenshot() async throws -> Data {
        let shot = try await send("Page.captureScreenshot", ["format": "png"])
        return Data(base64Encoded: shot["data"]?.string ?? "") ?? Data()
    }
}
