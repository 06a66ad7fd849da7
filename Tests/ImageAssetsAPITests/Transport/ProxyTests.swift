import Foundation
import ImageAssetsModel
import ImageAssetsStandInServer
import Testing

@testable import ImageAssetsAPI

/// In processes of their own, whose environment is theirs.
@Suite("Proxies")
struct ProxyTests {
    @Test("a server on this machine is reached past any proxy, which would see the key in clear")
    func loopback() async {
        await #expect(processExitsWith: .success) {
            try await StandInServer.run { proxy in
                for name in ["http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
                    setenv(name, proxy.baseURL, 1)
                }
                try await StandInServer.run { server in
                    _ = try await client(of: server).image(imageRequest())
                    // No TLS is spoken there, but nobody else is asked.
                    let encrypted = try client(baseURL: "https://127.0.0.1:\(server.port)/v1")
                    _ = try await encrypted.failure(imageRequest())
                    let (direct, proxied) = (
                        await server.traffic.requests.count, await proxy.traffic.requests.count
                    )
                    if direct != 1 || proxied != 0 { throw Unexpected() }
                }
            }
        }
    }

    @Test("over https a proxy is asked for a tunnel, and sees neither key nor prompt; NO_PROXY goes past it")
    func tunnel() async {
        await #expect(processExitsWith: .success) {
            for name in ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"] {
                try await StandInServer.run { proxy in
                    setenv(name, proxy.baseURL, 1)
                    let service = try client(baseURL: "https://images.invalid/v1", retry: RetryPolicy(delays: []))
                    let failure = try await service.failure(imageRequest())
                    let requests = await proxy.traffic.requests
                    let seen = requests.map {
                        "\($0.method) \($0.path) \($0.headers) \(String(decoding: $0.body, as: UTF8.self))"
                    }
                    if failure.code != .transport || requests.map(\.method) != ["CONNECT"] { throw Unexpected() }
                    if seen.joined().contains("Bearer") || seen.joined().contains("lighthouse") {
                        throw Unexpected()
                    }
                    for exception in ["no_proxy", "NO_PROXY"] {
                        setenv(exception, "images.invalid", 1)
                        let direct = try client(baseURL: "https://images.invalid/v1", retry: RetryPolicy(delays: []))
                        _ = try await direct.failure(imageRequest())
                        unsetenv(exception)
                    }
                    if await proxy.traffic.requests.count != 1 { throw Unexpected() }
                    unsetenv(name)
                }
            }
        }
    }
}
