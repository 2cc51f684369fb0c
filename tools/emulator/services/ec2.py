"""EC2. Regional defaults that moto lacks, and what launch templates must not carry."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from moto.ec2.models import ec2_backends
from moto.ec2.models.availability_zones_and_regions import RegionsAndZonesBackend
from moto.ec2.models.elastic_network_interfaces import NetworkInterface
from moto.ec2.models.launch_templates import LaunchTemplate

from operations import ACCOUNT_ID, Answer, Call, Fault, Service

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
    return {
        "InstanceMonitorings": [{"InstanceId": instance.id, "Monitoring": {"State": state}} for instance in instances]
    }


@SERVICE.operation("MonitorInstances")
def monitor_instances(call: Call) -> dict[str, Any]:
    return _set_monitoring(call, "enabled")


@SERVICE.operation("UnmonitorInstances")
def unmonitor_instances(call: Call) -> dict[str, Any]:
    return _set_monitoring(call, "disabled")


@SERVICE.operation("RunInstances")
def run_instances(call: Call) -> Answer:
    """moto leaves security groups that were given with a network interface on that interface alone."""
    backend = call.backend(ec2_backends)
    before = set(backend.reservations)
    answer = call.forward()
    if answer.succeeded:
        for reservation in [backend.reservations[key] for key in backend.reservations if key not in before]:
            for instance in reservation.instances:
                if not instance.security_groups and 0 in instance.nics:
                    instance.security_groups = list(instance.nics[0].group_set)
    return answer


# --- security group rules


@SERVICE.operation("AuthorizeSecurityGroupIngress")
def authorize_ingress(call: Call) -> Answer:
    return _authorize(call, lambda group: group.ingress_rules)


@SERVICE.operation("AuthorizeSecurityGroupEgress")
def authorize_egress(call: Call) -> Answer:
    return _authorize(call, lambda group: group.egress_rules)


def _authorize(call: Call, rules_of: Callable[[Any], list[Any]]) -> Answer:
    """moto keeps descriptions of rules for addresses, not of those for groups and prefix lists."""
    answer = call.forward()
    if answer.succeeded and "GroupId" in call.params:
        rules = rules_of(call.backend(ec2_backends).get_security_group_from_id(call.params["GroupId"]))
        for permission in call.params.get("IpPermissions", []):
            _describe(rules, permission)
    return answer


def _describe(rules: list[Any], permission: dict[str, Any]) -> None:
    ports = (permission.get("FromPort"), permission.get("ToPort"))
    described = {pair.get("GroupId"): pair.get("Description") for pair in permission.get("UserIdGroupPairs", [])}
    described |= {entry["PrefixListId"]: entry.get("Description") for entry in permission.get("PrefixListIds", [])}
    for rule in rules:
        text = described.get(rule.source_group.get("GroupId") or rule.prefix_list_id)
        same = rule.ip_protocol == permission["IpProtocol"] and (
            rule.ip_protocol == "-1" or (rule.from_port, rule.to_port) == ports
        )
        if text and same:
            rule.ip_range["Description"] = text  # where moto looks for it


@SERVICE.operation("ModifySecurityGroupRules")
def modify_security_group_rules(call: Call) -> dict[str, Any]:
    """moto changes rules for IPv4 addresses with ports only."""
    group = call.backend(ec2_backends).get_security_group_from_id(call.params["GroupId"])
    if group is None:
        raise Fault("InvalidGroup.NotFound", f"The security group '{call.params['GroupId']}' does not exist")
    for change in call.params["SecurityGroupRules"]:
        rule, given = group.get_rule(change["SecurityGroupRuleId"]), change["SecurityGroupRule"]
        if rule is None:
            identifier = change["SecurityGroupRuleId"]
            raise Fault("InvalidSecurityGroupRuleId.NotFound", f"The security group rule '{identifier}' does not exist")
        rule.ip_protocol = given["IpProtocol"]
        every = rule.ip_protocol == "-1"
        rule.from_port, rule.to_port = (None, None) if every else (given.get("FromPort"), given.get("ToPort"))
        names = {"CidrIpv4": "CidrIp", "CidrIpv6": "CidrIpv6", "Description": "Description"}
        rule.ip_range = {kept: given[name] for name, kept in names.items() if given.get(name)}
        rule.prefix_list_id = given.get("PrefixListId")
        referenced = given.get("ReferencedGroupId")
        rule.source_group = {"GroupId": referenced, "UserId": ACCOUNT_ID, "OwnerId": ACCOUNT_ID} if referenced else {}
    return {"Return": True}


def amend_moto() -> None:
    """What cannot be put right from outside an operation."""
    original = NetworkInterface.association.fget

    def association(self: NetworkInterface) -> Any:
        """None without a public address: an empty association reads as one."""
        return original(self) or None

    NetworkInterface.association = property(association)
    # moto copies the tags of a template once, so that later changes would not be seen.
    LaunchTemplate.tags = property(lambda self: self.get_tags(), lambda self, value: None)
    # The emulator answers for every region; an account whose second region is closed would be told to open it.
    for region in RegionsAndZonesBackend.regions:
        if region.opt_in_status == "not-opted-in":
            region.opt_in_status = "opted-in"
