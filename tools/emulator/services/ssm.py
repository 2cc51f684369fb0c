"""Systems Manager. Settings of the account that moto lacks."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from operations import Call, Service

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
