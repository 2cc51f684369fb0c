"""RDS. moto keeps instances but forgets part of them; backups in a second region are new here."""

from __future__ import annotations

import uuid
from typing import Any

from moto.rds.models import rds_backends

from operations import ACCOUNT_ID, Answer, Call, Fault, Service

SERVICE = Service("rds")

# What a request calls it, and the attribute under which moto's serialiser looks for what the answer calls it.
_FORGOTTEN = {
    "EnablePerformanceInsights": "performance_insights_enabled",
    "PerformanceInsightsKMSKeyId": "performance_insights_kms_key_id",
    "PerformanceInsightsRetentionPeriod": "performance_insights_retention_period",
    "MonitoringInterval": "monitoring_interval",
    "MonitoringRoleArn": "monitoring_role_arn",
    "EngineLifecycleSupport": "engine_lifecycle_support",
    "NetworkType": "network_type",
    "DatabaseInsightsMode": "database_insights_mode",
    "DedicatedLogVolume": "dedicated_log_volume",
    "CACertificateIdentifier": "ca_certificate_identifier",
}
_DEFAULTS = {
    "performance_insights_enabled": False,
    "monitoring_interval": 0,
    "engine_lifecycle_support": "open-source-rds-extended-support",
    "network_type": "IPV4",
    "database_insights_mode": "standard",
    "dedicated_log_volume": False,
    "ca_certificate_identifier": "rds-ca-rsa2048-g1",
}


def _instance(call: Call) -> Any:
    return call.backend(rds_backends).databases[call.params["DBInstanceIdentifier"].lower()]


def _remember(instance: Any, given: dict[str, Any]) -> None:
    for parameter, attribute in _FORGOTTEN.items():
        if parameter in given:
            setattr(instance, attribute, given[parameter])


@SERVICE.operation("CreateDBInstance")
def create_db_instance(call: Call) -> Answer | dict[str, Any]:
    answer = call.forward()
    if not answer.succeeded:
        return answer
    instance = _instance(call)
    for attribute, value in _DEFAULTS.items():
        setattr(instance, attribute, value)
    _remember(instance, call.params)
    # moto gives every instance the same one, and everything keyed by it would collide.
    instance.dbi_resource_id = "db-" + uuid.uuid4().hex[:26].upper()
    return {"DBInstance": instance}


@SERVICE.operation("ModifyDBInstance")
def modify_db_instance(call: Call) -> Answer:
    """Applies at once also what AWS would leave pending until the maintenance window."""
    answer = call.forward()
    if answer.succeeded:
        _remember(_instance(call), call.params)
    return answer


@SERVICE.operation("DeleteDBInstance")
def delete_db_instance(call: Call) -> Answer:
    if not call.params.get("SkipFinalSnapshot") and not call.params.get("FinalDBSnapshotIdentifier"):
        raise Fault(
            "InvalidParameterCombination",
            "FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.",
        )
    return call.forward()


@SERVICE.operation("ModifyDBParameterGroup")
def modify_db_parameter_group(call: Call) -> Answer:
    """Clients tell parameters that somebody has set from defaults by their source, which moto leaves out."""
    answer = call.forward()
    if answer.succeeded:
        group = call.backend(rds_backends).db_parameter_groups[call.params["DBParameterGroupName"]]
        for parameter in call.params.get("Parameters", []):
            group.parameters[parameter["ParameterName"]]["Source"] = "user"
    return answer


@SERVICE.operation("ResetDBParameterGroup")
def reset_db_parameter_group(call: Call) -> dict[str, Any]:
    name = call.params["DBParameterGroupName"]
    group = call.backend(rds_backends).db_parameter_groups.get(name)
    if group is None:
        raise Fault("DBParameterGroupNotFound", f"DBParameterGroup not found: {name}")
    if call.params.get("ResetAllParameters"):
        group.parameters.clear()
    for parameter in call.params.get("Parameters", []):
        group.parameters.pop(parameter["ParameterName"], None)
    return {"DBParameterGroupName": name}


# --- automated backups in a second region


@SERVICE.operation("StartDBInstanceAutomatedBackupsReplication")
def start_replication(call: Call) -> dict[str, Any]:
    source = call.params["SourceDBInstanceArn"]
    region, identifier = source.split(":")[3], source.split(":")[-1]
    instance = rds_backends[ACCOUNT_ID][region].databases.get(identifier)
    if instance is None:
        raise Fault("DBInstanceNotFound", f"DBInstance {identifier} not found.")
    backup = {
        "DBInstanceArn": source,
        "DBInstanceIdentifier": identifier,
        "DbiResourceId": instance.dbi_resource_id,
        "Region": region,
        "Status": "replicating",
        "Engine": instance.engine,
        "EngineVersion": instance.engine_version,
        "Encrypted": bool(instance.storage_encrypted),
        "KmsKeyId": call.params.get("KmsKeyId"),
        "BackupRetentionPeriod": call.params.get("BackupRetentionPeriod", 7),
        "DBInstanceAutomatedBackupsArn": call.arn(f"auto-backup:ab-{uuid.uuid4().hex[:26]}"),
    }
    call.table("replications")[source] = backup
    return {"DBInstanceAutomatedBackup": backup}


@SERVICE.operation("DescribeDBInstanceAutomatedBackups")
def describe_automated_backups(call: Call) -> dict[str, Any]:
    wanted = call.params.get("DBInstanceAutomatedBackupsArn")
    backups = [
        row for row in call.table("replications").values() if wanted in (None, row["DBInstanceAutomatedBackupsArn"])
    ]
    if wanted and not backups:
        raise Fault("DBInstanceAutomatedBackupNotFound", f"No automated backup {wanted}.")
    return {"DBInstanceAutomatedBackups": backups}


@SERVICE.operation("StopDBInstanceAutomatedBackupsReplication")
def stop_replication(call: Call) -> dict[str, Any]:
    source = call.params["SourceDBInstanceArn"]
    backup = call.find("replications", source, Fault("DBInstanceNotFound", f"No replication of {source}."))
    del call.table("replications")[source]
    return {"DBInstanceAutomatedBackup": {**backup, "Status": "deleting"}}
