import Foundation
import ImageAssetsModel
import ImageAssetsWords
import Testing

@testable import ImageAssetsAPI
@testable import ImageAssetsHTTP

@Suite("What servers say")
struct VocabularyTests {
    private func fault(
        _ status: Int, _ body: String, _ headers: [String: String] = [:], prompt: String = ""
    ) throws -> AttemptFailure {
        let reader = AttemptReader(
            key: try APIKey(secret), prompt: prompt, now: { Date(timeIntervalSince1970: 1_800_000_000) })
        let response = HTTPResponse(status: status, headers: headers, body: Data(body.utf8))
        guard case .failed(let fault) = try #require(reader.ending(response)) else { throw Unexpected() }
        return fault
    }

    @Test(
        "of an account with nothing left is told as that, on any status, in any member, and ends the run unrepeated",
        arguments: [
            (403, #"{"error":{"message":"余额不足","type":"new_api_error"}}"#),
            (500, #"{"error":{"message":"该令牌额度已用尽 TokenStatusExhausted"}}"#),
            (403, #"{"error":{"message":"预扣费额度失败, 用户剩余额度: ¥0.01","code":"pre_consume_token_quota_failed"}}"#),
            (503, #"{"error":{"code":"pre_consume_token_quota_failed","message":"x"}}"#),
            (402, #"{"error":{"message":"Insufficient credits","code":402}}"#),
            (429, #"{"error":{"message":"Your account balance is insufficient"}}"#),
            (
                400,
                #"{"code":"Arrearage","message":"Access denied, please make sure your account is in good standing."}"#
            ),
            (400, #"{"code":400,"reason":"BILLING_BALANCE_NOT_ENOUGH","message":"x"}"#),
            (403, #"{"code":403,"reason":"NOT_ENOUGH_BALANCE"}"#),
            (
                429,
                #"{"error":{"message":"Budget has been exceeded! Current cost: 14.2, Max budget: 10","type":"budget_exceeded"}}"#
            ),
            (400, #"{"error":{"message":"ExceededBudget: User=a over budget. Spend=2, Budget=1","code":"400"}}"#),
            (429, #"{"error":{"code":"insufficient_quota","message":"You exceeded your current quota"}}"#),
            (400, #"{"error":{"type":"billing_hard_limit_reached"}}"#),
            (500, #"{"message":"クレジットが不足しています"}"#), (400, #"{"msg":"포인트 잔액이 부족합니다"}"#),
            (403, #"{"detail":"Saldo insuficiente"}"#), (429, #"{"errorKey":"QUOTA_EXCEEDED","errorMessage":"x"}"#),
            (200, #"{"error":{"message":"余额不足"}}"#), (200, #"{"success":false,"msg":"额度不足"}"#),
            (200, #"{"data":null,"base_resp":{"status_code":1008,"status_msg":"insufficient balance"}}"#),
            (403, #"{"detail":"User is locked. Reason: Exhausted balance. Top up your balance at x"}"#),
            (429, #"{"error":{"message":"Your prepayment credits are depleted."}}"#),
            (400, #"{"error":{"message":"Imagen is only accessible to billed users at this time."}}"#),
            (403, #"{"error":{"message":"Key limit exceeded (total limit)"}}"#),
            (400, #"{"error":{"message":"This request requires more credits. You can only afford 12"}}"#),
            (400, #"{"error":{"message":"Account balance is negative, add funds"}}"#),
            (403, #"{"message":"The free tier of the model has been exhausted."}"#),
            (403, #"{"error":{"message":"preConsumedQuota [743]is not enough"}}"#), (400, #"{"msg":"余额不够"}"#),
            (400, #"{"msg":"您的额度已经用完"}"#), (400, #"{"msg":"算力不足"}"#), (400, #"{"msg":"次数不足"}"#),
            (
                429,
                #"{"error":{"message":"You exceeded your current quota, limit: 0. Please retry in 0.2s.","details":[{"violations":[{"quotaId":"GenerateRequestsPerDayPerProjectPerModel-FreeTier"}]},{"retryDelay":"0.2s"}]}}"#
            ),
            (
                500,
                #"{"error":{"message":"upstream: {\"error\":{\"code\":\"insufficient_user_quota\",\"message\":\"no\"}}"}}"#
            ),
        ])
    func quota(status: Int, body: String) throws {
        let fault = try fault(status, body)
        #expect(fault.failure.code == .quota)
        #expect(fault.failure.stop == .quota)
        #expect(!fault.isPassing)
    }

    @Test(
        "of a content that is not drawn is told as that, on any status, and is not asked for again",
        arguments: [
            (400, #"{"error":{"code":"sensitive_words_detected","message":"x"}}"#),
            (500, #"{"error":{"message":"sensitive words detected: x","type":"new_api_error"}}"#),
            (400, #"{"error":{"code":"content_filter","innererror":{"code":"ResponsibleAIPolicyViolation"}}}"#),
            (400, #"{"code":"DataInspectionFailed","message":"Input data may contain inappropriate content."}"#),
            (500, #"{"error":{"code":"moderation_blocked"}}"#), (500, #"{"message":"提示词包含敏感词"}"#),
            (200, #"{"base_resp":{"status_code":1026,"status_msg":"new_sensitive"}}"#),
            (400, #"{"code":400,"reason":"ILLEGAL_PROMPT"}"#), (422, #"{"detail":"NSFW content detected"}"#),
            (400, #"{"error":{"message":"The response is blocked, as it may violate our policies."}}"#),
            (403, #"{"error":{"message":"内容审核不通过"}}"#),
            (200, #"{"error":{"type":"image_generation_user_error"}}"#),
            (400, #"{"error":{"message":"It triggered Azure OpenAI's content management policy."}}"#),
            (400, #"{"description":"Banned prompt: x"}"#), (400, #"{"error":{"message":"Forbidden words: x"}}"#),
            (400, #"{"error":{"code":"output_moderation"}}"#), (400, #"{"error":{"message":"It has been flagged."}}"#),
            (400, #"{"error":{"message":"Our policy prohibits that."}}"#), (400, #"{"msg":"违禁词"}"#),
            (400, #"{"msg":"违反内容政策"}"#),
        ])
    func moderation(status: Int, body: String) throws {
        let fault = try fault(status, body)
        #expect(fault.failure.code == .moderation)
        #expect(fault.failure.stop == nil)
        #expect(!fault.isPassing)
    }

    @Test(
        "with the words of an account about a limit by the minute is a rate, where a short wait is told beside them",
        arguments: [
            (
                429,
                #"{"error":{"code":429,"message":"You exceeded your current quota, please check your plan and billing details. Please retry in 34.07s.","status":"RESOURCE_EXHAUSTED"}}"#,
                34.07
            ),
            (
                429,
                #"{"error":{"message":"Quota exceeded for x","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34s"}]}}"#,
                34
            ),
            (429, #"{"error":{"message":"quota exceeded for requests per minute"}}"#, nil),
            (503, #"{"error":{"message":"quota exceeded, try again in 5 seconds"}}"#, 5),
        ])
    func rate(status: Int, body: String, wait: Double?) throws {
        let fault = try fault(status, body)
        #expect(fault.failure.code == .rateLimited || status == 503)
        #expect(fault.failure.code != .quota)
        #expect(fault.isPassing)
        #expect(fault.askedWait == wait)
    }

    @Test(
        "with 403 is about the key, the account, or a firewall",
        arguments: [
            (#"{"error":{"message":"Incorrect API key provided"}}"#, ImageFailure.Code.unauthorized),
            (#"{"error":{"message":"Missing scopes: api.model.images.request"}}"#, .unauthorized),
            (#"{"error":{"message":"该令牌无权访问模型 gpt-image-2"}}"#, .unauthorized),
            (#"{"error":{"message":"Your organization must be verified to use the model `gpt-image-2`"}}"#, .forbidden),
            (
                #"{"error":{"code":"unsupported_country_region_territory","message":"Country not supported"}}"#,
                .forbidden
            ),
            ("error code: 1010", .forbidden),
            ("<html><title>Attention Required! | Cloudflare</title></html>", .forbidden),
            ("", .forbidden),
        ])
    func forbidden(body: String, code: ImageFailure.Code) throws {
        let failure = try fault(403, body).failure
        #expect(failure.code == code)
        #expect(failure.stop == (code == .forbidden ? .forbidden : .unauthorized))
    }

    @Test("a firewall's page is told as one, on whatever status")
    func firewall() throws {
        for status in [403, 406, 503] {
            let failure = try fault(status, "<html><title>Just a moment...</title></html>").failure
            #expect(failure.code == .forbidden)
            #expect(failure.message.contains(", from a firewall in front of the service: Just a moment..."))
        }
    }

    @Test("a firewall's page instead of an image is no paid answer, and ends the run")
    func firewallInSuccess() throws {
        let reader = AnswerReader(failures: FailureReader(key: try APIKey(secret)))
        let page = Data("<html><title>Attention Required! | Cloudflare</title></html>".utf8)
        guard case .unread(let answer) = reader.read(HTTPResponse(status: 200, headers: [:], body: page)) else {
            throw Unexpected()
        }
        #expect(answer.failure.code == .forbidden && answer.failure.stop == .forbidden && !answer.kind.isPaidFor)
    }

    @Test("a refusal that names no field which all images send is one image's, also where a service sends none")
    func noFixedFields() throws {
        let request = HTTPRequest(
            .post(Data()), try #require(URL(string: "http://x.example/v1/images/generations")))
        let asked = AskedFor(request, try imageRequest(), fixedFields: [])
        let reader = AttemptReader(key: try APIKey(secret), asked: asked, now: { Date() })
        let response = HTTPResponse(status: 400, headers: [:], body: Data(#"{"message":"no"}"#.utf8))
        guard case .failed(let fault) = try #require(reader.ending(response)) else { throw Unexpected() }
        #expect(fault.failure.stop == nil)
    }

    @Test(
        "where it refuses what all images send ends the run, but not what is about one image or repeats its request",
        arguments: [
            (#"{"error":{"message":"Unknown parameter: 'response_format'.","param":"response_format"}}"#, true),
            (#"{"error":{"message":"response_format is not supported"}}"#, true),
            (#"{"error":{"message":"n must be 2","param":"n"}}"#, true),
            (#"{"error":{"message":"Invalid size","param":"size","body":"response_format"}}"#, false),
            (#"{"detail":[{"loc":["body","prompt"],"msg":"too long (response_format=b64_json)"}]}"#, false),
            (
                #"{"error":{"message":"bad: {\"model\":\"m\",\"prompt\":\"x\",\"response_format\":\"b64_json\"}"}}"#,
                false
            ),
        ])
    func fixedFields(body: String, isAlike: Bool) throws {
        let request = HTTPRequest(
            .post(Data()), try #require(URL(string: "http://x.example/v1/images/generations")))
        let asked = AskedFor(request, try imageRequest(), fixedFields: ["response_format"])
        let reader = AttemptReader(key: try APIKey(secret), asked: asked, now: { Date() })
        let response = HTTPResponse(status: 400, headers: [:], body: Data(body.utf8))
        guard case .failed(let fault) = try #require(reader.ending(response)) else { throw Unexpected() }
        #expect((fault.failure.stop == .alike) == isAlike)
        #expect(isAlike || !fault.failure.message.contains("leaves that field out"))
    }

    @Test(
        "of a wait is read in headers, in members and in words",
        arguments: [
            ("", ["x-ms-retry-after-ms": "1500"], 1.5), ("", ["Retry-After": "1800000020"], 20),
            ("", ["Retry-After": "1800000030500"], 30.5), ("", ["Retry-After": "1799999999"], 0),
            (#"{"error":{"retry_after":12}}"#, [:], 12), (#"{"retryAfterMs":"250"}"#, [:], 0.25),
            (#"{"message":"Try again in 5 seconds"}"#, [:], 5),
            (#"{"message":"Please try again in 1m12.5s."}"#, [:], 72.5),
            (#"{"message":"Please retry after 9 seconds."}"#, [:], 9),
            (#"{"message":"Request was throttled. Expected available in 30 seconds."}"#, [:], 30),
            (#"{"message":"Please try again in 6ms"}"#, [:], 0.006),
            (#"{"message":"请求过于频繁，请在 5 秒后重试"}"#, [:], 5), (#"{"message":"请 2 分钟后再试"}"#, [:], 120),
            (#"{"message":"Rate limit: 5 images per 60 s"}"#, [:], nil),
            (#"{"message":"limit 3, used 3"}"#, ["Retry-After": "7"], 7), ("", [:], nil),
        ] as [(String, [String: String], Double?)])
    func waits(body: String, headers: [String: String], seconds: Double?) throws {
        #expect(try fault(429, body, headers).askedWait == seconds)
    }

    @Test("of a wait is none when it is the prompt's")
    func waitInPrompt() throws {
        let body = #"{"message":"busy: a sign that says wait 3 days"}"#
        #expect(try fault(429, body).askedWait == 259_200)
        #expect(try fault(429, body, prompt: "a sign that says wait 3 days").askedWait == nil)
    }

    @Test("of a wait of a day ends the run, and nothing was served")
    func day() throws {
        let fault = try fault(429, #"{"message":"requests per day: try again in 7h12m"}"#)
        #expect(fault.failure.code == .rateLimited)
        #expect(fault.failure.stop == .rateLimited)
        #expect(fault.failure.progress == .turnedAway)
    }
}
