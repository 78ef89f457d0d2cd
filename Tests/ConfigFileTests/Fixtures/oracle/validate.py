"""Checks files against a JSON Schema (2020-12): the schema first, then one line for each file."""

import json
import sys

from jsonschema import Draft202012Validator


def verdict(validator, path):
    try:
        with open(path, encoding="utf-8-sig") as file:
            value = json.load(file)
    except ValueError:
        return "not JSON"
    return "valid" if validator.is_valid(value) else "invalid"


with open(sys.argv[1], encoding="utf-8") as file:
    schema = json.load(file)
Draft202012Validator.check_schema(schema)
for path in sys.argv[2:]:
    print(verdict(Draft202012Validator(schema), path))
