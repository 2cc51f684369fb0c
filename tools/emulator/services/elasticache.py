"""ElastiCache. moto keeps users and subnet groups; replication groups, user groups and settings are kept here."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from moto.elasticache.models import elasticache_backends

from operations import Answer, Call, Fault, Service

SERVICE = Service("elasticache")


def _now() -> datetime:
    return datetime.now(timezone.utc)


# --- groups of parameters


def _parameter_group(call: Call) -> dict[str, Any]:
    name = call.params["CacheParameterGroupName"]
    fault = Fault("CacheParameterGroupNotFound", f"CacheParameterGroup not found: {name}")
    row: dict[str, Any] = call.find("parameterGroups", name, fault)
    return row


@SERVICE.operation("CreateCacheParameterGroup")
def create_parameter_group(call: Call) -> dict[str, Any]:
    name = call.params["CacheParameterGroupName"]
    if name in call.table("parameterGroups"):
        raise Fault("CacheParameterGroupAlreadyExists", f"Cache parameter group {name} already exists.")
    row = {
        "CacheParameterGroupName": name,
        "CacheParameterGroupFamily": call.params["CacheParameterGroupFamily"],
        "Description": call.params["Description"],
        "IsGlobal": False,
        "ARN": call.arn(f"parametergroup:{name}"),
        "Parameters": {},
    }
    call.table("parameterGroups")[name] = row
    _tag(call, row["ARN"])
    return {"CacheParameterGroup": row}


@SERVICE.operation("DescribeCacheParameterGroups")
def describe_parameter_groups(call: Call) -> dict[str, Any]:
    if "CacheParameterGroupName" in call.params:
        return {"CacheParameterGroups": [_parameter_group(call)]}
    return {"CacheParameterGroups": list(call.table("parameterGroups").values())}


@SERVICE.operation("ModifyCacheParameterGroup")
def modify_parameter_group(call: Call) -> dict[str, Any]:
    row = _parameter_group(call)
    for one in call.params["ParameterNameValues"]:
        row["Parameters"][one["ParameterName"]] = one["ParameterValue"]
    return row


@SERVICE.operation("ResetCacheParameterGroup")
def reset_parameter_group(call: Call) -> dict[str, Any]:
    row = _parameter_group(call)
    if call.params.get("ResetAllParameters"):
        row["Parameters"].clear()
    for one in call.params.get("ParameterNameValues", []):
        row["Parameters"].pop(one["ParameterName"], None)
    return row


@SERVICE.operation("DescribeCacheParameters")
def describe_parameters(call: Call) -> dict[str, Any]:
    """Only those that somebody has set; defaults are not known here."""
    given = _parameter_group(call)["Parameters"]
    return {
        "Parameters": [
            {"ParameterName": name, "ParameterValue": value, "Source": "user"} for name, value in given.items()
        ]
    }


@SERVICE.operation("DeleteCacheParameterGroup")
def delete_parameter_group(call: Call) -> None:
    name = _parameter_group(call)["CacheParameterGroupName"]
    if any(row["CacheParameterGroupName"] == name for row in call.table("groups").values()):
        raise Fault("InvalidCacheParameterGroupState", f"Cache parameter group {name} is in use.")
    del call.table("parameterGroups")[name]


@SERVICE.operation("DeleteCacheSubnetGroup")
def delete_subnet_group(call: Call) -> None:
    name = call.params["CacheSubnetGroupName"]
    if call.backend(elasticache_backends).cache_subnet_groups.pop(name, None) is None:
        raise Fault("CacheSubnetGroupNotFoundFault", f"Cache subnet group {name} does not exist.")


@SERVICE.operation("ModifyCacheSubnetGroup")
def modify_subnet_group(call: Call) -> dict[str, Any]:
    name = call.params["CacheSubnetGroupName"]
    group = call.backend(elasticache_backends).cache_subnet_groups.get(name)
    if group is None:
        raise Fault("CacheSubnetGroupNotFoundFault", f"Cache subnet group {name} does not exist.")
    group.cache_subnet_group_description = call.params.get(
        "CacheSubnetGroupDescription", group.cache_subnet_group_description
    )
    group.subnet_ids = call.params.get("SubnetIds", group.subnet_ids)
    return {"CacheSubnetGroup": {"CacheSubnetGroupName": name}}


# --- users and their groups


@SERVICE.operation("ModifyUser")
def modify_user(call: Call) -> dict[str, Any]:
    user = call.backend(elasticache_backends).users.get(call.params["UserId"])
    if user is None:
        raise Fault("UserNotFound", f"User {call.params['UserId']} does not exist.")
    user.access_string = call.params.get("AccessString", user.access_string)
    user.passwords = call.params.get("Passwords", user.passwords)
    mode = call.params.get("AuthenticationMode", {})
    if "Type" in mode:
        user.authentication_type, user.passwords = mode["Type"], mode.get("Passwords", [])
        user.no_password_required = mode["Type"] == "no-password-required"
    return {
        "UserId": user.id,
        "UserName": user.name,
        "Status": "active",
        "Engine": user.engine,
        "AccessString": user.access_string,
        "UserGroupIds": user.user_group_ids,
        "Authentication": user.authentication,
        "ARN": user.arn,
    }


def _user_group(call: Call, identifier: str) -> dict[str, Any]:
    fault = Fault("UserGroupNotFound", f"User group {identifier} does not exist.")
    row: dict[str, Any] = call.find("userGroups", identifier, fault)
    return row


def _need_proof(call: Call, engine: str, user_ids: list[str]) -> None:
    """A group for Valkey takes users only that sign on with a password or an identity."""
    users = call.backend(elasticache_backends).users
    for identifier in user_ids:
        if identifier not in users:
            raise Fault("UserNotFound", f"User {identifier} does not exist.")
        if engine == "valkey" and users[identifier].no_password_required:
            raise Fault("InvalidParameterCombination", f"User {identifier} signs on without password or IAM.")


@SERVICE.operation("CreateUserGroup")
def create_user_group(call: Call) -> dict[str, Any]:
    identifier, engine = call.params["UserGroupId"], call.params["Engine"].lower()
    if identifier in call.table("userGroups"):
        raise Fault("UserGroupAlreadyExists", f"User group {identifier} already exists.")
    _need_proof(call, engine, call.params.get("UserIds", []))
    row = {
        "UserGroupId": identifier,
        "Status": "active",
        "Engine": engine,
        "UserIds": list(call.params.get("UserIds", [])),
        "ReplicationGroups": [],
        "MinimumEngineVersion": "7.2" if engine == "valkey" else "6.0",
        "ARN": call.arn(f"usergroup:{identifier}"),
    }
    call.table("userGroups")[identifier] = row
    _tag(call, row["ARN"])
    return row


@SERVICE.operation("DescribeUserGroups")
def describe_user_groups(call: Call) -> dict[str, Any]:
    if "UserGroupId" in call.params:
        return {"UserGroups": [_user_group(call, call.params["UserGroupId"])]}
    return {"UserGroups": list(call.table("userGroups").values())}


@SERVICE.operation("ModifyUserGroup")
def modify_user_group(call: Call) -> dict[str, Any]:
    row = _user_group(call, call.params["UserGroupId"])
    added = call.params.get("UserIdsToAdd", [])
    _need_proof(call, row["Engine"], added)
    removed = call.params.get("UserIdsToRemove", [])
    row["UserIds"] = [one for one in row["UserIds"] if one not in removed] + added
    return row


@SERVICE.operation("DeleteUserGroup")
def delete_user_group(call: Call) -> dict[str, Any]:
    row = _user_group(call, call.params["UserGroupId"])
    del call.table("userGroups")[row["UserGroupId"]]
    return {**row, "Status": "deleting"}


# --- replication groups


def _group(call: Call) -> dict[str, Any]:
    identifier = call.params["ReplicationGroupId"]
    fault = Fault("ReplicationGroupNotFoundFault", f"ReplicationGroup {identifier} not found.")
    row: dict[str, Any] = call.find("groups", identifier, fault)
    return row


# What is kept under the name of the request, and what it is when the request does not say.
_KEPT: dict[str, Any] = {
    "SnapshotRetentionLimit": 0,
    "SnapshotWindow": "00:00-01:00",
    "CacheNodeType": "cache.t4g.micro",
    "TransitEncryptionEnabled": False,
    "AtRestEncryptionEnabled": False,
    "KmsKeyId": None,
    "AutoMinorVersionUpgrade": True,
    "NetworkType": "ipv4",
    "IpDiscovery": "ipv4",
    "TransitEncryptionMode": None,
    "ClusterMode": "disabled",
    "EngineVersion": "8.1",
    "CacheParameterGroupName": None,
    "CacheSubnetGroupName": None,
    "SecurityGroupIds": [],
    "PreferredMaintenanceWindow": "sun:00:00-sun:01:00",
    "Port": 6379,
}


@SERVICE.operation("CreateReplicationGroup")
def create_group(call: Call) -> dict[str, Any]:
    params = call.params
    identifier = params["ReplicationGroupId"]
    if identifier in call.table("groups"):
        raise Fault("ReplicationGroupAlreadyExists", f"ReplicationGroup {identifier} already exists.")
    if "NumNodeGroups" in params or "NodeGroupConfiguration" in params:
        raise Fault("InvalidParameterCombination", "Only groups with one shard are emulated.")
    for user_group in params.get("UserGroupIds", []):
        _user_group(call, user_group)
    row = {
        **{key: params.get(key, default) for key, default in _KEPT.items()},
        "ReplicationGroupId": identifier,
        "Description": params["ReplicationGroupDescription"],
        "Engine": params.get("Engine", "redis"),
        "Status": "available",
        "ARN": call.arn(f"replicationgroup:{identifier}"),
        "MemberClusters": [f"{identifier}-{n:03}" for n in range(1, params.get("NumCacheClusters", 1) + 1)],
        "ClusterEnabled": False,
        "AuthTokenEnabled": "AuthToken" in params,
        "DataTiering": "disabled",
        "UserGroupIds": list(params.get("UserGroupIds", [])),
        "ReplicationGroupCreateTime": _now(),
    }
    _set_availability(row, params)
    _set_logs(row, params)
    call.table("groups")[identifier] = row
    _tag(call, row["ARN"])
    return {"ReplicationGroup": _described(call, row)}


def _set_availability(row: dict[str, Any], params: dict[str, Any]) -> None:
    for key, name in (("AutomaticFailoverEnabled", "AutomaticFailover"), ("MultiAZEnabled", "MultiAZ")):
        if key in params or name not in row:
            row[name] = "enabled" if params.get(key) else "disabled"


def _set_logs(row: dict[str, Any], params: dict[str, Any]) -> None:
    """A change names the logs that it is about and leaves the others."""
    logs = {one["LogType"]: one for one in row.get("LogDeliveryConfigurations", [])}
    for one in params.get("LogDeliveryConfigurations", []):
        if one.get("Enabled", True):
            logs[one["LogType"]] = {**one, "Status": "active"}
        else:
            logs.pop(one["LogType"], None)
    row["LogDeliveryConfigurations"] = list(logs.values())


def _described(call: Call, row: dict[str, Any]) -> dict[str, Any]:
    members = [
        {"CacheClusterId": member, "CacheNodeId": "0001", "CurrentRole": "replica" if n else "primary"}
        for n, member in enumerate(row["MemberClusters"])
    ]
    node_group = {
        "NodeGroupId": "0001",
        "Status": "available",
        "PrimaryEndpoint": {"Address": _host(call, row, "master"), "Port": row["Port"]},
        "ReaderEndpoint": {"Address": _host(call, row, "replica"), "Port": row["Port"]},
        "NodeGroupMembers": members,
    }
    return {**row, "NodeGroups": [node_group]}


def _host(call: Call, row: dict[str, Any], role: str) -> str:
    return f"{role}.{row['ReplicationGroupId']}.abc123.{call.region}.cache.amazonaws.com"


@SERVICE.operation("DescribeReplicationGroups")
def describe_groups(call: Call) -> dict[str, Any]:
    rows = [_group(call)] if "ReplicationGroupId" in call.params else call.table("groups").values()
    return {"ReplicationGroups": [_described(call, row) for row in rows]}


@SERVICE.operation("ModifyReplicationGroup")
def modify_group(call: Call) -> dict[str, Any]:
    """Applies at once also what AWS would leave pending until the maintenance window."""
    row, params = _group(call), call.params
    for key in _KEPT:
        if key in params:
            row[key] = params[key]
    if "ReplicationGroupDescription" in params:
        row["Description"] = params["ReplicationGroupDescription"]
    removed = params.get("UserGroupIdsToRemove", [])
    row["UserGroupIds"] = [one for one in row["UserGroupIds"] if one not in removed]
    row["UserGroupIds"] += params.get("UserGroupIdsToAdd", [])
    _set_availability(row, params)
    _set_logs(row, params)
    return {"ReplicationGroup": _described(call, row)}


@SERVICE.operation("IncreaseReplicaCount")
def increase_replicas(call: Call) -> dict[str, Any]:
    return _resize(call)


@SERVICE.operation("DecreaseReplicaCount")
def decrease_replicas(call: Call) -> dict[str, Any]:
    return _resize(call)


def _resize(call: Call) -> dict[str, Any]:
    row = _group(call)
    count = call.params["NewReplicaCount"] + 1
    row["MemberClusters"] = [f"{row['ReplicationGroupId']}-{n:03}" for n in range(1, count + 1)]
    return {"ReplicationGroup": _described(call, row)}


@SERVICE.operation("DeleteReplicationGroup")
def delete_group(call: Call) -> dict[str, Any]:
    row = _group(call)
    del call.table("groups")[row["ReplicationGroupId"]]
    return {"ReplicationGroup": {**_described(call, row), "Status": "deleting"}}


@SERVICE.operation("DescribeCacheClusters")
def describe_clusters(call: Call) -> Answer | dict[str, Any]:
    """Members of replication groups, which moto does not list among the clusters."""
    wanted = call.params.get("CacheClusterId")
    found = [
        _member(call, row, member, n)
        for row in call.table("groups").values()
        for n, member in enumerate(row["MemberClusters"])
        if wanted in (None, member)
    ]
    return {"CacheClusters": found} if found else call.forward()


def _member(call: Call, row: dict[str, Any], identifier: str, position: int) -> dict[str, Any]:
    address = f"{identifier}.abc123.0001.{call.region}.cache.amazonaws.com"
    zone = f"{call.region}{'abc'[position % 3]}"
    node = {
        "CacheNodeId": "0001",
        "CacheNodeStatus": "available",
        "CustomerAvailabilityZone": zone,
        "Endpoint": {"Address": address, "Port": row["Port"]},
    }
    shared = (
        *("CacheNodeType", "Engine", "EngineVersion", "PreferredMaintenanceWindow", "CacheSubnetGroupName"),
        *("AutoMinorVersionUpgrade", "ReplicationGroupId", "SnapshotRetentionLimit", "SnapshotWindow"),
        *("AuthTokenEnabled", "TransitEncryptionEnabled", "AtRestEncryptionEnabled", "TransitEncryptionMode"),
        *("LogDeliveryConfigurations", "NetworkType", "IpDiscovery"),
    )
    return {
        **{key: row[key] for key in shared},
        "CacheClusterId": identifier,
        "CacheClusterStatus": "available",
        "NumCacheNodes": 1,
        "CacheNodes": [node],
        "PreferredAvailabilityZone": zone,
        "CacheParameterGroup": {
            "CacheParameterGroupName": row["CacheParameterGroupName"],
            "ParameterApplyStatus": "in-sync",
        },
        "SecurityGroups": [{"SecurityGroupId": one, "Status": "active"} for one in row["SecurityGroupIds"]],
        "ARN": call.arn(f"cluster:{identifier}"),
    }


# --- tags of what is kept here


def _tag(call: Call, arn: str) -> None:
    call.table("tags")[arn] = {tag["Key"]: tag.get("Value", "") for tag in call.params.get("Tags", [])}


def _listed(tags: dict[str, str]) -> dict[str, Any]:
    return {"TagList": [{"Key": key, "Value": value} for key, value in tags.items()]}


@SERVICE.operation("AddTagsToResource")
def add_tags(call: Call) -> Answer | dict[str, Any]:
    tags = call.table("tags").get(call.params["ResourceName"])
    if tags is None:
        return call.forward()
    tags.update({tag["Key"]: tag.get("Value", "") for tag in call.params["Tags"]})
    return _listed(tags)


@SERVICE.operation("RemoveTagsFromResource")
def remove_tags(call: Call) -> Answer | dict[str, Any]:
    tags = call.table("tags").get(call.params["ResourceName"])
    if tags is None:
        return call.forward()
    for key in call.params["TagKeys"]:
        tags.pop(key, None)
    return _listed(tags)


@SERVICE.operation("ListTagsForResource")
def list_tags(call: Call) -> Answer | dict[str, Any]:
    tags = call.table("tags").get(call.params["ResourceName"])
    return call.forward() if tags is None else _listed(tags)
