"""Security Hub. moto knows the hub, its findings and members; its settings and standards are new here."""

from __future__ import annotations

from typing import Any

from operations import Answer, Call, Service

SERVICE = Service("securityhub")

_SETTINGS = ("AutoEnableControls", "ControlFindingGenerator")


@SERVICE.operation("EnableSecurityHub")
def enable_security_hub(call: Call) -> Answer:
    answer = call.forward()
    if answer.succeeded and "ControlFindingGenerator" in call.params:
        call.table("settings")["ControlFindingGenerator"] = call.params["ControlFindingGenerator"]
    return answer


@SERVICE.operation("UpdateSecurityHubConfiguration")
def update_configuration(call: Call) -> None:
    call.table("settings").update({key: call.params[key] for key in _SETTINGS if key in call.params})


@SERVICE.operation("DescribeHub")
def describe_hub(call: Call) -> Answer:
    answer = call.forward()
    return answer.with_json({**answer.json(), **call.table("settings")}) if answer.succeeded else answer


@SERVICE.operation("DisableSecurityHub")
def disable_security_hub(call: Call) -> Answer:
    answer = call.forward()
    if answer.succeeded:
        call.table("settings").clear()
        call.table("standards").clear()
    return answer


# --- standards


@SERVICE.operation("BatchEnableStandards")
def enable_standards(call: Call) -> dict[str, Any]:
    rows = []
    for request in call.params["StandardsSubscriptionRequests"]:
        standard = request["StandardsArn"]
        path = standard.partition("standards/")[2] or standard.partition("ruleset/")[2]
        subscription = call.arn(f"subscription/{path}")
        row = {
            "StandardsSubscriptionArn": subscription,
            "StandardsArn": standard,
            "StandardsInput": request.get("StandardsInput") or {},
            "StandardsStatus": "READY",
        }
        call.table("standards")[subscription] = row
        rows.append(row)
    return {"StandardsSubscriptions": rows}


@SERVICE.operation("GetEnabledStandards")
def get_enabled_standards(call: Call) -> dict[str, Any]:
    wanted = call.params.get("StandardsSubscriptionArns")
    rows = [row for arn, row in sorted(call.table("standards").items()) if not wanted or arn in wanted]
    return {"StandardsSubscriptions": rows}


@SERVICE.operation("BatchDisableStandards")
def disable_standards(call: Call) -> dict[str, Any]:
    removed = [call.table("standards").pop(arn, None) for arn in call.params["StandardsSubscriptionArns"]]
    return {"StandardsSubscriptions": [{**row, "StandardsStatus": "DELETING"} for row in removed if row]}
