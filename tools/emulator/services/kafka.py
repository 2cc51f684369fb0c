"""MSK. moto's clusters stay in creation for ever and forget most of their settings, so they are kept here as a whole."""

from __future__ import annotations

import uuid
from datetime import datetime, timezone
from typing import Any

from operations import Call, Fault, Service

SERVICE = Service("kafka")


def _now() -> datetime:
    return datetime.now(timezone.utc)


def _missing(what: str, arn: str) -> Fault:
    return Fault("NotFoundException", f"The {what} {arn} does not exist.")


# --- clusters


def _cluster(call: Call) -> dict[str, Any]:
    arn = call.params["ClusterArn"]
    row: dict[str, Any] = call.find("clusters", arn, _missing("cluster", arn))
    return row


@SERVICE.operation("CreateCluster")
def create_cluster(call: Call) -> dict[str, Any]:
    return _create(call, {key: value for key, value in call.params.items() if key not in ("ClusterName", "Tags")})


@SERVICE.operation("CreateClusterV2")
def create_cluster_v2(call: Call) -> dict[str, Any]:
    if "Provisioned" not in call.params:
        raise Fault("BadRequestException", "Only provisioned clusters are emulated.")
    return _create(call, call.params["Provisioned"])


def _create(call: Call, provisioned: dict[str, Any]) -> dict[str, Any]:
    name = call.params["ClusterName"]
    if any(row["ClusterName"] == name for row in call.table("clusters").values()):
        raise Fault("ConflictException", f"A cluster named {name} already exists.")
    given = dict(provisioned)
    configuration = given.pop("ConfigurationInfo", {})
    zones = len(given["BrokerNodeGroupInfo"]["ClientSubnets"])
    if given["NumberOfBrokerNodes"] % zones:
        raise Fault("BadRequestException", "The number of broker nodes must be a multiple of the number of zones.")
    software = {"KafkaVersion": given.pop("KafkaVersion")}
    if configuration:
        software["ConfigurationArn"] = _configuration(call, configuration["Arn"])["Arn"]
        software["ConfigurationRevision"] = configuration["Revision"]
    given["BrokerNodeGroupInfo"].setdefault("BrokerAZDistribution", "DEFAULT")
    defaults = {"EnhancedMonitoring": "DEFAULT", "StorageMode": "LOCAL", "CustomerActionStatus": "NONE"}
    row = {
        "ClusterName": name,
        "ClusterArn": call.arn(f"cluster/{name}/{uuid.uuid4()}-1"),
        "ClusterType": "PROVISIONED",
        "CreationTime": _now(),
        "CurrentVersion": _version(),
        "State": "ACTIVE",
        "Provisioned": {**defaults, **given, "CurrentBrokerSoftwareInfo": software},
    }
    call.table("clusters")[row["ClusterArn"]] = row
    _tags(call, row["ClusterArn"]).update(call.params.get("Tags") or {})
    return {**row, "State": "CREATING"}


def _version() -> str:
    """MSK counts changes of a cluster by an opaque word that each change must name."""
    return f"K{uuid.uuid4().hex[:12].upper()}"


@SERVICE.operation("DescribeCluster")
def describe_cluster(call: Call) -> dict[str, Any]:
    """The older form, in which the settings stand beside the name."""
    row = _cluster(call)
    return {"ClusterInfo": {**row, **row["Provisioned"], "Tags": _tags(call, row["ClusterArn"])}}


@SERVICE.operation("DescribeClusterV2")
def describe_cluster_v2(call: Call) -> dict[str, Any]:
    row = _cluster(call)
    return {"ClusterInfo": {**row, "Tags": _tags(call, row["ClusterArn"])}}


@SERVICE.operation("ListClustersV2")
def list_clusters(call: Call) -> dict[str, Any]:
    wanted = call.params.get("ClusterNameFilter", "")
    rows = [row for row in call.table("clusters").values() if row["ClusterName"].startswith(wanted)]
    return {"ClusterInfoList": rows}


@SERVICE.operation("GetBootstrapBrokers")
def get_bootstrap_brokers(call: Call) -> dict[str, Any]:
    row = _cluster(call)
    sasl = row["Provisioned"].get("ClientAuthentication", {}).get("Sasl", {})
    label = uuid.uuid5(uuid.NAMESPACE_URL, row["ClusterArn"]).hex[:6]
    hosts = [f"b-{n}.{row['ClusterName']}.{label}.c2.kafka.{call.region}.amazonaws.com" for n in (1, 2, 3)]
    ports = {"BootstrapBrokerStringTls": 9094}
    if sasl.get("Scram", {}).get("Enabled"):
        ports["BootstrapBrokerStringSaslScram"] = 9096
    if sasl.get("Iam", {}).get("Enabled"):
        ports["BootstrapBrokerStringSaslIam"] = 9098
    return {key: ",".join(f"{host}:{port}" for host in hosts) for key, port in ports.items()}


@SERVICE.operation("DeleteCluster")
def delete_cluster(call: Call) -> dict[str, Any]:
    row = _cluster(call)
    for table in ("clusters", "tags", "secrets"):
        call.table(table).pop(row["ClusterArn"], None)
    return {"ClusterArn": row["ClusterArn"], "State": "DELETING"}


# --- changes of clusters, each an operation that clients ask for until it has ended


def _changed(call: Call, kind: str) -> dict[str, Any]:
    row = _cluster(call)
    row["CurrentVersion"] = _version()
    arn = call.arn(f"cluster-operation/{row['ClusterName']}/{uuid.uuid4()}")
    call.table("operations")[arn] = {
        "ClusterArn": row["ClusterArn"],
        "ClusterType": "PROVISIONED",
        "OperationArn": arn,
        "OperationType": kind,
        "OperationState": "UPDATE_COMPLETE",
        "StartTime": _now(),
        "EndTime": _now(),
    }
    return {"ClusterArn": row["ClusterArn"], "ClusterOperationArn": arn}


def _provisioned(call: Call) -> dict[str, Any]:
    row = _cluster(call)
    if call.params["CurrentVersion"] != row["CurrentVersion"]:
        raise Fault("BadRequestException", "The cluster has changed since: this is not its current version.")
    provisioned: dict[str, Any] = row["Provisioned"]
    return provisioned


@SERVICE.operation("UpdateBrokerStorage")
def update_broker_storage(call: Call) -> dict[str, Any]:
    storage = _provisioned(call)["BrokerNodeGroupInfo"]["StorageInfo"]["EbsStorageInfo"]
    size = call.params["TargetBrokerEBSVolumeInfo"][0]["VolumeSizeGB"]
    if size <= storage["VolumeSize"]:
        raise Fault("BadRequestException", "The storage of brokers can only grow.")
    storage["VolumeSize"] = size
    return _changed(call, "INCREASE_BROKER_STORAGE")


@SERVICE.operation("UpdateBrokerType")
def update_broker_type(call: Call) -> dict[str, Any]:
    _provisioned(call)["BrokerNodeGroupInfo"]["InstanceType"] = call.params["TargetInstanceType"]
    return _changed(call, "UPDATE_BROKER_TYPE")


@SERVICE.operation("UpdateBrokerCount")
def update_broker_count(call: Call) -> dict[str, Any]:
    _provisioned(call)["NumberOfBrokerNodes"] = call.params["TargetNumberOfBrokerNodes"]
    return _changed(call, "INCREASE_BROKER_COUNT")


@SERVICE.operation("UpdateMonitoring")
def update_monitoring(call: Call) -> dict[str, Any]:
    provisioned = _provisioned(call)
    for key in ("EnhancedMonitoring", "OpenMonitoring", "LoggingInfo"):
        if key in call.params:
            provisioned[key] = call.params[key]
    return _changed(call, "UPDATE_MONITORING")


@SERVICE.operation("UpdateSecurity")
def update_security(call: Call) -> dict[str, Any]:
    provisioned = _provisioned(call)
    if "ClientAuthentication" in call.params:
        provisioned["ClientAuthentication"] = call.params["ClientAuthentication"]
    if "EncryptionInfo" in call.params:
        provisioned["EncryptionInfo"] = {**provisioned.get("EncryptionInfo", {}), **call.params["EncryptionInfo"]}
    return _changed(call, "UPDATE_SECURITY")


def _use_configuration(call: Call, provisioned: dict[str, Any]) -> None:
    given = call.params.get("ConfigurationInfo")
    if given:
        software = provisioned["CurrentBrokerSoftwareInfo"]
        software["ConfigurationArn"] = _configuration(call, given["Arn"])["Arn"]
        software["ConfigurationRevision"] = given["Revision"]


@SERVICE.operation("UpdateClusterConfiguration")
def update_cluster_configuration(call: Call) -> dict[str, Any]:
    _use_configuration(call, _provisioned(call))
    return _changed(call, "UPDATE_CLUSTER_CONFIGURATION")


@SERVICE.operation("UpdateClusterKafkaVersion")
def update_kafka_version(call: Call) -> dict[str, Any]:
    provisioned = _provisioned(call)
    provisioned["CurrentBrokerSoftwareInfo"]["KafkaVersion"] = call.params["TargetKafkaVersion"]
    _use_configuration(call, provisioned)
    return _changed(call, "UPGRADE_KAFKA_VERSION")


@SERVICE.operation("DescribeClusterOperation")
def describe_operation(call: Call) -> dict[str, Any]:
    return {"ClusterOperationInfo": _operation(call)}


@SERVICE.operation("DescribeClusterOperationV2")
def describe_operation_v2(call: Call) -> dict[str, Any]:
    return {"ClusterOperationInfo": _operation(call)}


def _operation(call: Call) -> dict[str, Any]:
    arn = call.params["ClusterOperationArn"]
    row: dict[str, Any] = call.find("operations", arn, _missing("operation", arn))
    return row


# --- configurations and their revisions


def _configuration(call: Call, arn: str) -> dict[str, Any]:
    fault = Fault("BadRequestException", "Configuration ARN does not exist.")  # this is how MSK words it
    row: dict[str, Any] = call.find("configurations", arn, fault)
    return row


def _described(row: dict[str, Any]) -> dict[str, Any]:
    return {**row, "LatestRevision": row["Revisions"][-1]}


@SERVICE.operation("CreateConfiguration")
def create_configuration(call: Call) -> dict[str, Any]:
    name = call.params["Name"]
    if any(row["Name"] == name for row in call.table("configurations").values()):
        raise Fault("ConflictException", f"A configuration named {name} already exists.")
    row = {
        "Arn": call.arn(f"configuration/{name}/{uuid.uuid4()}-1"),
        "Name": name,
        "State": "ACTIVE",
        "CreationTime": _now(),
        "Description": call.params.get("Description", ""),
        "KafkaVersions": call.params.get("KafkaVersions", []),
        "Revisions": [],
    }
    _add_revision(call, row)
    call.table("configurations")[row["Arn"]] = row
    return _described(row)


def _add_revision(call: Call, row: dict[str, Any]) -> None:
    row["Revisions"].append(
        {
            "Revision": len(row["Revisions"]) + 1,
            "CreationTime": _now(),
            "Description": call.params.get("Description", ""),
            "ServerProperties": call.params["ServerProperties"],
        }
    )


@SERVICE.operation("DescribeConfiguration")
def describe_configuration(call: Call) -> dict[str, Any]:
    return _described(_configuration(call, call.params["Arn"]))


@SERVICE.operation("DescribeConfigurationRevision")
def describe_configuration_revision(call: Call) -> dict[str, Any]:
    row = _configuration(call, call.params["Arn"])
    number = call.params["Revision"]
    if not 1 <= number <= len(row["Revisions"]):
        raise _missing("revision", str(number))
    return {"Arn": row["Arn"], **row["Revisions"][number - 1]}


@SERVICE.operation("UpdateConfiguration")
def update_configuration(call: Call) -> dict[str, Any]:
    row = _configuration(call, call.params["Arn"])
    _add_revision(call, row)
    row["Description"] = call.params.get("Description", row["Description"])
    return _described(row)


@SERVICE.operation("DeleteConfiguration")
def delete_configuration(call: Call) -> dict[str, Any]:
    arn = _configuration(call, call.params["Arn"])["Arn"]
    clusters = call.table("clusters").values()
    if any(row["Provisioned"]["CurrentBrokerSoftwareInfo"].get("ConfigurationArn") == arn for row in clusters):
        raise Fault("BadRequestException", "The configuration is in use by a cluster.")
    del call.table("configurations")[arn]
    return {"Arn": arn, "State": "DELETING"}


# --- secrets of users with a password


@SERVICE.operation("BatchAssociateScramSecret")
def associate_secrets(call: Call) -> dict[str, Any]:
    arn = _cluster(call)["ClusterArn"]
    secrets = call.table("secrets").setdefault(arn, [])
    secrets.extend(one for one in call.params["SecretArnList"] if one not in secrets)
    return {"ClusterArn": arn, "UnprocessedScramSecrets": []}


@SERVICE.operation("ListScramSecrets")
def list_secrets(call: Call) -> dict[str, Any]:
    return {"SecretArnList": call.table("secrets").get(_cluster(call)["ClusterArn"], [])}


@SERVICE.operation("BatchDisassociateScramSecret")
def disassociate_secrets(call: Call) -> dict[str, Any]:
    arn = _cluster(call)["ClusterArn"]
    kept = [one for one in call.table("secrets").get(arn, []) if one not in call.params["SecretArnList"]]
    call.table("secrets")[arn] = kept
    return {"ClusterArn": arn, "UnprocessedScramSecrets": []}


# --- tags


def _tags(call: Call, arn: str) -> dict[str, str]:
    tags: dict[str, str] = call.table("tags").setdefault(arn, {})
    return tags


@SERVICE.operation("TagResource")
def tag_resource(call: Call) -> None:
    _tags(call, call.params["ResourceArn"]).update(call.params["Tags"])


@SERVICE.operation("UntagResource")
def untag_resource(call: Call) -> None:
    for key in call.params["TagKeys"]:
        _tags(call, call.params["ResourceArn"]).pop(key, None)


@SERVICE.operation("ListTagsForResource")
def list_tags(call: Call) -> dict[str, Any]:
    return {"Tags": _tags(call, call.params["ResourceArn"])}
