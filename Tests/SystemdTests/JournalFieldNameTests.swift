import Systemd
import Testing

struct JournalFieldNameTests {
    @Test(arguments: [
        "A", "MESSAGE", "PIPEWATCHD_PIPELINE", "A_", "A9__9", String(repeating: "X", count: 64),
    ])
    func `a name that journald keeps is taken`(text: String) throws {
        #expect(try JournalFieldName(text).text == text)
    }

    @Test(arguments: [
        "", "_PID", "__CURSOR", "9A", "message", "MESSAGe", "A-B", "A B", "A=B", "A\nB", "Ä", "AÄ",
        "A\u{0}", String(repeating: "X", count: 65),
    ])
    func `a name that journald would drop is an error`(text: String) {
        #expect(throws: InvalidJournalFieldName(text: text)) { try JournalFieldName(text) }
    }

    @Test(arguments: [
        ("pipeline", "PIPEWATCHD_PIPELINE"),
        ("pipelineName", "PIPEWATCHD_PIPELINE_NAME"),
        ("requestID", "PIPEWATCHD_REQUEST_ID"),
        ("requestId", "PIPEWATCHD_REQUEST_ID"),
        ("request-id", "PIPEWATCHD_REQUEST_ID"),
        ("request_id", "PIPEWATCHD_REQUEST_ID"),
        ("REQUEST_ID", "PIPEWATCHD_REQUEST_ID"),
        ("HTTPStatus", "PIPEWATCHD_HTTP_STATUS"),
        ("consoleURLs", "PIPEWATCHD_CONSOLE_UR_LS"),
        ("aURL", "PIPEWATCHD_A_URL"),
        ("try2Again", "PIPEWATCHD_TRY2_AGAIN"),
        ("a.b c=d\n", "PIPEWATCHD_A_B_C_D_"),
        ("größe", "PIPEWATCHD_GR____E"),
        ("", "PIPEWATCHD_"),
        (String(repeating: "x", count: 100), "PIPEWATCHD_" + String(repeating: "X", count: 53)),
    ])
    func `a key of metadata becomes a valid name`(key: String, name: String) throws {
        let field = JournalFieldName(metadataKey: key)
        #expect(field.text == name)
        #expect(try JournalFieldName(field.text) == field)
    }

    @Test func `the names that are built in are valid`() throws {
        let known: [JournalFieldName] = [
            .message, .messageID, .priority, .syslogIdentifier, .codeFile, .codeLine, .codeFunction,
        ]
        for name in known {
            #expect(try JournalFieldName(name.text) == name)
        }
    }
}
