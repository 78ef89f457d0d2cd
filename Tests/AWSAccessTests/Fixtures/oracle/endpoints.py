"""Tells the endpoint botocore uses for CodePipeline in each region of a JSON list."""
import json
import sys

import botocore.session

session = botocore.session.Session(profile=None)
regions = json.load(sys.stdin) or sorted(
    region
    for partition in session.get_available_partitions()
    for region in session.get_available_regions("codepipeline", partition)
)
answers = {}
for region in regions:
    client = session.create_client(
        "codepipeline",
        region_name=region,
        aws_access_key_id="x",
        aws_secret_access_key="x",
    )
    answers[region] = client.meta.endpoint_url
json.dump(answers, sys.stdout)
