import ImageAssetsModel
import Testing

@Suite struct TokenCountsTests {
    private static let nothing: TokenCounts? = nil

    @Test(
        "What a service says of its tokens, in full or in part",
        arguments: [
            (
                #"""
                {"total_tokens":100,"input_tokens":50,"output_tokens":50,
                 "input_tokens_details":{"text_tokens":10,"image_tokens":40}}
                """#, 1, TokenCounts(textInput: 10, imageInput: 40, imageOutput: 50)
            ),
            (
                #"""
                {"input_tokens":50,"output_tokens":60,"input_tokens_details":{"text_tokens":10,"image_tokens":40,
                 "cached_tokens":25,"cached_tokens_details":{"text_tokens":5,"image_tokens":20}},
                 "output_tokens_details":{"text_tokens":8,"image_tokens":52}}
                """#, 1,
                TokenCounts(
                    textInput: 10, cachedTextInput: 5, imageInput: 40, cachedImageInput: 20, textOutput: 8,
                    imageOutput: 52)
            ),
            (#"{"input_tokens":50,"output_tokens":60}"#, 0, TokenCounts(textInput: 50, imageOutput: 60)),
            (#"{"prompt_tokens":50,"completion_tokens":60}"#, 0, TokenCounts(textInput: 50, imageOutput: 60)),
            // Which part of the input is pictures nobody can say.
            (#"{"input_tokens":50,"output_tokens":60}"#, 1, TokenCounts(imageOutput: 60, unsorted: 50)),
            (
                #"{"input_tokens":50,"input_tokens_details":{"image_tokens":40}}"#, 1,
                TokenCounts(textInput: 10, imageInput: 40)
            ),
            (
                #"{"input_tokens":50,"input_tokens_details":{"text_tokens":10}}"#, 2,
                TokenCounts(textInput: 10, imageInput: 40)
            ),
            // Parts that do not add up.
            (
                #"{"input_tokens":50,"input_tokens_details":{"text_tokens":10,"image_tokens":20}}"#, 1,
                TokenCounts(textInput: 10, imageInput: 20, unsorted: 20)
            ),
            // Or to more than the whole: they are the larger count, where both are told.
            (
                #"{"input_tokens":50,"input_tokens_details":{"text_tokens":30,"image_tokens":40},"output_tokens":1}"#,
                1,
                TokenCounts(textInput: 30, imageInput: 40, imageOutput: 1)
            ),
            (
                #"{"output_tokens":5,"output_tokens_details":{"text_tokens":2,"image_tokens":9},"total_tokens":5}"#, 0,
                TokenCounts(textOutput: 2, imageOutput: 9)
            ),
            (
                #"{"output_tokens":5,"output_tokens_details":{"text_tokens":9}}"#, 0,
                TokenCounts(textOutput: 9, unsorted: 4)
            ),
            // Cached tokens of one kind, of all that there are, and of a kind that is not told.
            (
                #"{"input_tokens":50,"input_tokens_details":{"cached_tokens":30}}"#, 0,
                TokenCounts(textInput: 50, cachedTextInput: 30)
            ),
            (
                #"{"input_tokens_details":{"text_tokens":10,"image_tokens":40,"cached_tokens":50},"input_tokens":50}"#,
                1, TokenCounts(textInput: 10, cachedTextInput: 10, imageInput: 40, cachedImageInput: 40)
            ),
            (
                #"{"input_tokens_details":{"text_tokens":10,"image_tokens":40,"cached_tokens":20},"input_tokens":50}"#,
                1, TokenCounts(unsorted: 50)
            ),
            (
                #"{"input_tokens":50,"input_tokens_details":{"cached_tokens":60}}"#, 0, TokenCounts(unsorted: 50)
            ),
            (#"{"total_tokens":7}"#, 0, TokenCounts(unsorted: 7)),
            (
                #"{"total_tokens":120,"input_tokens":50,"output_tokens":60}"#, 0,
                TokenCounts(textInput: 50, imageOutput: 60, unsorted: 10)
            ),
            (#"{}"#, 0, nothing), (#"{"images":1}"#, 0, nothing), (#"[]"#, 0, nothing), ("nonsense", 0, nothing),
            (#"{"input_tokens":-1,"output_tokens":9223372036854775807}"#, 0, nothing),
            (#"{"input_tokens":-1,"output_tokens":5}"#, 0, nothing),
            (#"{"input_tokens":1.5,"output_tokens":5}"#, 0, nothing),
            (#"{"input_tokens":7,"output_tokens":5,"total_tokens":1e30}"#, 0, nothing),
            (#"{"output_tokens":5,"output_tokens_details":{"image_tokens":-5}}"#, 0, nothing),
            (#"{"input_tokens":null,"output_tokens":5,"input_tokens_details":null}"#, 0, TokenCounts(imageOutput: 5)),
            (#"{"input_tokens":"50"}"#, 0, nothing), (#"{"output_tokens":1.5}"#, 0, nothing),
        ] as [(String, Int, TokenCounts?)])
    func reads(text: String, pictures: Int, counts: TokenCounts?) {
        #expect(TokenCounts(usage: text, pictures: pictures) == counts)
    }

    @Test func cachedTokensAreCountedOnce() {
        let tokens = TokenCounts(textInput: 10, cachedTextInput: 4, imageInput: 5, cachedImageInput: 5, imageOutput: 7)
        #expect(tokens.total == 22)
        #expect((tokens + tokens).total == 44)
    }
}
