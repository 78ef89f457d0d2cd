"""A webhook receiver that checks every delivery as Standard Webhooks says, and is often ill."""

import base64
import hashlib
import hmac
import http.server
import random
import socket
import struct
import threading
import time
from dataclasses import dataclass


@dataclass
class Delivery:
    """One POST; `verdict` is "taken", "refused", or "lost" where the answer did not get out."""

    life: int
    id: str
    body: bytes
    at: float
    verdict: str


class Receiver:
    """Listens on one port for the whole soak."""

    def __init__(self, seed, path, secret, headers, fault_rate):
        self.rng = random.Random(f"receiver {seed}")
        self.path, self.headers, self.fault_rate = path, headers, fault_rate
        self.key = base64.b64decode(secret.removeprefix("whsec_"))
        self.deliveries = []
        self.violations = []
        self.life = -1
        self.failing = 0
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # Head and body of an answer leave as one: else each answer would wait for an ACK.
            wbufsize = -1
            disable_nagle_algorithm = True
            timeout = 60

            def do_POST(self):
                receiver.receive(self)

            def do_GET(self):
                receiver.violations.append(("webhook", f"GET {self.path}"))

            def log_message(self, *_):
                pass

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 64

            def handle_error(self, *_):
                pass  # the daemon was killed in the middle of a request

        self.server = Server(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def receive(self, handler):
        life = self.life
        length = int(handler.headers["Content-Length"])
        body = handler.rfile.read(length)
        if len(body) < length:
            handler.close_connection = True
            return  # the daemon was killed before it had sent the rest
        problem = self.problem(handler, body)
        if problem:
            self.violations.append(("webhook", problem))
        delivery = Delivery(life, handler.headers.get("webhook-id", ""), body, time.time(), "taken")
        # Three in a row would make the daemon's waits longer than a soak.
        ill = self.failing < 2 and self.rng.random() < self.fault_rate
        self.failing = self.failing + 1 if ill else 0
        way = self.rng.choice(["500", "503", "429", "reset", "302", "lost"]) if ill else "200"
        delivery.verdict = {"200": "taken", "lost": "lost"}.get(way, "refused")
        self.deliveries.append(delivery)
        if way in ("reset", "lost"):
            # In both the body was read whole; only "lost" had taken it before the line broke.
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                                          struct.pack("ii", 1, 0))
            handler.close_connection = True
            return
        handler.send_response(int(way))
        if way == "302":
            handler.send_header("Location", f"http://127.0.0.1:{self.port}/elsewhere")
        echoed = f"{way} {self.path}".encode()
        handler.send_header("Content-Length", str(len(echoed)))
        handler.end_headers()
        handler.wfile.write(echoed)

    def problem(self, handler, body):
        """What is wrong with a delivery; None where nothing is."""
        headers = handler.headers
        if handler.path != self.path:
            return f"path {handler.path}"
        for name, value in self.headers.items():
            if headers.get_all(name) != [value]:
                return f"header {name}: {headers.get_all(name)}"
        if headers.get_content_type() != "application/cloudevents+json":
            return f"content type {headers.get('Content-Type')}"
        for name in ["webhook-id", "webhook-timestamp", "webhook-signature"]:
            if len(headers.get_all(name) or []) != 1:
                return f"{name}: {headers.get_all(name)}"
        identity, stamp = headers["webhook-id"], headers["webhook-timestamp"]
        if "." in identity or abs(int(stamp) - time.time()) > 10:
            return f"id {identity}, timestamp {stamp}"
        signed = f"{identity}.{stamp}.".encode() + body
        code = base64.b64encode(hmac.digest(self.key, signed, hashlib.sha256)).decode()
        if f"v1,{code}" not in headers["webhook-signature"].split(" "):
            return f"signature {headers['webhook-signature']} of {identity}"
        return None
