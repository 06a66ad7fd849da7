/// What servers and gateways of the field say, each as they say it: in the words and codes of their documents and of
/// public reports, on whatever status. Data, and the only place of it.
///
/// In small letters, where `_` and `-` count as blanks, and with alternatives in parentheses. None of them must be in
/// what an innocent message says too.
enum Vocabulary {
    /// The account has nothing left to pay with, or may spend no more.
    static let quota = words(
        "(insufficient|not enough|out of|requires more|exhausted) ((user|account|token) |)(quota|balance|credit)",
        "(insufficient|not enough|out of|requires more|exhausted) ((user|account|token) |)(fund|point)",
        "(quota|balance|credits|credit|funding) (is |are |)(insufficient|not enough|too low|negative)",
        "(quota|balance|credits|credit|funding) (is |are |)(depleted|exhausted)",
        "no credits (left|remaining)", "(quota|quota is|quota has been) (exceeded|exhausted|used up)", "quotaexceeded",
        "exceeded (your current|your monthly|quota)", "(usage|hard) limit (has been |)reached", "monthly usage limit",
        "key limit exceeded", "can only afford", "add funds", "(accessible to billed users|enable billing)",
        "free tier of the model has been exhausted", "billing (hard limit|limit|not active|issue|balance)",
        "(spend|spending) limit", "cost limit exceeded", "budget (has been |)exceeded",
        "(exceeded|exceeded |crossed |over )budget", "payment (required|method)", "(bill|account)( |)overdue",
        "overdue (payment|balance)", "arrearage", "good standing", "allocationquota.freetieronly",
        "pre( |)consume( token|d)( |)quota", "(recharge|top up) your (account|balance)", "please (recharge|top up)",
        "(余额|额度|配额|积分|点数|餘額|額度|點數|残高|算力|次数)(が|)不足", "(额度|配额|額度)已(用|耗尽|经用)", "(余额|额度)(用尽|失败|不够)", "已用完", "欠费", "请充值",
        "充值后", "账户已透支", "資源不足以支付", "クレジット(が|)不足", "(잔액|크레딧)(이|) 부족", "(saldo|créditos) insuficiente",
        "(solde|crédits) insuffisant", "guthaben reicht nicht", "nicht genügend guthaben",
        "недостаточно (средств|кредитов)")

    /// What makes words of a quota those of a rate, where the server calls it one (429).
    static let rate = words(
        "per (minute|second)", "/min", "requests per min", "(r|t|i)pm", "每分钟", "每秒", "频率", "分あたり")

    /// The service does not draw that: the prompt, a reference, or what came of them.
    static let moderation = words(
        "moderation blocked", "(request|content) moderat(ed|ion)", "blocked by moderation", "content policy",
        "our policy prohibits", "content management policy", "(banned|illegal) prompt", "forbidden words",
        "(input|output) moderation", "content( |)filter", "image generation user error", "safety (system|filter)",
        "image safety", "responsible( |)ai( |)(policy|practices)", "data( |)inspection( |)failed", "new sensitive",
        "sensitive (word|content)", "sensitivecontentdetected", "prohibited (content|use)", "illegal image content",
        "nsfw", "(inappropriate|unsafe|harmful|offensive) content", "(violate|violates) our",
        "violates (openai|google)", "usage (policy|policies|guidelines)", "flagged (by|as)", "been flagged",
        "guardrail", "risk( |)control", "敏感(词|內容|内容|信息)", "违禁词", "(内容违规|违反内容政策)", "違規", "违规内容", "(内|內)容(审核|審核|安全)",
        "审核(不|未)通过", "未通过审核", "不合规", "违反(相关|了)", "被认为是高风险", "涉黄", "色情", "不適切", "コンテンツポリシー", "ポリシーに違反", "부적절", "콘텐츠 정책",
        "정책을 위반", "política de contenido", "politique de contenu", "inhaltsrichtlinie", "недопустимый контент",
        "политику контента")

    /// A 403 that is about the key and what it may do.
    static let key = words(
        "api( |)key", "(access|bearer|invalid) token", "token (is invalid|expired|has expired)",
        "(invalid|incorrect) key", "key (is invalid|has been)", "invalid (credential|signature)", "authentication",
        "unauthenticated", "authorization header", "unauthorized", "missing scope", "令牌", "密钥", "鉴权", "未授权", "认证失败",
        "金鑰", "認證", "キー", "키가")

    /// A page of what stands before a server and lets nobody pass.
    static let firewall = words(
        "error code: 10(06|07|08|09|10|20)", "error 10(09|10|20)", "attention required! | cloudflare",
        "you have been blocked", "just a moment...", "checking your browser",
        "enable javascript and cookies to continue", "the request could not be satisfied", "request blocked",
        "you don't have permission to access", "incapsula incident", "(sucuri website|web application) firewall",
        "the requested url was rejected", "ddos guard", "pardon our interruption", "web page blocked",
        "access to this page has been denied", "captcha", "blocked by", "访问被(拒绝|阻断)", "请求被拦截")

    private static func words(_ patterns: String...) -> [String] { patterns.flatMap(choices) }

    /// What it stands for, each with one of its alternatives.
    private static func choices(_ pattern: String) -> [String] {
        guard let end = pattern.firstIndex(of: ")"), let start = pattern[..<end].lastIndex(of: "(") else {
            return [pattern]
        }
        return pattern[start..<end].dropFirst().split(separator: "|", omittingEmptySubsequences: false)
            .flatMap { choices("\(pattern[..<start])\($0)\(pattern[end...].dropFirst())") }
    }
}
