"""Derives what must be told from what was served, and compares it with what was told.

The service shows a status only at a poll, so the truth of a soak is not the script but the
replies. Per execution they are gone through in order; what a change of status means is said on
the project's architecture page ("What is promised, and how it is kept").

Some of it is open from outside. A reply may have come too late, or its worth may be undecided.
What a daemon had seen when it was killed may or may not have been committed: commits are in order,
so the life counts up to any one of its last replies, and the next life goes on from there. All
that was possible is carried along as a set of states, and what was told has to fit one of them.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timezone
from urllib.parse import quote

POISON = "Poison"  # a status that only replies hold that must not be believed
FINAL = {"Succeeded", "Failed", "Stopped", "Superseded", "Cancelled"}
COMMITTED_WITHIN = 5.0  # seconds after a reply; a commit takes milliseconds, a busy machine more
IN_TIME = 0.5  # seconds; a reply that was quicker cannot have met the daemon's deadline
SLACK = 0.1  # seconds by which a request may come early, on a busy machine
IDLE = 5.0  # seconds after which a closed connection says nothing about the last reply


@dataclass(frozen=True)
class State:
    """What the daemon may know of an execution, and how much of what was told is accounted for."""

    status: str | None = None
    attempt: int = 0
    visits: tuple = ()  # how often each status was seen in this attempt
    told: int = 0

    def seen(self, status):
        """The state after another status."""
        if self.status is None or (self.status in FINAL and status not in {
                "Superseded", "Cancelled"}):
            return State(status, self.attempt + 1, ((status, 1),), self.told + 1)
        visits = dict(self.visits)
        visits[status] = visits.get(status, 0) + 1
        return State(status, self.attempt, tuple(visits.items()), self.told + 1)


@dataclass
class Life:
    """One process: how and when it ended, and the reloads that dropped executions for a while."""

    number: int
    began: float
    end: str = ""  # "SIGKILL" or "SIGTERM"
    ended: float = 0.0
    reloads: list = None  # (from, to, keys that were not watched after it)


def rfc3339(milliseconds):
    seconds, rest = divmod(milliseconds, 1000)
    return f"{datetime.fromtimestamp(seconds, timezone.utc):%Y-%m-%dT%H:%M:%S}.{rest:03}Z"


def moment(text):
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ").replace(
        tzinfo=timezone.utc).timestamp()


def event_id(key, state):
    """As the event's reference says: a hash over counted fields."""
    account, region, pipeline, execution = key
    fields = [region, pipeline, execution, str(state.attempt), state.status]
    count = dict(state.visits)[state.status]
    if count > 1:
        fields.append(str(count))
    coded = [f"{len(text.encode())}:{text}" for text in fields]
    first = "-" if account is None else f"{len(account.encode())}:{account}"
    return hashlib.sha256((first + "".join(coded)).encode()).hexdigest()[:32]


def event(key, before, after, execution):
    """The whole event but its time; every member as it was served."""
    account, region, pipeline, identity = key
    data = {"pipelineName": pipeline, "pipelineExecutionId": identity}
    data |= {name: value for name, value in execution.items() if value is not None}
    if "artifactRevisions" in data:
        data["artifactRevisions"] = [
            revision | ({"created": rfc3339(round(revision["created"] * 1000))}
                        if "created" in revision else {})
            for revision in data["artifactRevisions"]]
    host = "console.amazonaws-us-gov.com" if region.startswith("us-gov-") else (
        "console.aws.amazon.com")
    data |= {"previousStatus": before.status, "attempt": after.attempt, "region": region,
             "consoleURL": f"https://{region}.{host}/codesuite/codepipeline/pipelines/"
                           f"{quote(pipeline, safe='')}/executions/{identity}/visualization"
                           f"?region={region}"}
    if account is not None:
        data["account"] = account
    plain = "".join(c for c in after.status.lower() if c.isascii() and c.isalnum())
    return {"specversion": "1.0", "id": event_id(key, after),
            "type": "codepipeline.execution." + (plain or "unknown"),
            "source": f"//codepipeline.{region}.amazonaws.com/{quote(pipeline, safe='')}",
            "subject": identity, "datacontenttype": "application/json", "data": data}


class Judge:
    """Judges one execution; `told` is its events in order, each once."""

    def __init__(self, key, polls, told, lives):
        self.key, self.polls, self.told, self.lives = key, polls, told, lives
        self.furthest = 0  # how far into `told` any state came
        self.mismatch = None
        self.undecided = 0

    def verdict(self):
        """What is wrong; None where what was told fits what was served."""
        for one in self.told:
            if one["data"]["status"] == POISON:
                near = [poll for poll in self.polls if poll.worth == "bad" and poll.began
                        and abs(moment(one["time"]) - poll.began) < 0.5]
                return "believed one of these replies: " + " ".join(
                    f"\n    {poll.fault}: {poll.answer!r}" for poll in near)
        states = {State()}
        for life in self.lives:
            states = self.live(life, states)
        if any(state.told == len(self.told) for state in states):
            return None
        return self.explanation(states)

    def live(self, life, states):
        polls = [poll for poll in self.polls if poll.life == life.number]
        committed = set()
        replies = [index for index, poll in enumerate(polls) if poll.execution is not None]
        for index in replies:
            poll = polls[index]
            # The state before this reply counts where nothing that followed had to be committed.
            if life.end == "SIGKILL" and poll.received > life.ended - COMMITTED_WITHIN:
                committed |= states
            after = {new for state in states for new in self.step(state, poll)}
            if not self.is_sure(poll, life, is_last=index == len(polls) - 1):
                self.undecided += 1
                after |= states
            states = after
        return states | committed

    def is_sure(self, poll, life, is_last):
        """Whether the daemon must have taken the reply."""
        if poll.worth != "good" or not poll.whole or poll.began - poll.received > IN_TIME:
            return False
        if is_last and (life.end != "SIGKILL" or poll.received > life.ended - COMMITTED_WITHIN):
            return False
        # A poll of an execution that a reload dropped is not listened to any more.
        if any(self.key in dropped and poll.received < to + 0.5 and poll.began > since - 0.5
               for since, to, dropped in life.reloads):
            return False
        # Who closes a connection that was to be kept did so because the time was up.
        return poll.closed is None or poll.closed > life.ended or poll.closed - poll.began > IDLE

    def step(self, state, poll):
        """The states that a reply that is taken leads to: one, or none if that was not told."""
        status = poll.execution["status"]
        if status == state.status:
            return {state}
        after = state.seen(status)
        wanted = event(self.key, state, after, poll.execution)
        if state.told >= len(self.told):
            self.note(state, f"never told: {wanted}")
            return set()
        given = dict(self.told[state.told])
        time = given.pop("time", "")
        try:
            late = moment(time) - poll.received
        except ValueError:
            self.note(state, f"time {time!r}")
            return set()
        if poll.worth != "good":
            # What else such a reply says is not decided.
            for one in (wanted, given):
                one["data"] = {name: one["data"].get(name) for name in (
                    "status", "previousStatus", "attempt", "pipelineName", "region", "account",
                    "pipelineExecutionId", "consoleURL")}
        if given != wanted:
            self.note(state, difference(wanted, given))
            return set()
        if not -0.05 < late < 5:
            self.note(state, f"told with time {time}, {late:.3f} s after it was asked for")
            return set()
        self.furthest = max(self.furthest, after.told)
        return {after}

    def note(self, state, text):
        if self.mismatch is None or state.told >= self.mismatch[0]:
            self.mismatch = (state.told, text)

    def explanation(self, states):
        lines = [f"execution {self.key}: fits up to event {self.furthest} of {len(self.told)}; "
                 f"possible ends {sorted({state.told for state in states})}"]
        if self.mismatch:
            lines.append(f"  at event {self.mismatch[0] + 1}: {self.mismatch[1][:3000]}")
        lines.append("  served, by life (? not surely taken):")
        for life in self.lives:
            polls = [poll for poll in self.polls if poll.life == life.number]
            shown, last = [], None
            for index, poll in enumerate(polls):
                if poll.execution is None:
                    continue
                sure = self.is_sure(poll, life, index == len(polls) - 1)
                mark = poll.execution["status"] + ("" if sure else "?")
                if mark != last:
                    shown.append(f"{mark}@{poll.received - self.lives[0].began:.3f}")
                last = mark
            lines.append(f"    {life.number} {life.end}@{life.ended - self.lives[0].began:.3f}: "
                         + " ".join(shown))
        lines.append("  told: " + " ".join(
            f"{one['data']['status']}/{one['data']['attempt']}"
            f"@{moment(one['time']) - self.lives[0].began:.3f}" for one in self.told))
        return "\n".join(lines)


def difference(wanted, given, path="event"):
    """The members in which two events differ, one a line."""
    if not (isinstance(wanted, dict) and isinstance(given, dict)):
        return "" if wanted == given else f"\n    {path}: wanted {wanted!r}, told {given!r}"
    missing = object()
    return "".join(
        difference(wanted.get(name, missing), given.get(name, missing), f"{path}.{name}")
        if name in wanted and name in given else
        f"\n    {path}.{name}: " + ("was left out" if name in wanted else f"extra {given[name]!r}")
        for name in sorted({*wanted, *given}))


def told_by_stdout(lives, outputs, problems):
    """The lines of standard output, each event once, in order; finds forbidden repetitions."""
    lines, partial = [], None
    for life, output in zip(lives, outputs):
        *whole, rest = output.split(b"\n")
        for index, line in enumerate(whole):
            if partial is not None and not line.startswith(partial):
                problems.append(("stdout", f"life {life.number} does not repeat {partial[:200]!r}"))
            partial = None
            killed = life.number > 0 and lives[life.number - 1].end == "SIGKILL"
            if line in lines:
                if not (index == 0 and killed and line == lines[-1]):
                    problems.append(("told twice", f"life {life.number}: {line[:300]!r}"))
                continue
            lines.append(line)
        if rest and life.end != "SIGKILL":
            problems.append(("stdout", f"life {life.number} ends within a line: {rest[:200]!r}"))
        partial = rest or partial
    if partial is not None:
        problems.append(("stdout", f"a line was begun and never told: {partial[:200]!r}"))
    return lines


def told_by_webhook(lives, deliveries, problems):
    """The deliveries, each event once, in order; finds repetitions that nothing called for."""
    bodies, last = [], None
    seen = {}
    for one in deliveries:
        if one.id in seen and seen[one.id] != one.body:
            problems.append(("webhook", f"{one.id} came with two bodies"))
        if last is not None and last.id != one.id and last.verdict == "refused":
            problems.append(("webhook", f"{one.id} came before {last.id} was taken"))
        if one.id in seen:
            killed = last.life < one.life and lives[last.life].end == "SIGKILL"
            if last.id != one.id or last.verdict == "taken" and not killed:
                problems.append(("told twice", f"webhook, life {one.life}: {one.id} at {one.at}; "
                                 f"before it came {last.id} in life {last.life} at {last.at}, "
                                 f"which was {last.verdict}"))
        else:
            bodies.append(one.body)
        seen[one.id] = one.body
        last = one
    if last is not None and last.verdict == "refused":
        problems.append(("webhook", f"{last.id} was refused and not tried again"))
    return bodies


def paces(polls, rate, problems):
    """Holds requests against the rate and Retry-After; answers with the most in any second."""
    times, last = {}, {}
    most = 0
    for poll in sorted(polls, key=lambda one: one.received):
        own = times.setdefault((poll.life, poll.key[:2]), [])
        own.append(poll.received)
        first = len(own) - 1
        while first > 0 and own[-1] - own[first - 1] < 1:
            first -= 1
        most = max(most, len(own) - first)
        # The daemon's threads may be held up between the decision and the wire.
        if len(own) - first > rate * 1.2 + 1:
            problems.append(("rate", f"{poll.key[:2]}, life {poll.life}: {len(own) - first} "
                             f"requests in the second before {own[-1]:.3f}, where {rate} may be"))
        before = last.get((poll.life, poll.key))
        if before and before.retry_after and before.began and not before.whole:
            waited = poll.received - before.began
            if before.closed is None and waited < before.retry_after - SLACK:
                problems.append(("Retry-After", f"{poll.key}, life {poll.life}: asked again "
                                 f"{waited:.3f} s after {before.fault}, which asked for "
                                 f"{before.retry_after} s"))
        last[poll.life, poll.key] = poll
    return most
