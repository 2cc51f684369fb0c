"""CloudWatch Logs. moto forgets the class of a log group."""

from __future__ import annotations

from operations import Answer, Call, Service

SERVICE = Service("logs")

DEFAULT_CLASS = "STANDARD"


@SERVICE.operation("CreateLogGroup")
def create_log_group(call: Call) -> Answer:
    answer = call.forward()
    if answer.succeeded:
        call.table("classes")[call.params["logGroupName"]] = call.params.get("logGroupClass", DEFAULT_CLASS)
    return answer


@SERVICE.operation("DescribeLogGroups")
def describe_log_groups(call: Call) -> Answer:
    answer = call.forward()
    if not answer.succeeded:
        return answer
    found = answer.json()
    for group in found["logGroups"]:
        group["logGroupClass"] = call.table("classes").get(group["logGroupName"], DEFAULT_CLASS)
    return answer.with_json(found)
