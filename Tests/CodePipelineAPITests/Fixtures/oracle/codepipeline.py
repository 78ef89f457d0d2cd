"""What botocore sends for each call of a JSON object's "calls", and reads in each of "replies"."""
import datetime
import json
import sys

import botocore.parsers
import botocore.serialize
import botocore.session
import botocore.validate

question = json.load(sys.stdin)
model = botocore.session.Session(profile=None).get_service_model("codepipeline")
operation = model.operation_model("GetPipelineExecution")
serializer = botocore.serialize.create_serializer("json")
parser = botocore.parsers.create_parser("json")


def sent(call):
    report = botocore.validate.ParamValidator().validate(call, operation.input_shape)
    request = serializer.serialize_to_request(call, operation)
    return {
        "problems": report.generate_report(),
        "method": request["method"],
        "path": request["url_path"],
        "headers": request["headers"],
        "body": json.dumps(json.loads(request["body"]), sort_keys=True),
    }


def plain(value):
    """Milliseconds since 1970 for a time; text for everything else that is no structure."""
    if isinstance(value, datetime.datetime):
        return str(round(value.timestamp() * 1000))
    if isinstance(value, dict):
        return {name: plain(member) for name, member in value.items()}
    if isinstance(value, list):
        return [plain(element) for element in value]
    return str(value)


def received(body):
    reply = {"status_code": 200, "headers": {}, "body": body.encode()}
    parsed = parser.parse(reply, operation.output_shape)
    return json.dumps(plain(parsed["pipelineExecution"]), sort_keys=True)


def enumeration(name):
    return list(model.shape_for(name).enum)


json.dump(
    {
        "sent": [sent(call) for call in question["calls"]],
        "received": [received(body) for body in question["replies"]],
        "statuses": enumeration("PipelineExecutionStatus"),
        "triggerTypes": enumeration("TriggerType"),
        "executionModes": enumeration("ExecutionMode"),
        "executionTypes": enumeration("ExecutionType"),
        "members": sorted(model.shape_for("PipelineExecution").members),
    },
    sys.stdout,
)
