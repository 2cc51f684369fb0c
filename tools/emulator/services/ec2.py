"""EC2. Regional defaults that moto lacks, and what launch templates must not carry."""

from __future__ import annotations

from typing import Any

from moto.ec2.models import ec2_backends

from operations import Answer, Call, Service

SERVICE = Service("ec2")


# --- defaults of the region


@SERVICE.operation("GetEbsDefaultKmsKeyId")
def get_ebs_default_kms_key_id(call: Call) -> dict[str, Any]:
    return {"KmsKeyId": call.table("regionDefaults").get("ebsKey", call.arn("alias/aws/ebs", service="kms"))}


@SERVICE.operation("ModifyEbsDefaultKmsKeyId")
def modify_ebs_default_kms_key_id(call: Call) -> dict[str, Any]:
    call.table("regionDefaults")["ebsKey"] = call.params["KmsKeyId"]
    return {"KmsKeyId": call.params["KmsKeyId"]}


@SERVICE.operation("ResetEbsDefaultKmsKeyId")
def reset_ebs_default_kms_key_id(call: Call) -> dict[str, Any]:
    call.table("regionDefaults").pop("ebsKey", None)
    return get_ebs_default_kms_key_id(call)


@SERVICE.operation("EnableSnapshotBlockPublicAccess")
def enable_snapshot_block_public_access(call: Call) -> dict[str, Any]:
    call.table("regionDefaults")["snapshotSharing"] = call.params["State"]
    return {"State": call.params["State"]}


@SERVICE.operation("DisableSnapshotBlockPublicAccess")
def disable_snapshot_block_public_access(call: Call) -> dict[str, Any]:
    call.table("regionDefaults").pop("snapshotSharing", None)
    return {"State": "unblocked"}


@SERVICE.operation("GetSnapshotBlockPublicAccessState")
def get_snapshot_block_public_access_state(call: Call) -> dict[str, Any]:
    return {"State": call.table("regionDefaults").get("snapshotSharing", "unblocked")}


@SERVICE.operation("EnableImageBlockPublicAccess")
def enable_image_block_public_access(call: Call) -> dict[str, Any]:
    state = call.params["ImageBlockPublicAccessState"]
    call.table("regionDefaults")["imageSharing"] = state
    return {"ImageBlockPublicAccessState": state}


@SERVICE.operation("DisableImageBlockPublicAccess")
def disable_image_block_public_access(call: Call) -> dict[str, Any]:
    call.table("regionDefaults")["imageSharing"] = "unblocked"
    return {"ImageBlockPublicAccessState": "unblocked"}


@SERVICE.operation("GetImageBlockPublicAccessState")
def get_image_block_public_access_state(call: Call) -> dict[str, Any]:
    # AWS blocks new sharing in accounts that have shared nothing.
    return {"ImageBlockPublicAccessState": call.table("regionDefaults").get("imageSharing", "block-new-sharing")}


@SERVICE.operation("ModifyInstanceMetadataDefaults")
def modify_instance_metadata_defaults(call: Call) -> dict[str, Any]:
    defaults = call.table("metadataDefaults")
    for name, value in call.params.items():
        if value in ("no-preference", -1):
            defaults.pop(name, None)
        elif name != "DryRun":
            defaults[name] = value
    return {"Return": True}


@SERVICE.operation("GetInstanceMetadataDefaults")
def get_instance_metadata_defaults(call: Call) -> dict[str, Any]:
    return {"AccountLevel": {**call.table("metadataDefaults"), "ManagedBy": "account"}}


@SERVICE.operation("EnableSerialConsoleAccess")
def enable_serial_console_access(call: Call) -> dict[str, Any]:
    call.table("regionDefaults")["serialConsole"] = True
    return {"SerialConsoleAccessEnabled": True}


@SERVICE.operation("DisableSerialConsoleAccess")
def disable_serial_console_access(call: Call) -> dict[str, Any]:
    call.table("regionDefaults")["serialConsole"] = False
    return {"SerialConsoleAccessEnabled": False}


@SERVICE.operation("GetSerialConsoleAccessStatus")
def get_serial_console_access_status(call: Call) -> dict[str, Any]:
    return {"SerialConsoleAccessEnabled": call.table("regionDefaults").get("serialConsole", False)}


# --- launch templates and instances


@SERVICE.operation("CreateLaunchTemplate")
def create_launch_template(call: Call) -> Answer:
    """moto puts the tags of the template itself among those it gives to instances."""
    answer = call.forward()
    if answer.succeeded:
        templates = call.backend(ec2_backends).launch_templates.values()
        template = next(one for one in templates if one.name == call.params["LaunchTemplateName"])
        data = template.latest_version().data
        given = data.get("TagSpecifications", [])
        data["TagSpecifications"] = [tags for tags in given if tags.get("ResourceType") != "launch-template"]
    return answer


def _set_monitoring(call: Call, state: str) -> dict[str, Any]:
    instances = [call.backend(ec2_backends).get_instance(identifier) for identifier in call.params["InstanceIds"]]
    for instance in instances:
        instance.monitoring_state = state
    return {"InstanceMonitorings": [{"InstanceId": instance.id, "Monitoring": {"State": state}} for instance in instances]}


@SERVICE.operation("MonitorInstances")
def monitor_instances(call: Call) -> dict[str, Any]:
    return _set_monitoring(call, "enabled")


@SERVICE.operation("UnmonitorInstances")
def unmonitor_instances(call: Call) -> dict[str, Any]:
    return _set_monitoring(call, "disabled")
