"""Restore testing of AWS Backup, which moto lacks. Plans and selections are kept; nothing is restored."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from moto.backup.models import backup_backends

from operations import Call, Fault

from .backup import SERVICE

_PLAN = "RestoreTestingPlanName"
_SELECTION = "RestoreTestingSelectionName"


def _now() -> datetime:
    return datetime.now(timezone.utc)


def _missing(what: str) -> Fault:
    return Fault("ResourceNotFoundException", f"{what} was not found.")


def _plan(call: Call) -> dict[str, Any]:
    name = call.params[_PLAN]
    row: dict[str, Any] = call.find("restore plans", name, _missing(f"Restore testing plan {name}"))
    return row


def _selection(call: Call) -> dict[str, Any]:
    key = (call.params[_PLAN], call.params[_SELECTION])
    row: dict[str, Any] = call.find("restore selections", key, _missing(f"Restore testing selection {key[1]}"))
    return row


@SERVICE.operation("CreateRestoreTestingPlan")
def create_plan(call: Call) -> dict[str, Any]:
    given = call.params["RestoreTestingPlan"]
    name = given[_PLAN]
    if name in call.table("restore plans"):
        raise Fault("AlreadyExistsException", f"A restore testing plan {name} exists already.")
    arn = call.arn(f"restore-testing-plan:{name}-0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9")
    plan = {"StartWindowHours": 24, **given, "RestoreTestingPlanArn": arn, "CreationTime": _now()}
    call.table("restore plans")[name] = plan
    call.backend(backup_backends).tag_resource(arn, call.params.get("Tags") or {})
    return {"CreationTime": plan["CreationTime"], "RestoreTestingPlanArn": arn, _PLAN: name}


@SERVICE.operation("GetRestoreTestingPlan")
def get_plan(call: Call) -> dict[str, Any]:
    return {"RestoreTestingPlan": _plan(call)}


@SERVICE.operation("UpdateRestoreTestingPlan")
def update_plan(call: Call) -> dict[str, Any]:
    plan = _plan(call)
    plan.update(call.params["RestoreTestingPlan"])
    return {
        "CreationTime": plan["CreationTime"],
        "UpdateTime": _now(),
        "RestoreTestingPlanArn": plan["RestoreTestingPlanArn"],
        _PLAN: plan[_PLAN],
    }


@SERVICE.operation("DeleteRestoreTestingPlan")
def delete_plan(call: Call) -> None:
    name = _plan(call)[_PLAN]
    if any(plan == name for plan, _ in call.table("restore selections")):
        raise Fault("InvalidRequestException", "A plan with selections cannot be deleted.")
    del call.table("restore plans")[name]


@SERVICE.operation("CreateRestoreTestingSelection")
def create_selection(call: Call) -> dict[str, Any]:
    plan = _plan(call)
    given = call.params["RestoreTestingSelection"]
    row = {"ValidationWindowHours": 0, **given, _PLAN: plan[_PLAN], "CreationTime": _now()}
    call.table("restore selections")[plan[_PLAN], given[_SELECTION]] = row
    return {key: row[key] for key in ("CreationTime", _PLAN, _SELECTION)} | {
        "RestoreTestingPlanArn": plan["RestoreTestingPlanArn"]
    }


@SERVICE.operation("GetRestoreTestingSelection")
def get_selection(call: Call) -> dict[str, Any]:
    return {"RestoreTestingSelection": _selection(call)}


@SERVICE.operation("UpdateRestoreTestingSelection")
def update_selection(call: Call) -> dict[str, Any]:
    row = _selection(call)
    row.update(call.params["RestoreTestingSelection"])
    return {key: row[key] for key in ("CreationTime", _PLAN, _SELECTION)} | {
        "RestoreTestingPlanArn": _plan(call)["RestoreTestingPlanArn"],
        "UpdateTime": _now(),
    }


@SERVICE.operation("DeleteRestoreTestingSelection")
def delete_selection(call: Call) -> None:
    row = _selection(call)
    del call.table("restore selections")[row[_PLAN], row[_SELECTION]]
