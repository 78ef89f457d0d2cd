"""soak.py - judges the built daemon from outside, by what it asks, tells, keeps and logs.

  soak.py --daemon FILE [--seed N] [--seconds S] [--kills] [--rate N] [--keep DIRECTORY]

Plays seeded timelines with faults to the daemon, signals it at seeded moments, and compares what
it told with what it was served. Its last line is a summary. Ends with 1 on a violation, each of
which is told on standard error. With --kills, SIGTERM and SIGKILL are among the signals. The
timelines and the faults follow from the seed, what meets what also from the machine. Needs
botocore.
"""

import argparse
import base64
import faulthandler
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from pathlib import Path

import judge
import timelines
from daemonprocess import ENDS_WITHIN, Keys, Process, config, replace
from endpoint import Endpoint
from receiver import Receiver

MOST_MEMORY = 300.0  # MB, of a debug build
SHOWN = 5  # violations of a kind that are printed in full


class Soak:
    """One run: a daemon with its surroundings, over several lives."""

    def __init__(self, options, directory):
        self.options, self.directory = options, directory
        self.rng = random.Random(f"soak {options.seed}")
        self.problems = []
        self.scripts = timelines.scripts(options.seed, options.seconds)
        self.watched = list(self.scripts)
        self.endpoint = Endpoint(self.scripts, options.seed, fault_rate=0.25)
        self.keys = Keys(self.rng, directory, self.endpoint)
        path = f"/hook-{self.rng.getrandbits(64):x}?key={self.rng.getrandbits(64):x}"
        secret = "whsec_" + base64.b64encode(self.rng.randbytes(32)).decode()
        token = f"token-{self.rng.getrandbits(64):x}"
        self.receiver = Receiver(options.seed, path, secret,
                                 {"X-Api-Token": token, "X-Team": "core"}, fault_rate=0.05)
        (directory / "url").write_text(f"http://127.0.0.1:{self.receiver.port}{path}")
        (directory / "token").write_text(token)
        self.keys.secrets += [path, *path[1:].split("?key="), secret, secret[6:], token]
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(directory), "HOOK_SECRET": secret,
            "AWS_ACCESS_KEY_ID": self.keys.default[0],
            "AWS_SECRET_ACCESS_KEY": self.keys.default[1],
            "AWS_SHARED_CREDENTIALS_FILE": str(self.keys.file),
            "AWS_CONFIG_FILE": str(directory / "absent"),
            "SWIFT_BACKTRACE": "enable=yes,color=no,interactive=no",
        }
        rate = self.rng.choice([5, 25, 40, 80])
        self.rate = options.rate or rate
        self.polling = {"minInterval": "20ms", "maxInterval": "150ms", "multiplier": 1.5,
                        "requestsPerSecond": self.rate, "timeout": "2500ms", "keepWatching": "1h"}
        self.hook_timeout = "10s"
        self.lives, self.outputs, self.memory = [], [], 0.0

    def problem(self, kind, text):
        self.problems.append((kind, text))

    # MARK: lives

    def start(self):
        self.port = self.endpoint.open_life()
        self.write_config()
        number = self.endpoint.life
        self.receiver.life = number
        self.process = Process(self.options.daemon, str(self.directory / "config.json"),
                               self.environment)
        self.life = judge.Life(number, self.process.began, reloads=[])
        self.lives.append(self.life)
        self.endpoint.begun = self.endpoint.begun or time.time()

    def write_config(self):
        replace(self.directory / "config.json", config(
            self.watched, self.port, self.receiver.port, self.directory, self.polling,
            self.hook_timeout))

    def is_up(self):
        """Waits until the daemon polls, after which its signals are its own."""
        number = self.life.number
        end = time.time() + 20
        while time.time() < end and self.process.is_running:
            if any(poll.life == number for poll in self.endpoint.polls[-200:]):
                time.sleep(0.2)
                return self.process.is_running
            time.sleep(0.01)
        self.problem("start", f"life {number} polls nothing: {self.tail()}")
        return False

    def tail(self):
        return bytes(self.process.stderr[-3000:]).decode(errors="replace")

    def end(self, signal_name):
        """Ends the life, and looks at what it left."""
        if not self.process.is_running:
            self.problem("ended by itself", f"life {self.life.number}: "
                         f"{self.process.child.returncode}: {self.tail()}")
        self.life.end, self.life.ended = signal_name, time.time()
        if signal_name == "SIGKILL":
            self.process.kill()
        else:
            code = self.process.terminate()
            took = time.time() - self.life.ended
            if code != 0 or took > ENDS_WITHIN:
                self.problem("end", f"life {self.life.number} ended with {code} in {took:.1f} s: "
                             + self.tail())
        self.outputs.append(bytes(self.process.stdout))
        if self.options.keep:
            for name, content in [("stdout", self.process.stdout), ("stderr", self.process.stderr)]:
                (self.directory / f"{name}-{self.life.number}").write_bytes(content)
        self.look_for_secrets()
        time.sleep(0.1)  # what the dead process sent reaches the receiver before the next life

    def look_for_secrets(self):
        places = {"stdout": bytes(self.process.stdout), "stderr": bytes(self.process.stderr)}
        for path in (self.directory / "state").glob("*"):
            places[f"state file {path.name}"] = path.read_bytes()
        for place, content in places.items():
            for secret in self.keys.secrets:
                if secret.encode() in content:
                    at = content.index(secret.encode())
                    self.problem("secret", f"{secret[:6]}… in {place}, life {self.life.number}: "
                                 f"{content[max(0, at - 300):at + 30]!r}")
        for place in ("stdout", "stderr"):
            odd = {byte for byte in places[place] if byte < 0x20 or byte == 0x7F} - {0x0A, 0x09}
            if odd:
                self.problem("control characters", f"{sorted(odd)} in {place}")

    # MARK: what happens to it

    def signal_reload(self, answer, dropped=frozenset()):
        """Sends SIGHUP and waits for what the daemon says to it."""
        since, at = len(self.process.stderr), time.time()
        self.process.child.send_signal(signal.SIGHUP)
        if not self.process.wait_for(answer, 5, since):
            self.problem("reload", f"life {self.life.number}: not {answer}: {self.tail()}")
        self.life.reloads.append((at, time.time(), dropped))

    def reload(self):
        self.polling |= {"maxInterval": self.rng.choice(["100ms", "150ms", "300ms"])}
        self.write_config()
        self.signal_reload(b"config reloaded")

    def reload_sink(self):
        """Changes the webhook, so that another delivery loop takes its place."""
        self.hook_timeout = self.rng.choice(["8s", "9s", "10s"])
        self.write_config()
        self.signal_reload(b"config reloaded")

    def reload_broken(self):
        (self.directory / "config.json").write_text('{"watch": [], "wacth": }')
        self.signal_reload(b"config refused")
        self.write_config()

    def reload_other(self):
        """Drops some executions, and takes them up again after a while."""
        dropped = self.rng.sample(self.scripts, 12)
        self.watched = [script for script in self.scripts if script not in dropped]
        self.write_config()
        self.signal_reload(b"config reloaded", frozenset(script.key for script in dropped))
        gone = time.time()
        time.sleep(self.rng.uniform(0, 1))
        back = time.time()
        for poll in self.endpoint.polls:
            if gone + 0.3 < poll.received < back and any(poll.key == s.key for s in dropped):
                self.problem("not watched", f"{poll.key} was polled after it was dropped")
        self.watched = list(self.scripts)
        self.write_config()
        self.signal_reload(b"config reloaded")

    def rotate(self):
        self.keys.rotate(self.rng.choice(["rename", "in place"]))

    def outage(self):
        self.endpoint.outage = self.rng.choice(["reset", "throttle"])
        time.sleep(self.rng.uniform(0.2, 1))
        self.endpoint.outage = None

    def restart(self):
        self.end("SIGTERM")
        time.sleep(self.rng.uniform(0, 0.3))
        self.start()
        return self.is_up()

    def kill(self):
        self.end("SIGKILL")
        self.start()
        while self.rng.random() < 0.3:  # in the middle of the start
            time.sleep(self.rng.uniform(0, 0.4))
            self.end("SIGKILL")
            self.start()
        return self.is_up()

    def run(self):
        """Plays it all; answers with whether the daemon lived to the end."""
        self.start()
        if not self.is_up():
            return False
        deeds = [self.rotate, self.outage, self.reload, self.reload_broken, self.reload_other,
                 self.reload_sink]
        if self.options.kills:
            deeds += [self.restart, self.kill, self.kill, self.kill, self.kill]
        over = self.endpoint.begun + self.options.seconds
        while (left := over - time.time()) > 0:
            time.sleep(min(left, self.rng.uniform(0.1, 1.5)))
            self.memory = max(self.memory, self.process.resident)
            if self.rng.choice(deeds)() is False or not self.process.is_running:
                return False
        self.endpoint.fault_rate = self.receiver.fault_rate = 0
        for _ in range(2):  # the second life finds everything told
            if not self.is_up() or not self.settles():
                return False
            self.end("SIGTERM")
            self.start()
        if not self.is_up():
            return False
        self.end("SIGTERM")
        if len(self.outputs[-1]) > 0:
            self.problem("told twice", f"the last life told {self.outputs[-1][:500]!r}")
        return True

    def settles(self):
        """Waits until the daemon has seen the end of every timeline."""
        begun, end = time.time(), time.time() + 60
        while time.time() < end and self.process.is_running:
            asked = defaultdict(list)
            for poll in list(self.endpoint.polls):
                if poll.life == self.life.number and poll.received > begun:
                    asked[poll.key].append(poll.whole)
            if all(any(asked[script.key][:-1]) for script in self.scripts):
                return True
            time.sleep(0.1)
        self.problem("settle", f"not all executions were polled within a minute: {self.tail()}")
        return False

    # MARK: the verdict

    def verdict(self):
        problems = self.problems
        lines = judge.told_by_stdout(self.lives, self.outputs, problems)
        bodies = judge.told_by_webhook(self.lives, self.receiver.deliveries, problems)
        if lines != bodies:
            at = next((i for i, pair in enumerate(zip(lines, bodies)) if pair[0] != pair[1]),
                      min(len(lines), len(bodies)))
            problems.append(("sinks differ", f"{len(lines)} lines, {len(bodies)} deliveries; the "
                             f"first difference at {at}:\n  {lines[at:at + 1]}\n  "
                             f"{bodies[at:at + 1]}"))
        told = defaultdict(list)
        for line in lines:
            event = json.loads(line)
            data = event["data"]
            told[data.get("account"), data["region"], data["pipelineName"],
                 data["pipelineExecutionId"]].append(event)
        served = defaultdict(list)
        for poll in self.endpoint.polls:
            served[poll.key].append(poll)
        self.undecided = 0
        for script in self.scripts:
            one = judge.Judge(script.key, served[script.key], told.pop(script.key, []), self.lives)
            wrong = one.verdict()
            self.undecided += one.undecided
            if wrong:
                problems.append(("told is not served", wrong))
        problems += [("told from nowhere", f"{key}") for key in told]
        self.fastest = judge.paces(self.endpoint.polls, self.rate, problems)
        problems += self.endpoint.violations + self.receiver.violations
        if self.memory > MOST_MEMORY:
            problems.append(("memory", f"{self.memory:.0f} MB"))
        self.told = len(lines)

    def keep_records(self):
        """Writes down what the verdict was made from."""
        zero = self.lives[0].began
        records = [(life.began, f"life {life.number} begins") for life in self.lives]
        records += [(life.ended, f"life {life.number} {life.end}") for life in self.lives]
        records += [(since, f"SIGHUP, which drops {len(dropped)}")
                    for life in self.lives for since, _, dropped in life.reloads]
        records += [(one.at, f"delivery {one.id} {one.verdict}")
                    for one in self.receiver.deliveries]
        records += [(poll.received, f"poll {poll.key} {poll.fault} {poll.worth} "
                     f"{(poll.execution or {}).get('status')!r} began {poll.began and poll.began - zero}"
                     f" closed {poll.closed and poll.closed - zero}")
                    for poll in self.endpoint.polls]
        (self.directory / "records").write_text(
            "".join(f"{at - zero:.4f} {text}\n" for at, text in sorted(records)))

    def report(self):
        kinds = Counter(kind for kind, _ in self.problems)
        for kind, count in kinds.items():
            print(f"VIOLATION {kind}: {count}", file=sys.stderr)
            for _, text in [one for one in self.problems if one[0] == kind][:SHOWN]:
                print("  " + text, file=sys.stderr)
        ends = Counter(life.end for life in self.lives)
        if self.options.verbose:
            print(dict(sorted(self.endpoint.counts.items())))
        print(f"seed {self.options.seed}: {'VIOLATED' if kinds else 'clean'}; "
              f"{self.endpoint.counts['requests']} requests, {self.told} events, "
              f"{len(self.receiver.deliveries)} deliveries, lives {dict(ends)}, "
              f"{self.undecided} undecided replies, at most {self.fastest} requests in a second "
              f"of {self.rate}, {self.memory:.0f} MB")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--daemon", required=True)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--kills", action="store_true")
    parser.add_argument("--rate", type=int, help="requests a second; chosen by the seed if left out")
    parser.add_argument("--keep", type=Path, help="leaves everything in this directory")
    parser.add_argument("--verbose", action="store_true", help="counts faults, too")
    options = parser.parse_args()
    options.daemon = os.path.abspath(options.daemon)
    faulthandler.enable()
    print(f"seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="pipewatchd-soak-") as temporary:
        directory = options.keep or Path(temporary)
        directory.mkdir(exist_ok=True)
        soak = Soak(options, directory)
        try:
            soak.run()
        finally:
            if not soak.life.end:
                soak.end("SIGKILL")
        soak.verdict()
        if options.keep:
            soak.keep_records()
    soak.report()
    sys.exit(1 if soak.problems else 0)


if __name__ == "__main__":
    main()
