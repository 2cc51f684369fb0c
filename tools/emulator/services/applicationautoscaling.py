"""Application Auto Scaling. moto keeps targets and policies, but no tags of targets."""

from __future__ import annotations

from typing import Any

from operations import Answer, Call, Service

SERVICE = Service("application-autoscaling")


def _tags(call: Call, arn: str) -> dict[str, str]:
    tags: dict[str, str] = call.table("tags").setdefault(arn, {})
    return tags


@SERVICE.operation("RegisterScalableTarget")
def register_target(call: Call) -> Answer:
    answer = call.forward()
    if answer.succeeded:
        _tags(call, answer.json()["ScalableTargetARN"]).update(call.params.get("Tags") or {})
    return answer


@SERVICE.operation("TagResource")
def tag_resource(call: Call) -> None:
    _tags(call, call.params["ResourceARN"]).update(call.params["Tags"])


@SERVICE.operation("UntagResource")
def untag_resource(call: Call) -> None:
    for key in call.params["TagKeys"]:
        _tags(call, call.params["ResourceARN"]).pop(key, None)


@SERVICE.operation("ListTagsForResource")
def list_tags(call: Call) -> dict[str, Any]:
    return {"Tags": _tags(call, call.params["ResourceARN"])}
