"""GuardDuty. moto replaces all features of a detector by those of the last request; AWS changes only the named ones.
Plans for scanning buckets are new here."""

from __future__ import annotations

import uuid
from datetime import datetime, timezone
from typing import Any

from moto.guardduty.models import guardduty_backends

from operations import Call, Fault, Service

SERVICE = Service("guardduty")


def _merged(features: list[dict[str, Any]], changes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    by_name = {feature["name"]: feature for feature in features}
    for change in changes:
        by_name[change["name"]] = {**by_name.get(change["name"], {}), **change}
    return [by_name[name] for name in sorted(by_name)]


@SERVICE.operation("UpdateDetector")
def update_detector(call: Call) -> None:
    given = {key[0].lower() + key[1:]: value for key, value in call.params.items()}
    detector = call.backend(guardduty_backends).get_detector(given["detectorId"])
    changes = [
        {
            "name": feature["Name"],
            "status": feature["Status"],
            "additionalConfiguration": [
                {"name": one["Name"], "status": one["Status"]} for one in feature.get("AdditionalConfiguration", [])
            ],
        }
        for feature in given.get("features") or []
    ]
    detector.update(
        given.get("enable"),
        given.get("findingPublishingFrequency"),
        given.get("dataSources"),
        _merged(detector.features, changes),
    )


# --- plans that scan the objects of a bucket


def _plan(call: Call) -> dict[str, Any]:
    identifier = call.params["MalwareProtectionPlanId"]
    fault = Fault("ResourceNotFoundException", f"No malware protection plan {identifier}.")
    row: dict[str, Any] = call.find("plans", identifier, fault)
    return row


@SERVICE.operation("CreateMalwareProtectionPlan")
def create_plan(call: Call) -> dict[str, Any]:
    bucket = call.params["ProtectedResource"]["S3Bucket"]["BucketName"]
    if any(row["ProtectedResource"]["S3Bucket"]["BucketName"] == bucket for row in call.table("plans").values()):
        raise Fault("ConflictException", f"The bucket {bucket} is protected by a plan already.")
    identifier = uuid.uuid4().hex[:20]
    call.table("plans")[identifier] = {
        "Arn": call.arn(f"malware-protection-plan/{identifier}"),
        "CreatedAt": datetime.now(timezone.utc),
        "Status": "ACTIVE",
        "StatusReasons": [],
        "Tags": dict(call.params.get("Tags") or {}),
        **{key: call.params[key] for key in ("Role", "ProtectedResource", "Actions") if key in call.params},
    }
    return {"MalwareProtectionPlanId": identifier}


@SERVICE.operation("GetMalwareProtectionPlan")
def get_plan(call: Call) -> dict[str, Any]:
    return _plan(call)


@SERVICE.operation("ListMalwareProtectionPlans")
def list_plans(call: Call) -> dict[str, Any]:
    return {"MalwareProtectionPlans": [{"MalwareProtectionPlanId": identifier} for identifier in call.table("plans")]}


@SERVICE.operation("UpdateMalwareProtectionPlan")
def update_plan(call: Call) -> None:
    row = _plan(call)
    for key in ("Role", "Actions"):
        if key in call.params:
            row[key] = call.params[key]
    changed = call.params.get("ProtectedResource", {}).get("S3Bucket", {})
    row["ProtectedResource"]["S3Bucket"].update(changed)


@SERVICE.operation("DeleteMalwareProtectionPlan")
def delete_plan(call: Call) -> None:
    _plan(call)
    del call.table("plans")[call.params["MalwareProtectionPlanId"]]


# --- tags of detectors and plans


def _tags(call: Call) -> dict[str, str]:
    _, _, resource = call.params["ResourceArn"].rpartition(":")
    kind, _, identifier = resource.partition("/")
    if kind == "malware-protection-plan":
        fault = Fault("ResourceNotFoundException", f"No malware protection plan {identifier}.")
        plan: dict[str, Any] = call.find("plans", identifier, fault)
        tags: dict[str, str] = plan["Tags"]
    else:
        tags = call.backend(guardduty_backends).get_detector(identifier).tags
    return tags


@SERVICE.operation("TagResource")
def tag_resource(call: Call) -> None:
    _tags(call).update(call.params["Tags"])


@SERVICE.operation("UntagResource")
def untag_resource(call: Call) -> None:
    for key in call.params["TagKeys"]:
        _tags(call).pop(key, None)


@SERVICE.operation("ListTagsForResource")
def list_tags(call: Call) -> dict[str, Any]:
    return {"Tags": _tags(call)}
