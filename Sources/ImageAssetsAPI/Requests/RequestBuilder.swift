import ImageAssetsHTTP
import ImageAssetsModel
import ImageAssetsSystem
import ImageAssetsText

/// Turns one image's request into what is sent for it.
struct RequestBuilder: Sendable {
    let rules: ServiceRules
    let baseURL: BaseURL
    let key: APIKey

    /// Bytes of the request's body that the pictures make up. The rest is small.
    static func weight(of request: ServiceRequest) -> Int {
        request.pictures.reduce(0) { $0 + $1.byteCount }
    }

    func build(_ request: ServiceRequest) throws(ImageFailure) -> HTTPRequest {
        guard let url = baseURL.appending(request.recipe.path) else {
            throw ImageFailure(.transport, .unsendable(address: baseURL.text))
        }
        let fields = request.recipe.fields(by: rules)
        let contentType: String
        let body: Data
        switch request.recipe.operation {
        case .generations:
            contentType = "application/json"
            let members = Dictionary(fields.map { ($0.name, $0.value.json) }) { first, _ in first }
            body = Data(JSONValue.object(members).canonicalText.utf8)
        case .edits:
            let form = try MultipartBody(request, fields)
            contentType = form.contentType
            body = form.bytes
        }
        let headers = [
            "Accept": "application/json",
            "Content-Type": contentType,
            "Content-Length": String(body.count),
            "Idempotency-Key": request.id.description,
            "User-Agent": "image-assets/" + ToolVersion.current,
            "X-Client-Request-Id": request.id.description,
        ]
        return HTTPRequest(
            .post(body), url, headers: headers, secret: key.authorization, reading: .recognized { $0.isClosed })
    }
}
