/// What servers and gateways of the field say, each as they say it: in the words and codes of their documents and of
/// public reports, on whatever status. Data, and the only place of it.
///
/// A word is found wherever it stands in a code or a message, in any letter case, and `_` and `-` count as blanks. It
/// must not be one that an innocent message has too.
enum Vocabulary {
    /// The account has nothing left to pay with, or may spend no more.
    static let quota = [
        "insufficient quota", "insufficient user quota", "insufficient balance", "insufficient account balance",
        "insufficient credit", "insufficient fund", "insufficient token quota", "insufficient point",
        "balance is insufficient", "balance insufficient", "funding is insufficient", "credits are insufficient",
        "quota is not enough", "quota not enough", "balance not enough", "not enough balance", "not enough credit",
        "not enough quota", "not enough fund", "out of credit", "run out of credit", "no credits left",
        "no credits remaining", "credit balance is too low", "balance is too low", "exceeded your current quota",
        "exceeded your monthly", "quota exceeded", "quota has been exceeded", "quotaexceeded", "quota exhausted",
        "quota has been exhausted", "quota is exhausted", "quota used up", "exceeded quota", "usage limit reached",
        "billing hard limit", "billing not active", "billing limit", "billing issue", "billing balance",
        "hard limit has been reached", "spend limit", "spending limit", "budget exceeded", "budget has been exceeded",
        "exceeded budget", "exceededbudget", "crossed budget", "over budget", "cost limit exceeded",
        "payment required", "payment method", "arrearage", "accountoverdue", "account overdue", "overdue payment",
        "overdue balance", "good standing", "allocationquota.freetieronly", "prepaidbilloverdue",
        "postpaidbilloverdue", "pre consume token quota failed", "recharge your account", "top up your account",
        "please recharge", "please top up", "余额不足", "额度不足", "额度已用", "额度用尽", "额度已耗尽", "额度失败", "额度不够", "配额不足", "配额已用",
        "配额已耗尽", "积分不足", "点数不足", "欠费", "请充值", "充值后", "账户已透支", "資源不足以支付", "餘額不足", "額度不足", "額度已用", "點數不足", "残高が不足",
        "残高不足", "クレジットが不足", "クレジット不足", "잔액이 부족", "잔액 부족", "크레딧이 부족", "크레딧 부족", "saldo insuficiente",
        "créditos insuficientes", "solde insuffisant", "crédits insuffisants", "guthaben reicht nicht",
        "nicht genügend guthaben", "недостаточно средств", "недостаточно кредитов",
    ]

    /// What makes words of a quota those of a rate, where the server calls it one (429).
    static let rate = [
        "per minute", "per second", "/min", "requests per min", "rpm", "tpm", "ipm", "每分钟", "每秒", "频率", "分あたり",
    ]

    /// The service does not draw that: the prompt, a reference, or what came of them.
    static let moderation = [
        "moderation blocked", "content policy", "image generation user error", "safety system", "safety filter",
        "content filter", "contentfilter", "responsibleaipolicyviolation", "responsible ai policy",
        "responsible ai practices", "datainspectionfailed", "data inspection failed", "sensitive words detected",
        "new sensitive", "sensitive word", "sensitive content", "inputtextsensitivecontentdetected",
        "sensitivecontentdetected", "prohibited content", "prohibited use", "image safety", "illegal prompt",
        "illegal image content", "nsfw", "inappropriate content", "unsafe content", "harmful content",
        "offensive content", "violates our", "violate our", "violates openai", "violates google", "usage policies",
        "usage policy", "usage guidelines", "request moderated", "content moderated", "content moderation",
        "blocked by moderation", "flagged by", "flagged as", "guardrail", "risk control", "riskcontrol", "敏感词",
        "敏感內容", "敏感内容", "敏感信息", "内容违规", "違規", "违规内容", "内容审核", "內容審核", "审核不通过", "审核未通过", "未通过审核", "内容安全", "不合规",
        "违反相关", "违反了", "被认为是高风险", "涉黄", "色情", "不適切", "コンテンツポリシー", "ポリシーに違反", "부적절", "콘텐츠 정책", "정책을 위반",
        "política de contenido", "politique de contenu", "inhaltsrichtlinie", "недопустимый контент",
        "политику контента",
    ]

    /// A 403 that is about the key and what it may do.
    static let key = [
        "api key", "apikey", "access token", "bearer token", "invalid token", "token is invalid", "token has expired",
        "token expired", "invalid key", "incorrect key", "key is invalid", "key has been", "invalid credential",
        "authentication", "unauthenticated", "authorization header", "unauthorized", "missing scope",
        "invalid signature", "令牌", "密钥", "鉴权", "未授权", "认证失败", "金鑰", "認證", "キー", "키가",
    ]

    /// A page of what stands before a server and lets nobody pass.
    static let firewall = [
        "error code: 1010", "error code: 1020", "error code: 1006", "error code: 1007", "error code: 1008",
        "error code: 1009", "error 1010", "error 1020", "error 1009", "attention required! | cloudflare",
        "you have been blocked", "just a moment...", "checking your browser",
        "enable javascript and cookies to continue", "the request could not be satisfied", "request blocked",
        "you don't have permission to access", "incapsula incident", "sucuri website firewall",
        "web application firewall", "the requested url was rejected", "ddos guard", "pardon our interruption",
        "web page blocked", "access to this page has been denied", "captcha", "blocked by", "访问被拒绝", "请求被拦截", "访问被阻断",
    ]
}
