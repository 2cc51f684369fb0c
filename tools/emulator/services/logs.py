"""CloudWatch Logs. moto forgets the class of log groups, doubles metric filters, has no data protection policies."""

from __future__ import annotations

import time
from typing import Any

from moto.logs.models import logs_backends

from operations import Answer, Call, Fault, Service

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


def _group(call: Call) -> str:
    """The name of a log group that is given by its name or its ARN."""
    given: str = call.params["logGroupIdentifier"]
    name = given.partition(":log-group:")[2].removesuffix(":*") if given.startswith("arn:") else given
    if name not in call.backend(logs_backends).groups:
        raise Fault("ResourceNotFoundException", "The specified log group does not exist.")
    return name


@SERVICE.operation("PutDataProtectionPolicy")
def put_data_protection_policy(call: Call) -> dict[str, Any]:
    policy = {"policyDocument": call.params["policyDocument"], "lastUpdatedTime": int(time.time() * 1000)}
    call.table("dataProtection")[_group(call)] = policy
    return {"logGroupIdentifier": call.params["logGroupIdentifier"], **policy}


@SERVICE.operation("GetDataProtectionPolicy")
def get_data_protection_policy(call: Call) -> dict[str, Any]:
    return {
        "logGroupIdentifier": call.params["logGroupIdentifier"],
        **call.table("dataProtection").get(_group(call), {}),
    }


@SERVICE.operation("DeleteDataProtectionPolicy")
def delete_data_protection_policy(call: Call) -> None:
    call.table("dataProtection").pop(_group(call), None)


@SERVICE.operation("DeleteLogGroup")
def delete_log_group(call: Call) -> Answer:
    for table in ("classes", "dataProtection"):
        call.table(table).pop(call.params["logGroupName"], None)
    return call.forward()


@SERVICE.operation("PutMetricFilter")
def put_metric_filter(call: Call) -> Answer:
    """moto adds a second filter where the first of that name should change."""
    filters = call.backend(logs_backends).filters.metric_filters
    before = [one for one in filters if _same_filter(one, call.params)]
    answer = call.forward()
    if answer.succeeded:
        for one in before:
            filters.remove(one)
    return answer


def _same_filter(one: dict[str, Any], given: dict[str, Any]) -> bool:
    return (one["filterName"], one["logGroupName"]) == (given["filterName"], given["logGroupName"])
