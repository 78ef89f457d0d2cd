"""Everything that an endpoint can answer in place of a plain good reply.

A fault is a function of (rng, body, other) that gives a `Reply`. `body` is the good reply's JSON
text, `other` one that must never be believed. What the daemon may make of a reply is its `worth`:
GOOD must be taken as it is, BAD must not be taken at all, and where neither the protocol nor the
daemon's documentation decides, EITHER is right.
"""

import gzip
import json
from dataclasses import dataclass, field

GOOD, BAD, EITHER = "good", "bad", "either"
TYPE = "Content-Type: application/x-amz-json-1.1"
THROTTLING = ["Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled",
              "RequestThrottledException", "TooManyRequestsException",
              "ProvisionedThroughputExceededException", "TransactionInProgressException",
              "RequestLimitExceeded", "BandwidthLimitExceeded", "LimitExceededException",
              "SlowDown", "PriorRequestNotComplete", "EC2ThrottledException"]


@dataclass
class Reply:
    """What goes over the wire: pieces with a pause (in seconds) before each, then the end."""

    worth: str
    pieces: list = field(default_factory=list)
    end: str = "keep"  # or "close", "reset", "hang"
    retry_after: float | None = None

    @property
    def bytes(self):
        return b"".join(piece for _, piece in self.pieces)


def framed(status, body, *headers, end="keep", version="HTTP/1.1"):
    """A whole reply with a Content-Length."""
    if isinstance(body, str):
        body = body.encode("utf-8", "surrogatepass")
    lines = [f"{version} {status}", f"Content-Length: {len(body)}", *headers]
    if not any(line.lower().startswith("x-amzn-requestid") for line in headers):
        lines.append("x-amzn-RequestId: 7a1f0e2c-0000-4000-8000-00000000000a")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def good(body, *headers):
    return Reply(GOOD, [(0, framed("200 OK", body, TYPE, *headers))])


def error(code, message="", status="400 Bad Request", *headers, **more):
    body = json.dumps({"__type": code, "message": message})
    return Reply(BAD, [(0, framed(status, body, TYPE, *headers))], **more)


def of_kind(worth, body, *headers, status="200 OK", **more):
    return Reply(worth, [(0, framed(status, body, *(headers or (TYPE,))))], **more)


def split(rng, data, most):
    cuts = sorted(rng.randrange(len(data)) for _ in range(most - 1))
    return [data[start:end] for start, end in zip([0, *cuts], [*cuts, len(data)])]


def drip(rng, body, other):
    whole = framed("200 OK", body, TYPE)
    return Reply(GOOD, [(rng.uniform(0, 0.02), part) for part in split(rng, whole, 12)])


def slow(rng, body, other):
    return Reply(GOOD, [(rng.uniform(0.1, 0.3), framed("200 OK", body, TYPE))])


def chunked(rng, body, other, worth=GOOD, last=b"0\r\n\r\n", end="keep"):
    pieces = split(rng, body.encode(), 5)
    coded = b"".join(b"%x;ext=1\r\n%s\r\n" % (len(part), part) for part in pieces if part)
    head = f"HTTP/1.1 200 OK\r\n{TYPE}\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    return Reply(worth, [(0, head), (0.005, coded + last)], end)


def until_close(rng, body, other):
    return Reply(GOOD, [(0, f"HTTP/1.0 200 OK\r\n{TYPE}\r\n\r\n".encode() + body.encode())],
                 "close")


def interim(rng, body, other):
    hints = b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n"
    return Reply(GOOD, [(0, b"HTTP/1.1 100 Continue\r\n\r\n" + hints + framed("200 OK", body, TYPE))])


def truncated(rng, body, other):
    whole = framed("200 OK", other, TYPE)
    cut = rng.randrange(len(whole) - len(other.encode()), len(whole))
    return Reply(BAD, [(0, whole[:cut])], rng.choice(["close", "reset"]))


def garbage(rng, body, other):
    lines = [b"\x16\x03\x01\x02\x00\x01\x00", b"HTTP/9.9 OK\r\n\r\n", b"ICY 200 OK\r\n\r\n",
             b"HTTP/1.1 200\r\nContent-Length: -1\r\n\r\n", b"\r\n" * 50, b"\0" * 1000,
             b"HTTP/1.1 99999 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
             b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\n{}",
             b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999999\r\n\r\n{}"]
    return Reply(BAD, [(0, rng.choice(lines))], "close")


def wrong_status(rng, body, other):
    value = rng.choice([None, 7, True, [], {}, ["Failed"], {"status": "Failed"}, 1.5, ""])
    execution = json.loads(other)["pipelineExecution"] | {"status": value}
    return of_kind(BAD, json.dumps({"pipelineExecution": execution}))


def wrong_shape(rng, body, other):
    texts = ["[]", "null", "0", '"Failed"', "{}", '{"pipelineExecution":null}', "true",
             '{"pipelineExecution":[]}', '{"pipelineExecution":"Failed"}', '{"status":"Failed"}',
             '{"pipelineExecution":{}}', '{"pipelineExecution":{"Status":"Failed"}}']
    return of_kind(BAD, rng.choice(texts))


def malformed(rng, body, other):
    texts = [other[:-1], other[:len(other) // 2], other + other, "{" + other,
             other.replace(":", "=", 1), other.replace('"', "'"), other + "x", "<" + other]
    return of_kind(BAD, rng.choice(texts))


def another(rng, body, other):
    execution = json.loads(other)["pipelineExecution"]
    wrong = rng.choice([{"pipelineExecutionId": "00000000-0000-4000-8000-000000000000"},
                        {"pipelineName": "another"}])
    return of_kind(BAD, json.dumps({"pipelineExecution": execution | wrong}))


def inserted(text):
    """The good reply with a member more, which the model does not know."""
    def fault(rng, body, other, worth=EITHER):
        return of_kind(worth, body[:-1] + "," + text + "}")
    return fault


def duplicate_keys(rng, body, other):
    return of_kind(EITHER, body[:-1] + "," + body[1:])


def unlike_the_model(rng, body, other):
    values = json.loads(body)
    execution = values["pipelineExecution"]
    execution["pipelineVersion"] = rng.choice(["three", 1.5, 10**30, -1, [], True])
    execution["variables"] = rng.choice([{}, "x", [1, None, "x"], [{"name": 1}]])
    execution["trigger"] = rng.choice([[], "x", {"triggerType": {}}])
    return of_kind(EITHER, json.dumps(values))


def huge_numbers(rng, body, other):
    number = rng.choice(["1e999", "-1e999", "9" * 400, "1e-999", "0." + "1" * 400])
    member = f'"pipelineVersion":{number},"status"'
    return of_kind(EITHER, body.replace('"status"', member, 1))


def nulls(rng, body, other):
    values = json.loads(body)
    execution = values["pipelineExecution"]
    for name in ["statusSummary", "artifactRevisions", "variables", "trigger", "executionMode",
                 "pipelineVersion", "rollbackMetadata", "executionType", "somethingNew"]:
        execution.setdefault(name, None)
    return of_kind(GOOD, json.dumps(values))


def spaced(rng, body, other):
    text = json.dumps(json.loads(body), indent=rng.choice([1, 8]), separators=(" , ", " :\t"))
    return of_kind(GOOD, " \n\t\r" * 20 + text + "\n\n" + " " * 500)


def unavailable(rng, body, other):
    status = rng.choice(["500 Internal Server Error", "502 Bad Gateway", "504 Gateway Timeout",
                         "503 Service Unavailable", "429 Too Many Requests"])
    seconds = rng.choice([None, None, None, 1])
    more = () if seconds is None else (f"Retry-After: {seconds}",)
    text = rng.choice(["", "<html><body><h1>\u001b[31mBad</h1></body></html>", other,
                       '{"__type":"InternalFailure"}', "{", "\0" * 100])
    return of_kind(BAD, text, "Content-Type: text/html", *more, status=status, retry_after=seconds)


def throttled(rng, body, other):
    code = rng.choice(THROTTLING)
    form = rng.choice(["{}", "com.amazonaws.codepipeline#{}", "{}:http://internal.amazon.com/x",
                       "aws.common#{}:http://internal.amazon.com/x"]).format(code)
    kind = rng.choice(["no", "no", "seconds", "milliseconds"])
    if kind == "seconds":
        return error(form, "Rate exceeded", "400 Bad Request", "Retry-After: 1", retry_after=1.0)
    if kind == "milliseconds":
        return error(form, "Rate exceeded", "400 Bad Request", "x-amz-retry-after: 700",
                     retry_after=0.7)
    return error(form, "Rate exceeded")


def refused(rng, body, other):
    code, status = rng.choice([
        ("ExpiredTokenException", "403 Forbidden"), ("ExpiredToken", "400 Bad Request"),
        ("UnrecognizedClientException", "400 Bad Request"), ("NotAuthorized", "401 Unauthorized"),
        ("AccessDeniedException", "400 Bad Request"), ("AccessDenied", "403 Forbidden"),
        ("InvalidSignatureException", "403 Forbidden"), ("RequestExpired", "400 Bad Request"),
        ("MissingAuthenticationToken", "403 Forbidden"), ("ValidationException", "400 Bad Request"),
        ("PipelineNotFoundException", "400 Bad Request"), ("Strange\u001b[1m", "418 I'm a teapot"),
        ("PipelineExecutionNotFoundException", "400 Bad Request")])
    return error(code, "no:\n<3>forged \u001b[31m" + "x" * rng.choice([0, 5000]), status)


def echo(rng, text):
    """An error that says what must never be repeated in a log."""
    where = rng.choice(["message", "code", "request id", "html", "header", "broken"])
    if where == "message":
        return error("InvalidSignatureException", f"token {text} of\n{text}")
    if where == "code":
        return error(text)
    if where == "request id":
        return error("AccessDenied", "no", "403 Forbidden", f"x-amzn-RequestId: {text}")
    if where == "html":
        return of_kind(BAD, f"<p>{text}", "Content-Type: text/html", status="403 Forbidden")
    if where == "header":
        return error("AccessDenied", "", "403 Forbidden", f"x-amzn-ErrorType: {text}")
    return Reply(BAD, [(0, f"HTTP/1.1 200 OK\r\n{text}\r\n\r\n".encode())], "close")


def fixed(worth, body=b"", *headers, status="200 OK", end="keep"):
    return lambda rng, _, other: of_kind(worth, body, *headers, status=status, end=end)


FAULTS = {
    "drip": drip, "slow": slow, "chunked": chunked, "HTTP/1.0": until_close,
    "interim replies": interim, "white space": spaced, "null members": nulls,
    "trailers": lambda r, b, o: chunked(r, b, o, GOOD, b"0\r\nX-Trailer: 1\r\n\r\n"),
    "a member not known": lambda r, b, o: inserted('"new":{"a":[1,2.5e3,null]}')(r, b, o, GOOD),
    "connection: close": lambda r, b, o: Reply(
        GOOD, [(0, framed("200 OK", b, TYPE, "Connection: close"))], "close"),
    "throttled": throttled, "unavailable": unavailable, "refused": refused,
    "empty body": fixed(BAD), "empty error": fixed(BAD, status="400 Bad Request"),
    "truncated": truncated, "malformed": malformed, "wrong status": wrong_status,
    "wrong shape": wrong_shape, "another execution": another, "garbage": garbage,
    "redirect": lambda r, b, o: of_kind(BAD, o, "Location: http://127.0.0.1:1/", status=r.choice(
        ["301 Moved Permanently", "302 Found", "307 Temporary Redirect"])),
    "other 2xx": lambda r, b, o: of_kind(BAD, o, TYPE, status="203 Non-Authoritative Information"),
    "no content": lambda r, b, o: Reply(BAD, [(0, b"HTTP/1.1 204 No Content\r\n\r\n")]),
    "reset before the head": lambda r, b, o: Reply(BAD, [], "reset"),
    "closed before the head": lambda r, b, o: Reply(BAD, [], "close"),
    "reset within the head": lambda r, b, o: Reply(BAD, [(0, b"HTTP/1.1 200 O")], "reset"),
    "reset within the body": lambda r, b, o: Reply(
        BAD, [(0, framed("200 OK", o, TYPE)[:-1]), (0.02, b"")], "reset"),
    "chunks without an end": lambda r, b, o: chunked(r, o, b, BAD, b"", "close"),
    "hang": lambda r, b, o: Reply(BAD, [], "hang"),
    "hang within the body": lambda r, b, o: Reply(
        BAD, [(0, framed("200 OK", o, TYPE)[:-1])], "hang"),
    "gzip unasked": lambda r, b, o: of_kind(
        EITHER, gzip.compress(b.encode()), TYPE, "Content-Encoding: gzip"),
    "2 MB": lambda r, b, o: of_kind(EITHER, b[:-1] + " " * (2 << 20) + "}"),
    "deep nesting": lambda r, b, o: inserted('"new":' + "[" * 50_000 + "]" * 50_000)(r, b, o),
    "deep objects": lambda r, b, o: inserted('"n":' + '{"a":' * 20_000 + "1" + "}" * 20_000)(r, b, o),
    "deep and open": lambda r, b, o: of_kind(BAD, "[" * 200_000),
    "trailing comma": lambda r, b, o: of_kind(EITHER, b[:-1] + ",}"),
    "duplicate keys": duplicate_keys, "unlike the model": unlike_the_model,
    "huge numbers": huge_numbers,
    "byte order mark": lambda r, b, o: of_kind(EITHER, b"\xef\xbb\xbf" + b.encode()),
    "UTF-16": lambda r, b, o: of_kind(EITHER, b.encode("utf-16")),
    "lone surrogate": inserted('"new":"\\ud800"'),
    "lone surrogate in a member": lambda r, b, o: of_kind(
        EITHER, b.replace('"status"', '"executionMode":"\\udc00\\ud800","status"', 1)),
    "invalid UTF-8": lambda r, b, o: of_kind(
        EITHER, b.encode()[:-1] + b',"new":"\xff\xc0\xaf\xed\xa0\x80"}'),
    "raw control characters": inserted('"new":"a\nb\0"'),
}
