"""Reads Base64 lines as JSON texts with Python's json, made as strict as RFC 8259.

Writes one line for each: the value in a plain form, or "rejected".
"""

import base64
import json
import sys


class Number(str):
    pass


def refuse(name):
    raise ValueError(name)


def without_duplicates(pairs):
    if len(set(key for key, _ in pairs)) < len(pairs):
        raise ValueError("duplicate key")
    return dict(pairs)


def plain(value):
    if isinstance(value, Number):
        return "#" + value
    if isinstance(value, str):
        value.encode("utf-8")  # Raises for half a surrogate pair.
        return json.dumps(value)
    if isinstance(value, list):
        return "[" + ",".join(plain(element) for element in value) + "]"
    if isinstance(value, dict):
        members = (plain(key) + ":" + plain(element) for key, element in value.items())
        return "{" + ",".join(members) + "}"
    return json.dumps(value)


for line in sys.stdin:
    try:
        text = base64.b64decode(line).decode("utf-8-sig")
        value = json.loads(
            text,
            parse_constant=refuse,
            parse_int=Number,
            parse_float=Number,
            object_pairs_hook=without_duplicates,
        )
        print(plain(value))
    except (ValueError, RecursionError):
        print("rejected")
