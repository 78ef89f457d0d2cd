"""A CodePipeline endpoint that plays scripts, answers with faults, and remembers all it saw.

Every life of the daemon gets a listener of its own, so that a request is never taken for one of
another life, however late it is read. A request that breaks AWS's rules is a violation.
"""

import json
import random
import select
import socket
import struct
import threading
import time
import traceback
from collections import Counter
from dataclasses import dataclass

import awsrequest
import faults
import judge

SO_TIMESTAMPNS = 35  # asm-generic/socket.h
KEY_GRACE = 1.0  # seconds in which keys that were just replaced may still be used


@dataclass
class Poll:
    """One request and what was answered; times are Unix seconds."""

    life: int
    key: tuple
    received: float
    fault: str | None = None
    worth: str = faults.BAD
    execution: dict | None = None  # what a reply of worth GOOD or EITHER says
    answer: bytes = b""  # the last piece, for whoever looks into a violation
    retry_after: float | None = None
    began: float | None = None  # when the last piece, or a reply that is no good, was begun
    whole: bool = False
    closed: float | None = None  # when the daemon closed the connection without a further request


class Connection:
    """One TCP connection of the daemon."""

    def __init__(self, sock):
        self.socket = sock
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""
        self.stamp = None

    def more(self):
        data, ancillary, _, _ = self.socket.recvmsg(65536, 64)
        for level, kind, content in ancillary:
            if level == socket.SOL_SOCKET and kind == SO_TIMESTAMPNS:
                seconds, nanoseconds = struct.unpack("qq", content[:16])
                self.stamp = seconds + nanoseconds / 1e9
        self.buffer += data
        return bool(data)

    def request(self):
        """The next request; None where the daemon closed the connection before one."""
        while b"\r\n\r\n" not in self.buffer:
            if not self.more():
                if self.buffer:
                    raise awsrequest.Refused(f"half a request: {self.buffer[:100]!r}")
                return None
        received, self.stamp = self.stamp or time.time(), None
        head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)
        request = awsrequest.Request(head, b"", received)
        length = int(request.one("content-length"))
        while len(self.buffer) < length:
            if not self.more():
                return None
        request.body, self.buffer = self.buffer[:length], self.buffer[length:]
        return request

    def is_closed(self):
        """Whether either side has closed it."""
        if self.socket.fileno() < 0:
            return True
        poller = select.poll()
        poller.register(self.socket, select.POLLRDHUP)
        return bool(poller.poll(0))

    def wait_for_close(self):
        poller = select.poll()
        poller.register(self.socket, select.POLLRDHUP)
        poller.poll(60_000)

    def reset(self):
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


class Endpoint:
    """Serves scripts from a moment on; collects polls and violations."""

    def __init__(self, scripts, seed, fault_rate):
        self.scripts = {script.key: script for script in scripts}
        self.rng = random.Random(f"faults {seed}")
        self.fault_rate = fault_rate
        self.names = [*faults.FAULTS, "echo"]
        self.begun = None  # the timeline's zero; nothing is known before
        self.life = -1
        self.outage = None  # "reset" or "throttle" while all requests meet that
        self.lock = threading.Lock()
        self.polls = []
        self.open = {}
        self.counts = Counter()
        self.violations = []
        self.key_ring = {}  # access key id: (secret, session token)
        self.owner = {}  # access key id: (account, since when it is no longer good)

    def add_key(self, account, key_id, secret, token=None):
        """Makes a key the account's only good one."""
        now = time.time()
        with self.lock:
            for other, (owner, ended) in self.owner.items():
                if owner == account and ended is None:
                    self.owner[other] = (owner, now)
            self.key_ring[key_id] = (secret, token)
            self.owner[key_id] = (account, None)

    def violation(self, kind, text):
        with self.lock:
            self.violations.append((kind, text))

    def open_life(self):
        """Begins a life of the daemon; answers with the port to reach."""
        self.close_life()
        self.life += 1
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        # Connections inherit it, so that what they bring before they are accepted has its time.
        self.listener.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        self.host = "127.0.0.1:%d" % self.listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self.listener, self.life, self.host),
                         daemon=True).start()
        return self.listener.getsockname()[1]

    def close_life(self):
        if self.life >= 0 and self.listener:
            # A shutdown wakes the thread in accept(), a close alone does not.
            self.listener.shutdown(socket.SHUT_RDWR)
            self.listener.close()
            self.listener = None

    def _accept(self, listener, life, host):
        while True:
            try:
                sock, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(Connection(sock), life, host),
                             daemon=True).start()

    def _serve(self, connection, life, host):
        last = None
        try:
            with connection.socket:
                while True:
                    try:
                        request = connection.request()
                    except awsrequest.Refused as refusal:
                        self.violation("request", f"life {life}: {refusal}")
                        return
                    if request is None:
                        break
                    last, goes_on = self._answer(connection, request, life, host)
                    if not goes_on:
                        return
        except OSError:
            pass  # the daemon closed or was killed; `closed` says when
        except Exception:
            self.violation("endpoint", traceback.format_exc())
        if last:
            last.closed = time.time()

    def _answer(self, connection, request, life, host):
        try:
            _, values = awsrequest.parameters(request)
            key_id, region = awsrequest.signer(request, host, self.key_ring)
        except awsrequest.Refused as refusal:
            self.violation("request", f"life {life}: {refusal}\n{request.headers}")
            connection.socket.sendall(faults.error("ValidationException", "no").bytes)
            return None, True
        account, ended = self.owner[key_id]
        key = (account, region, values["pipelineName"], values["pipelineExecutionId"])
        poll = Poll(life, key, request.received)
        self._note(poll, connection)
        if key not in self.scripts:
            self.violation("request", f"life {life}: nobody watches {key}")
        reply = self._reply(poll, key, ended, self.key_ring[key_id][1])
        try:
            self._send(connection, poll, reply)
        except OSError:
            poll.closed = time.time()
            return poll, False
        return poll, reply.end == "keep"

    def _note(self, poll, connection):
        """Keeps the poll, and sees to it that it is the only one of its execution."""
        with self.lock:
            self.counts["requests"] += 1
            self.polls.append(poll)
            before = self.open.get((poll.life, poll.key))
            self.open[poll.life, poll.key] = (poll, connection)
        if before is None:
            return
        other, on = before
        for _ in range(10):
            if other.began is not None or on.is_closed():
                return
            time.sleep(0.01)
        self.violation("two at once", f"life {poll.life}: {poll.key} was asked for at "
                       f"{other.received:.3f} ({other.fault}) and again at {poll.received:.3f}")

    def _reply(self, poll, key, ended, token):
        now = time.time()
        if ended is not None:
            if poll.received > ended + KEY_GRACE:
                self.violation("old keys", f"{key[0]}: used {poll.received - ended:.1f} s after")
            poll.fault = "old keys"
            return faults.error("ExpiredTokenException", "expired", "403 Forbidden")
        with self.lock:
            rng = random.Random(self.rng.getrandbits(64))
        if self.outage:
            poll.fault = "outage"
            return (faults.Reply(faults.BAD, [], "reset") if self.outage == "reset"
                    else faults.error("ThrottlingException", "Rate exceeded"))
        step = self.scripts[key].at(now - self.begun) if key in self.scripts else None
        if step is None:
            poll.fault = "not there yet"
            return faults.error("PipelineExecutionNotFoundException", "not yet")
        execution = dict(step.execution)
        if step.varies:
            execution["statusSummary"] = f"poll {self.counts['requests']}"
        body = json.dumps({"pipelineExecution": execution}, ensure_ascii=rng.random() < 0.5,
                          separators=rng.choice([(",", ":"), (", ", ": ")]))
        if rng.random() >= self.fault_rate:
            reply = faults.good(body)
        else:
            poll.fault = rng.choice(self.names)
            # The poison has all the rest of a good reply, so that only the fault speaks against it.
            other = json.dumps({"pipelineExecution": execution | {
                "status": judge.POISON, "pipelineName": key[2], "pipelineExecutionId": key[3]}})
            if poll.fault == "echo":
                reply = faults.echo(rng, token or "nothing secret")
            else:
                reply = faults.FAULTS[poll.fault](rng, body, other)
        with self.lock:
            self.counts[f"fault {poll.fault}" if poll.fault else "plain"] += 1
        poll.worth = reply.worth
        poll.answer = reply.pieces[-1][1][:2000] if reply.pieces else b""
        poll.retry_after = reply.retry_after
        if reply.worth != faults.BAD:
            poll.execution = execution
        return reply

    def _send(self, connection, poll, reply):
        if reply.worth != faults.GOOD and reply.end != "hang":
            poll.began = time.time()
        for index, (pause, piece) in enumerate(reply.pieces):
            if pause:
                time.sleep(pause)
            if index == len(reply.pieces) - 1 and poll.began is None and reply.end != "hang":
                poll.began = time.time()
            connection.socket.sendall(piece)
        if reply.end == "hang":
            connection.wait_for_close()
            raise OSError
        poll.began = poll.began or time.time()
        poll.whole = reply.worth != faults.BAD
        if reply.end == "reset":
            connection.reset()
