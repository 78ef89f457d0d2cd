"""Parses each text of a JSON list with botocore, as the config file of the AWS CLI."""
import json
import sys
import tempfile

import botocore.configloader
import botocore.exceptions


def parse(text):
    with tempfile.NamedTemporaryFile("w", newline="", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        try:
            loaded = botocore.configloader.load_config(file.name)
        except botocore.exceptions.ConfigParseError:
            return None
    return {kind: loaded[kind] for kind in ("profiles", "sso_sessions", "services")}


def flat(sections):
    """Nested values as text: one type of value is easier to compare."""
    return {
        name: {
            key: json.dumps(value, sort_keys=True) if isinstance(value, dict) else value
            for key, value in settings.items()
        }
        for name, settings in sections.items()
    }


answers = [parse(text) for text in json.load(sys.stdin)]
json.dump(
    [answer and {kind: flat(sections) for kind, sections in answer.items()} for answer in answers],
    sys.stdout,
)
