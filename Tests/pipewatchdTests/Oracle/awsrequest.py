"""Holds a request of the daemon against AWS's own model of the service and its own signer.

Nothing here is the project's: the model is the one that botocore ships, the signature is what
botocore's SigV4Auth makes of the request as it came over the wire.
"""

import calendar
import json
import re
import time

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.loaders import Loader
from botocore.model import ServiceModel
from botocore.validate import ParamValidator

MODEL = ServiceModel(Loader().load_service_model("codepipeline", "service-2"))
AUTHORIZATION = re.compile(
    r"AWS4-HMAC-SHA256 Credential=([^/, ]+)/(\d{8})/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request, ?"
    r"SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})")
MUST_BE_SIGNED = {"host", "x-amz-date", "x-amz-target", "content-type"}
ALLOWED_SKEW = 10.0  # seconds; AWS takes 15 minutes, but both clocks are one here


class Refused(Exception):
    """Why a request is not what AWS asks for."""


class ExactSigner(SigV4Auth):
    """Signs the headers that the request says are signed, and no others."""

    def __init__(self, *arguments, signed):
        super().__init__(*arguments)
        self.signed = signed

    def headers_to_sign(self, request):
        chosen = super().headers_to_sign(request)
        for name in list(chosen):
            del chosen[name]
        for name, value in request.headers.items():
            if name.lower() in self.signed:
                chosen[name.lower()] = value
        return chosen


class Request:
    """One HTTP request as it came: the request line, the headers in order, the body."""

    def __init__(self, head, body, received):
        lines = head.decode("latin-1").split("\r\n")
        try:
            self.method, self.target, self.version = lines[0].split(" ")
            pairs = [line.split(":", 1) for line in lines[1:]]
            self.headers = [(name.lower(), value.strip(" \t")) for name, value in pairs]
        except ValueError:
            raise Refused(f"not an HTTP request: {lines[:1]!r}") from None
        self.body = body
        self.received = received  # Unix seconds, by the kernel

    def one(self, name):
        values = [value for key, value in self.headers if key == name]
        if len(values) != 1:
            raise Refused(f"{len(values)} headers {name}, not one")
        return values[0]

    def has(self, name):
        return any(key == name for key, _ in self.headers)


def parameters(request):
    """The operation's parameters, once the request is what the model asks for."""
    if (request.method, request.target, request.version) != ("POST", "/", "HTTP/1.1"):
        raise Refused(f"request line {request.method} {request.target} {request.version}")
    if request.one("content-type") != f"application/x-amz-json-{MODEL.metadata['jsonVersion']}":
        raise Refused(f"content type {request.one('content-type')}")
    if request.has("transfer-encoding") or int(request.one("content-length")) != len(request.body):
        raise Refused("the body is not framed by one Content-Length")
    prefix, _, name = request.one("x-amz-target").partition(".")
    if prefix != MODEL.metadata["targetPrefix"] or name not in MODEL.operation_names:
        raise Refused(f"target {request.one('x-amz-target')}")
    shape = MODEL.operation_model(name).input_shape

    def unique(pairs):
        if len({key for key, _ in pairs}) != len(pairs):
            raise Refused("a member twice")
        return dict(pairs)

    try:
        values = json.loads(request.body.decode("utf-8"), object_pairs_hook=unique)
    except ValueError as error:
        raise Refused(f"the body is not JSON: {error}") from None
    report = ParamValidator().validate(values, shape)
    if report.has_errors():
        raise Refused(report.generate_report())
    unknown = set(values) - set(shape.members)
    if unknown:
        raise Refused(f"unknown members {sorted(unknown)}")
    for member, value in values.items():
        pattern = shape.members[member].metadata.get("pattern")
        if pattern and not re.fullmatch(pattern, value):
            raise Refused(f"{member} {value!r} does not match {pattern}")
    return name, values


def signer(request, host, key_ring):
    """Who signed the request: the access key id and the region, once the signature is right.

    `key_ring` maps access key ids to (secret, session token or None).
    """
    if request.one("host") != host:
        raise Refused(f"host {request.one('host')}, not {host}")
    match = AUTHORIZATION.fullmatch(request.one("authorization"))
    if not match:
        raise Refused("the Authorization header is not of the form of SigV4")
    key_id, day, region, service, names, signature = match.groups()
    if key_id not in key_ring:
        raise Refused(f"access key id {key_id} is nobody's")
    secret, token = key_ring[key_id]
    stamp = request.one("x-amz-date")
    if not re.fullmatch(r"\d{8}T\d{6}Z", stamp) or stamp[:8] != day or service != "codepipeline":
        raise Refused(f"date {stamp} or scope {day}/{region}/{service} is wrong")
    skew = calendar.timegm(time.strptime(stamp, "%Y%m%dT%H%M%SZ")) - request.received
    if abs(skew) > ALLOWED_SKEW:
        raise Refused(f"signed {skew:.0f} s off")
    signed = names.split(";")
    if signed != sorted(set(signed)):
        raise Refused(f"SignedHeaders are not sorted: {names}")
    for name in signed:
        if not request.has(name):
            raise Refused(f"{name} is signed and was not sent")
    must = MUST_BE_SIGNED | {name for name, _ in request.headers if name.startswith("x-amz-")}
    if not must <= set(signed):
        raise Refused(f"not signed: {sorted(must - set(signed))}")
    if (request.one("x-amz-security-token") if token else None) != token or (
            not token and request.has("x-amz-security-token")):
        raise Refused("the session token is not the one of this access key")
    if signature != expected(request, host, Credentials(key_id, secret, token), region, signed):
        raise Refused("SignatureDoesNotMatch")
    return key_id, region


def expected(request, host, credentials, region, signed):
    """The signature that botocore makes of the request."""
    again = AWSRequest(method=request.method, url=f"http://{host}{request.target}",
                       data=request.body, headers=dict(request.headers))
    again.context["timestamp"] = request.one("x-amz-date")
    auth = ExactSigner(credentials, "codepipeline", region, signed=signed)
    canonical = auth.canonical_request(again)
    return auth.signature(auth.string_to_sign(again, canonical), again)
