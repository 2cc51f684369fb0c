"""Systems Manager. Account settings and State Manager associations, which moto lacks. Associations run nothing."""

from __future__ import annotations

import uuid
from datetime import datetime, timezone
from typing import Any

from operations import Answer, Call, Fault, Service

SERVICE = Service("ssm")

# Settings by which AWS starts, for those that the stacks change.
_DEFAULTS = {"/ssm/documents/console/public-sharing-permission": "Enable"}


def _name(call: Call) -> str:
    """Clients send the path alone or the ARN."""
    identifier: str = call.params["SettingId"]
    return "/" + identifier.partition("servicesetting/")[2].lstrip("/") if identifier.startswith("arn:") else identifier


def _setting(call: Call) -> dict[str, Any]:
    name = _name(call)
    changed = call.table("serviceSettings").get(name)
    return {
        "SettingId": name,
        "SettingValue": changed or _DEFAULTS.get(name, ""),
        "LastModifiedDate": datetime.now(timezone.utc),
        "ARN": call.arn(f"servicesetting{name}"),
        "Status": "Customized" if changed else "Default",
    }


@SERVICE.operation("UpdateServiceSetting")
def update_service_setting(call: Call) -> None:
    call.table("serviceSettings")[_name(call)] = call.params["SettingValue"]


@SERVICE.operation("GetServiceSetting")
def get_service_setting(call: Call) -> dict[str, Any]:
    return {"ServiceSetting": _setting(call)}


@SERVICE.operation("ResetServiceSetting")
def reset_service_setting(call: Call) -> dict[str, Any]:
    call.table("serviceSettings").pop(_name(call), None)
    return {"ServiceSetting": _setting(call)}


# --- associations

_ASSOCIATION_INPUTS = (
    "Name",
    "Parameters",
    "Targets",
    "ScheduleExpression",
    "OutputLocation",
    "AssociationName",
    "AutomationTargetParameterName",
    "MaxErrors",
    "MaxConcurrency",
    "ComplianceSeverity",
    "SyncCompliance",
    "ApplyOnlyAtCronInterval",
    "CalendarNames",
    "DocumentVersion",
)


def _association(call: Call) -> dict[str, Any]:
    identifier = call.params.get("AssociationId", "")
    missing = Fault("AssociationDoesNotExist", f"The association {identifier} does not exist.")
    row: dict[str, Any] = call.find("associations", identifier, missing)
    return row


@SERVICE.operation("CreateAssociation")
def create_association(call: Call) -> dict[str, Any]:
    identifier = str(uuid.uuid4())
    now = datetime.now(timezone.utc)
    row = {
        **{key: call.params[key] for key in _ASSOCIATION_INPUTS if key in call.params},
        "AssociationId": identifier,
        "AssociationVersion": "1",
        "DocumentVersion": call.params.get("DocumentVersion", "$DEFAULT"),
        "Date": now,
        "LastUpdateAssociationDate": now,
        "Overview": {"Status": "Success"},
    }
    call.table("associations")[identifier] = row
    call.table("associationTags")[identifier] = call.params.get("Tags") or []
    return {"AssociationDescription": row}


@SERVICE.operation("DescribeAssociation")
def describe_association(call: Call) -> dict[str, Any]:
    return {"AssociationDescription": _association(call)}


@SERVICE.operation("UpdateAssociation")
def update_association(call: Call) -> dict[str, Any]:
    row = _association(call)
    row.update({key: call.params[key] for key in _ASSOCIATION_INPUTS if key in call.params})
    row["AssociationVersion"] = str(int(row["AssociationVersion"]) + 1)
    return {"AssociationDescription": row}


@SERVICE.operation("DeleteAssociation")
def delete_association(call: Call) -> None:
    identifier = _association(call)["AssociationId"]
    del call.table("associations")[identifier]
    del call.table("associationTags")[identifier]


@SERVICE.operation("AddTagsToResource")
def add_tags(call: Call) -> Answer | None:
    if call.params["ResourceType"] != "Association":
        return call.forward()
    added = {tag["Key"] for tag in call.params["Tags"]}
    _keep_tags(call, added, call.params["Tags"])
    return None


@SERVICE.operation("RemoveTagsFromResource")
def remove_tags(call: Call) -> Answer | None:
    if call.params["ResourceType"] != "Association":
        return call.forward()
    _keep_tags(call, set(call.params["TagKeys"]), [])
    return None


def _keep_tags(call: Call, removed: set[str], added: list[dict[str, str]]) -> None:
    tags = call.table("associationTags")
    kept = [tag for tag in tags.get(call.params["ResourceId"], []) if tag["Key"] not in removed]
    tags[call.params["ResourceId"]] = kept + added


@SERVICE.operation("ListTagsForResource")
def list_tags(call: Call) -> dict[str, Any] | Answer:
    if call.params["ResourceType"] != "Association":
        return call.forward()
    return {"TagList": call.table("associationTags").get(call.params["ResourceId"], [])}
