"""Runs the built daemon: its config, its environment, its output, its end."""

import json
import os
import signal
import subprocess
import threading
import time
from pathlib import Path

ENDS_WITHIN = 5.0  # seconds after SIGTERM, as its manual says


class Keys:
    """The credentials that the daemon finds, and every secret that it must never tell."""

    def __init__(self, rng, directory, endpoint):
        self.rng, self.directory, self.endpoint = rng, directory, endpoint
        self.secrets = []
        self.default = self.fresh("AKIA", None, with_token=False)
        self.file = directory / "credentials"
        self.rotate("rename")

    def fresh(self, prefix, account, with_token):
        letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
        key_id = prefix + "".join(self.rng.choices(letters[:26], k=16))
        secret = "".join(self.rng.choices(letters, k=40))
        token = "".join(self.rng.choices(letters, k=300)) + "==" if with_token else None
        self.secrets += [secret] + [token] * with_token
        self.endpoint.add_key(account, key_id, secret, token)
        return key_id, secret, token

    def rotate(self, way):
        """Writes new keys for the named accounts, as tools that refresh them do."""
        gov = self.fresh("AKIA", "gov", with_token=False)
        prod = self.fresh("ASIA", "prod", with_token=True)
        text = (f"[gov]\naws_access_key_id = {gov[0]}\naws_secret_access_key = {gov[1]}\n\n"
                f"[prod]\naws_access_key_id={prod[0]}\naws_secret_access_key={prod[1]}\n"
                f"aws_session_token={prod[2]}\n")
        if way == "rename":
            replace(self.file, text)
        else:
            self.file.write_text(text)
        # What is not in the file yet cannot have been used too late.
        self.endpoint.add_key("gov", *gov)
        self.endpoint.add_key("prod", *prod)


def replace(path, text):
    """Writes a file that is there as a whole or not at all."""
    beside = path.with_suffix(".new")
    beside.touch(0o600)
    beside.write_text(text)
    beside.rename(path)


class Process:
    """One life of the daemon."""

    def __init__(self, binary, config, environment):
        self.child = subprocess.Popen(
            [binary, "run", "--config", config], env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd="/")
        self.began = time.time()
        self.stdout, self.stderr = bytearray(), bytearray()
        self.readers = [threading.Thread(target=self._read, args=pair, daemon=True) for pair in [
            (self.child.stdout, self.stdout), (self.child.stderr, self.stderr)]]
        for reader in self.readers:
            reader.start()

    @staticmethod
    def _read(pipe, into):
        while data := os.read(pipe.fileno(), 65536):
            into += data

    @property
    def is_running(self):
        return self.child.poll() is None

    @property
    def resident(self):
        """Its memory in MB."""
        try:
            status = Path(f"/proc/{self.child.pid}/status").read_text()
        except OSError:
            return 0.0
        line = next((line for line in status.split("\n") if line.startswith("VmRSS")), "x 0")
        return int(line.split()[1]) / 1024

    def wait_for(self, text, seconds, since=0):
        """Whether standard error says something soon."""
        end = time.time() + seconds
        while time.time() < end:
            if text in self.stderr[since:]:
                return True
            if not self.is_running:
                return text in self.stderr[since:]
            time.sleep(0.005)
        return False

    def kill(self):
        self.child.send_signal(signal.SIGKILL)
        return self._ended(10)

    def terminate(self):
        """Ends it as systemd does; answers with its exit code, None where it does not end."""
        self.child.send_signal(signal.SIGTERM)
        try:
            return self._ended(ENDS_WITHIN + 2)
        except subprocess.TimeoutExpired:
            self.kill()
            return None

    def _ended(self, seconds):
        code = self.child.wait(seconds)
        for reader in self.readers:
            reader.join()
        return code


def config(scripts, port, hook_port, directory, polling, hook_timeout):
    """The text of a config that watches the scripts."""
    watches = {}
    for script in scripts:
        watches.setdefault((script.account.name, script.pipeline), []).append(script.id)
    return json.dumps({
        "aws": {"region": "eu-west-1", "endpoint": f"http://127.0.0.1:{port}"},
        "accounts": {"prod": {"profile": "prod", "region": "us-east-1"},
                     "gov": {"profile": "gov", "region": "us-gov-west-1"}},
        "watch": [{"pipeline": pipeline, "executions": ids} | (
            {"account": account} if account else {})
            for (account, pipeline), ids in watches.items()],
        "polling": polling,
        "notify": [
            {"sink": "stdout", "format": "json"},
            {"sink": "webhook", "name": "hook", "url": {"file": str(directory / "url")},
             "timeout": hook_timeout, "secret": {"env": "HOOK_SECRET"},
             "headers": {"X-Api-Token": {"file": str(directory / "token")}, "X-Team": "core"}}],
        "state": {"path": str(directory / "state" / "state.sqlite")},
        "log": {"level": "debug"},
    }, indent=1)
