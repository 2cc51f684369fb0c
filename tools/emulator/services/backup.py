"""AWS Backup. moto keeps vaults, their locks and plans. New: vault policies, notifications, selections, settings."""

from __future__ import annotations

import time
import uuid
from datetime import datetime, timezone
from typing import Any

from moto.backup.models import backup_backends

from operations import Answer, Call, Fault, Service

SERVICE = Service("backup")


def _vault(call: Call) -> Any:
    name = call.params["BackupVaultName"]
    vault = call.backend(backup_backends).vaults.get(name)
    if vault is None:
        raise Fault("ResourceNotFoundException", f"Backup vault {name} was not found.")
    return vault


def _plan(call: Call) -> Any:
    identifier = call.params["BackupPlanId"]
    plan = call.backend(backup_backends).plans.get(identifier)
    if plan is None:
        raise Fault("ResourceNotFoundException", f"Backup plan {identifier} was not found.")
    return plan


# --- vaults


@SERVICE.operation("PutBackupVaultAccessPolicy")
def put_access_policy(call: Call) -> None:
    call.table("policies")[_vault(call).backup_vault_name] = call.params["Policy"]


@SERVICE.operation("GetBackupVaultAccessPolicy")
def get_access_policy(call: Call) -> dict[str, Any]:
    vault = _vault(call)
    missing = Fault("ResourceNotFoundException", "The vault has no access policy.")
    policy = call.find("policies", vault.backup_vault_name, missing)
    return {"BackupVaultName": vault.backup_vault_name, "BackupVaultArn": vault.backup_vault_arn, "Policy": policy}


@SERVICE.operation("DeleteBackupVaultAccessPolicy")
def delete_access_policy(call: Call) -> None:
    call.table("policies").pop(_vault(call).backup_vault_name, None)


@SERVICE.operation("PutBackupVaultNotifications")
def put_notifications(call: Call) -> None:
    kept = {key: call.params[key] for key in ("SNSTopicArn", "BackupVaultEvents")}
    call.table("notifications")[_vault(call).backup_vault_name] = kept


@SERVICE.operation("GetBackupVaultNotifications")
def get_notifications(call: Call) -> dict[str, Any]:
    vault = _vault(call)
    missing = Fault("ResourceNotFoundException", "The vault has no notifications.")
    kept = call.find("notifications", vault.backup_vault_name, missing)
    return {"BackupVaultName": vault.backup_vault_name, "BackupVaultArn": vault.backup_vault_arn, **kept}


@SERVICE.operation("DeleteBackupVaultNotifications")
def delete_notifications(call: Call) -> None:
    call.table("notifications").pop(_vault(call).backup_vault_name, None)


@SERVICE.operation("PutBackupVaultLockConfiguration")
def put_vault_lock(call: Call) -> Answer:
    _refuse_locked_for_good(call)
    return call.forward()


@SERVICE.operation("DeleteBackupVaultLockConfiguration")
def delete_vault_lock(call: Call) -> Answer:
    _refuse_locked_for_good(call)
    return call.forward()


def _refuse_locked_for_good(call: Call) -> None:
    lock_date = _vault(call).lock_date
    if lock_date is not None and time.time() >= lock_date:
        raise Fault("InvalidRequestException", "The vault lock can no longer be changed or removed.")


@SERVICE.operation("DeleteBackupVault")
def delete_vault(call: Call) -> Answer:
    name = _vault(call).backup_vault_name
    answer = call.forward()
    if answer.succeeded:
        call.table("policies").pop(name, None)
        call.table("notifications").pop(name, None)
    return answer


@SERVICE.operation("ListTags")
def list_tags(call: Call) -> dict[str, Any]:
    """Clients differ in a trailing slash, by which moto finds the resource."""
    return {"Tags": call.backend(backup_backends).list_tags(call.params["ResourceArn"].rstrip("/"))}


# --- plans and their selections


@SERVICE.operation("UpdateBackupPlan")
def update_backup_plan(call: Call) -> dict[str, Any]:
    from moto.backup.models import Plan

    plan = _plan(call)
    fresh = Plan(backup_plan=call.params["BackupPlan"], creator_request_id="", backend=call.backend(backup_backends))
    plan.backup_plan, plan.version_id = fresh.backup_plan, fresh.version_id
    return {
        "BackupPlanId": plan.backup_plan_id,
        "BackupPlanArn": plan.backup_plan_arn,
        "CreationDate": datetime.now(timezone.utc),
        "VersionId": plan.version_id,
    }


@SERVICE.operation("DeleteBackupPlan")
def delete_backup_plan(call: Call) -> Answer:
    plan = _plan(call).backup_plan_id
    if any(owner == plan for owner, _ in call.table("selections")):
        raise Fault("InvalidRequestException", "The selections of a plan must be deleted before the plan.")
    return call.forward()


@SERVICE.operation("CreateBackupSelection")
def create_selection(call: Call) -> dict[str, Any]:
    plan, identifier = _plan(call).backup_plan_id, str(uuid.uuid4())
    row = {
        "BackupSelection": call.params["BackupSelection"],
        "SelectionId": identifier,
        "BackupPlanId": plan,
        "CreationDate": datetime.now(timezone.utc),
        "CreatorRequestId": call.params.get("CreatorRequestId"),
    }
    call.table("selections")[plan, identifier] = row
    return row


def _selection(call: Call) -> dict[str, Any]:
    key = (call.params["BackupPlanId"], call.params["SelectionId"])
    row: dict[str, Any] = call.find("selections", key, Fault("ResourceNotFoundException", f"No selection {key[1]}."))
    return row


@SERVICE.operation("GetBackupSelection")
def get_selection(call: Call) -> dict[str, Any]:
    return _selection(call)


@SERVICE.operation("ListBackupSelections")
def list_selections(call: Call) -> dict[str, Any]:
    rows = [row for (plan, _), row in call.table("selections").items() if plan == call.params["BackupPlanId"]]
    summaries = [
        {
            **row,
            "SelectionName": row["BackupSelection"]["SelectionName"],
            "IamRoleArn": row["BackupSelection"]["IamRoleArn"],
        }
        for row in rows
    ]
    return {"BackupSelectionsList": summaries}


@SERVICE.operation("DeleteBackupSelection")
def delete_selection(call: Call) -> None:
    row = _selection(call)
    del call.table("selections")[row["BackupPlanId"], row["SelectionId"]]


# --- settings of region and account


@SERVICE.operation("UpdateRegionSettings")
def update_region_settings(call: Call) -> None:
    for key in ("ResourceTypeOptInPreference", "ResourceTypeManagementPreference"):
        call.table("regionSettings").setdefault(key, {}).update(call.params.get(key) or {})


@SERVICE.operation("DescribeRegionSettings")
def describe_region_settings(call: Call) -> dict[str, Any]:
    return dict(call.table("regionSettings"))


@SERVICE.operation("UpdateGlobalSettings")
def update_global_settings(call: Call) -> None:
    call.table("globalSettings").update(call.params.get("GlobalSettings") or {})


@SERVICE.operation("DescribeGlobalSettings")
def describe_global_settings(call: Call) -> dict[str, Any]:
    settings = {"isCrossAccountBackupEnabled": "false", **call.table("globalSettings")}
    return {"GlobalSettings": settings, "LastUpdateTime": datetime.now(timezone.utc)}
