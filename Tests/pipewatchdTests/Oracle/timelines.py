"""What the executions of a soak go through: seeded, legal, and hostile in every text."""

import random
import uuid
from dataclasses import dataclass, field

# Source: the CodePipeline user guide, "Pipeline execution statuses". Failed and Stopped lead back
# to InProgress under the same id, because a stage can be retried.
NEXT = {
    "InProgress": ["Succeeded", "Failed", "Stopping", "Superseded", "Cancelled"],
    "Stopping": ["Stopped", "Succeeded", "Failed"],
    "Failed": ["InProgress"],
    "Stopped": ["InProgress"],
}
# Weighted towards what can go on: an execution that ends early tests nothing more.
WEIGHT = {"Failed": 6, "Stopping": 4, "Stopped": 4, "Succeeded": 0.6, "Superseded": 0.2,
          "Cancelled": 0.2, "InProgress": 1}
UNKNOWN = ["Paused", "WaitingForApproval", "succeeded", "InProgress ", "\u001b[31mFailed\u001b[0m",
           "Köln\u202e", "a\nb", "0", "null", "'; DROP TABLE event;--", "💥"]
TEXTS = ["", "plain", "line one\nline two\r\n<3>forged priority", "\u001b[2J\u001b]0;title\u0007",
         "nul \u0000 inside", "\u202eright to left\u202c", "\u2028\u2029 separators", "💥👩‍👩‍👧‍👦 é é",
         '"quotes" and \\backslashes\\ and /slashes/', "${jndi:ldap://x/}", "</script><b>&amp;",
         '{"ProviderType":"GitHub","CommitMessage":"fix: \\"all\\" of it\\nSigned-off"}',
         "\ufffe\uffff noncharacters \ufeff", "%s%n%d", "\u0085\u009b31m C1", "x" * 2000, "日本語" * 200]
TRIGGERS = ["CreatePipeline", "StartPipelineExecution", "PollForSourceChanges", "Webhook",
            "CloudWatchEvent", "PutActionRevision", "WebhookV2", "ManualRollback",
            "AutomatedRollback", "SomethingNew"]


@dataclass(frozen=True)
class Account:
    """A connection of the daemon: the config's name for it (None: the default) and its region."""

    name: str | None
    region: str


@dataclass(frozen=True)
class Step:
    """A status that lasts until the next step begins, and the reply that tells it."""

    begins: float  # seconds after the start of the timeline
    execution: dict  # AWS's PipelineExecution, as it goes into the reply
    varies: bool  # whether the reply differs from one poll to the next


@dataclass(frozen=True)
class Script:
    """The life of one execution."""

    account: Account
    pipeline: str
    id: str
    steps: list[Step] = field(hash=False, compare=False)

    @property
    def key(self):
        return (self.account.name, self.account.region, self.pipeline, self.id)

    def at(self, moment):
        """The step that a moment falls into; None before the first."""
        found = None
        for step in self.steps:
            if step.begins > moment:
                break
            found = step
        return found


def text(rng, longest=2000):
    chosen = rng.choice(TEXTS)
    return (chosen if rng.random() < 0.7 else chosen + rng.choice(TEXTS))[:longest]


def description(rng, script_id, pipeline, status):
    """A PipelineExecution with a random choice of AWS's optional members."""
    execution = {"status": status}

    def maybe(name, value, likely=0.7):
        if rng.random() < likely:
            execution[name] = value()

    maybe("pipelineName", lambda: pipeline, 0.9)
    maybe("pipelineExecutionId", lambda: script_id, 0.9)
    maybe("pipelineVersion", lambda: rng.choice([1, 3, 2**31 - 1, 2**53, 0]))
    maybe("statusSummary", lambda: text(rng))
    maybe("artifactRevisions", lambda: [revision(rng) for _ in range(rng.choice([0, 1, 1, 3]))])
    maybe("variables", lambda: [variable(rng) for _ in range(rng.choice([0, 1, 4]))])
    maybe("trigger", lambda: some(rng, triggerType=rng.choice(TRIGGERS),
                                  triggerDetail=text(rng, 1024)))
    maybe("executionMode", lambda: rng.choice(["QUEUED", "SUPERSEDED", "PARALLEL", "LATER"]))
    maybe("executionType", lambda: rng.choice(["STANDARD", "ROLLBACK", "LATER"]))
    maybe("rollbackMetadata", lambda: some(
        rng, rollbackTargetPipelineExecutionId=str(uuid.UUID(int=rng.getrandbits(128)))), 0.3)
    names = list(execution)
    rng.shuffle(names)
    return {name: execution[name] for name in names}


def some(rng, **members):
    return {name: value for name, value in members.items() if rng.random() < 0.8}


def revision(rng):
    return some(
        rng, name=text(rng, 100), revisionId=text(rng, 1500), revisionSummary=text(rng, 2048),
        revisionChangeIdentifier=text(rng, 100), revisionUrl="https://example.com/" + text(rng, 50),
        created=rng.choice([0, 1700000000, 1700000000.5, 1767225599.999, 1.6e9, 4102444800.25]))


def variable(rng):
    return some(rng, name=text(rng, 50), resolvedValue=text(rng))


def steps(rng, script_id, pipeline, seconds):
    """The steps of one execution, legal by `NEXT`, with unknown statuses in between."""
    # Some are there from the beginning; of others AWS does not know yet at first.
    moment = 0.0 if rng.random() < 0.6 else rng.uniform(0.2, seconds / 4)
    status = "InProgress"
    result = []
    while True:
        shown = rng.choice(UNKNOWN) if status == "InProgress" and rng.random() < 0.06 else status
        result.append(Step(moment, description(rng, script_id, pipeline, shown),
                           rng.random() < 0.2))
        # A log-uniform wait: many changes come quicker than any poll, some take long.
        moment += 10 ** rng.uniform(-1.7, 0.6)
        if status not in NEXT or moment >= seconds:
            return result
        choices = NEXT[status]
        status = rng.choices(choices, [WEIGHT[name] for name in choices])[0]


def scripts(seed, seconds, executions=40, pipelines=8):
    """The scripts of a soak, the same for the same arguments."""
    rng = random.Random(f"timelines {seed}")
    accounts = [Account(None, "eu-west-1"), Account("prod", "us-east-1"),
                Account("gov", "us-gov-west-1")]
    names = ["web", "api", "a.b@c_d-e", "X" * 100, "prod-db", "0", "_", "web-2"][:pipelines]
    result = []
    for index in range(executions):
        script_id = str(uuid.UUID(int=rng.getrandbits(128), version=4))
        pipeline = names[index % len(names)]
        result.append(Script(accounts[(index % len(names)) % len(accounts)], pipeline, script_id,
                             steps(rng, script_id, pipeline, seconds)))
    return result
