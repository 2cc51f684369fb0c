"""IAM Access Analyzer, which moto does not have. Analyzers are kept; they analyse nothing."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from operations import Call, Fault, Service

SERVICE = Service("accessanalyzer")


def _arn(call: Call, name: str) -> str:
    return call.arn(f"analyzer/{name}", service="access-analyzer")


def _missing(name: str) -> Fault:
    return Fault("ResourceNotFoundException", f"No analyzer {name}.")


@SERVICE.operation("CreateAnalyzer")
def create_analyzer(call: Call) -> dict[str, Any]:
    name = call.params["analyzerName"]
    if name in call.table("analyzers"):
        raise Fault("ConflictException", f"An analyzer {name} exists already.")
    call.table("analyzers")[name] = {
        "arn": _arn(call, name),
        "name": name,
        "type": call.params["type"],
        "status": "ACTIVE",
        "createdAt": datetime.now(timezone.utc),
        "tags": call.params.get("tags") or {},
        **({"configuration": call.params["configuration"]} if call.params.get("configuration") else {}),
    }
    return {"arn": _arn(call, name)}


def _analyzer(call: Call) -> dict[str, Any]:
    name = call.params["analyzerName"]
    row: dict[str, Any] = call.find("analyzers", name, _missing(name))
    return row


@SERVICE.operation("GetAnalyzer")
def get_analyzer(call: Call) -> dict[str, Any]:
    return {"analyzer": _analyzer(call)}


@SERVICE.operation("ListAnalyzers")
def list_analyzers(call: Call) -> dict[str, Any]:
    return {"analyzers": [row for _, row in sorted(call.table("analyzers").items())]}


@SERVICE.operation("DeleteAnalyzer")
def delete_analyzer(call: Call) -> None:
    del call.table("analyzers")[_analyzer(call)["name"]]


def _by_arn(call: Call) -> dict[str, Any]:
    name = call.params["resourceArn"].rpartition("/")[2]
    row: dict[str, Any] = call.find("analyzers", name, _missing(name))
    return row


@SERVICE.operation("ListTagsForResource")
def list_tags(call: Call) -> dict[str, Any]:
    return {"tags": _by_arn(call)["tags"]}


@SERVICE.operation("TagResource")
def tag_resource(call: Call) -> None:
    _by_arn(call)["tags"].update(call.params["tags"])


@SERVICE.operation("UntagResource")
def untag_resource(call: Call) -> None:
    for key in call.params["tagKeys"]:
        _by_arn(call)["tags"].pop(key, None)
