"""EKS clusters and node groups, of which moto forgets a part, and the tags of everything in EKS."""

from __future__ import annotations

import uuid
from datetime import datetime, timezone
from typing import Any

from moto.ec2.models import ec2_backends
from moto.eks.models import eks_backends

from operations import Answer, Call, Fault, Service

SERVICE = Service("eks")


def now() -> datetime:
    return datetime.now(timezone.utc)


def missing(what: str, name: str) -> Fault:
    return Fault("ResourceNotFoundException", f"No {what} found for {name}.")


def done(kind: str) -> dict[str, Any]:
    """Every update is finished at once, so its record need not be kept."""
    return {
        "id": str(uuid.uuid4()),
        "status": "Successful",
        "type": kind,
        "params": [],
        "createdAt": now(),
        "errors": [],
    }


def cluster_of(call: Call, parameter: str) -> Any:
    name = call.params[parameter]
    cluster = call.backend(eks_backends).clusters.get(name)
    if cluster is None:
        raise missing("cluster", name)
    return cluster


def _network(call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """The VPC configuration as EKS reads it back: the VPC of the subnets and the group that EKS makes itself."""
    ec2, name = call.backend(ec2_backends), call.params["name"]
    vpc = ec2.get_subnet(given["subnetIds"][0]).vpc_id
    group = ec2.create_security_group(
        f"eks-cluster-sg-{name}-{uuid.uuid4().int % 10**9}",
        f"Control plane and nodes of {name}",
        vpc_id=vpc,
    )
    ec2.create_tags([group.id], {"aws:eks:cluster-name": name})
    public = given.get("endpointPublicAccess", True)
    return {
        **given,
        "endpointPublicAccess": public,
        "endpointPrivateAccess": given.get("endpointPrivateAccess", False),
        "publicAccessCidrs": given.get("publicAccessCidrs") or (["0.0.0.0/0"] if public else []),
        "clusterSecurityGroupId": group.id,
        "vpcId": vpc,
    }


@SERVICE.operation("CreateCluster")
def create_cluster(call: Call) -> Answer | dict[str, Any]:
    answer = call.forward()
    if not answer.succeeded:
        return answer
    cluster = cluster_of(call, "name")
    access = call.params.get("accessConfig") or {}
    cluster.access_config = {
        "authenticationMode": access.get("authenticationMode", "CONFIG_MAP"),
        "bootstrapClusterCreatorAdminPermissions": access.get("bootstrapClusterCreatorAdminPermissions", True),
    }
    cluster.upgrade_policy = call.params.get("upgradePolicy") or {"supportType": "EXTENDED"}
    cluster.deletion_protection = call.params.get("deletionProtection", False)
    cluster.kubernetes_network_config = {
        "ipFamily": "ipv4",
        "serviceIpv4Cidr": "172.20.0.0/16",
        "elasticLoadBalancing": {"enabled": False},
        **(call.params.get("kubernetesNetworkConfig") or {}),
    }
    cluster.resources_vpc_config = _network(call, call.params.get("resourcesVpcConfig") or {})
    return {"cluster": cluster}


@SERVICE.operation("UpdateClusterConfig")
def update_cluster_config(call: Call) -> dict[str, Any]:
    cluster = cluster_of(call, "name")
    given = call.params
    if given.get("resourcesVpcConfig"):
        cluster.resources_vpc_config.update(given["resourcesVpcConfig"])
    if given.get("logging"):
        cluster.logging = given["logging"]
    if given.get("accessConfig"):
        cluster.access_config.update(given["accessConfig"])
    if given.get("upgradePolicy"):
        cluster.upgrade_policy = given["upgradePolicy"]
    if "deletionProtection" in given:
        cluster.deletion_protection = given["deletionProtection"]
    return {"update": done("ConfigUpdate")}


@SERVICE.operation("UpdateClusterVersion")
def update_cluster_version(call: Call) -> dict[str, Any]:
    cluster_of(call, "name").version = call.params["version"]
    return {"update": done("VersionUpdate")}


@SERVICE.operation("DescribeUpdate")
def describe_update(call: Call) -> dict[str, Any]:
    return {"update": {**done("ConfigUpdate"), "id": call.params["updateId"]}}


@SERVICE.operation("DeleteCluster")
def delete_cluster(call: Call) -> Answer:
    if getattr(cluster_of(call, "name"), "deletion_protection", False):
        raise Fault("InvalidRequestException", "Cluster has deletion protection enabled.")
    group = cluster_of(call, "name").resources_vpc_config.get("clusterSecurityGroupId")
    answer = call.forward()
    if answer.succeeded:
        if group:
            call.backend(ec2_backends).delete_security_group(group_id=group)
        for table in ("addons", "accessEntries", "accessPolicies", "podIdentities"):
            rows = call.table(table)
            for key in [key for key in rows if key[0] == call.params["name"]]:
                del rows[key]
    return answer


@SERVICE.operation("CreateNodegroup")
def create_nodegroup(call: Call) -> Answer | dict[str, Any]:
    answer = call.forward()
    if not answer.succeeded:
        return answer
    cluster = cluster_of(call, "clusterName")
    group = cluster.nodegroups[call.params["nodegroupName"]]
    # moto invents a remote access with a key pair, and a version older than any cluster's.
    group.remote_access = call.params.get("remoteAccess")
    group.update_config = call.params.get("updateConfig") or {"maxUnavailable": 1}
    group.node_repair_config = call.params.get("nodeRepairConfig")
    group.version = call.params.get("version") or cluster.version
    group.release_version = call.params.get("releaseVersion") or f"{group.version}.0-20250101"
    if group.launch_template and not call.params.get("diskSize"):
        group.disk_size = None
    return {"nodegroup": group}


@SERVICE.operation("UpdateNodegroupVersion")
def update_nodegroup_version(call: Call) -> dict[str, Any]:
    cluster = cluster_of(call, "clusterName")
    group = cluster.nodegroups.get(call.params["nodegroupName"])
    if group is None:
        raise missing("node group", call.params["nodegroupName"])
    group.version = call.params.get("version") or cluster.version
    group.release_version = call.params.get("releaseVersion") or f"{group.version}.0-20250101"
    if call.params.get("launchTemplate"):
        group.launch_template = {**(group.launch_template or {}), **call.params["launchTemplate"]}
    return {"update": done("VersionUpdate")}


# --- tags


@SERVICE.operation("TagResource")
def tag_resource(call: Call) -> None:
    _tags(call).update(call.params["tags"])


@SERVICE.operation("UntagResource")
def untag_resource(call: Call) -> None:
    tags = _tags(call)
    for key in call.params["tagKeys"]:
        tags.pop(key, None)


@SERVICE.operation("ListTagsForResource")
def list_tags(call: Call) -> dict[str, Any]:
    return {"tags": _tags(call)}


def _tags(call: Call) -> dict[str, str]:
    """The tags of whatever has this ARN; moto finds clusters only."""
    arn = call.params["resourceArn"]
    clusters = list(call.backend(eks_backends).clusters.values())
    found = {cluster.arn: cluster.tags for cluster in clusters}
    found |= {group.arn: group.tags for cluster in clusters for group in cluster.nodegroups.values()}
    arn_names = {"addons": "addonArn", "accessEntries": "accessEntryArn", "podIdentities": "associationArn"}
    for table, name in arn_names.items():
        found |= {row[name]: row["tags"] for row in call.table(table).values()}
    if arn not in found:
        raise missing("resource", arn)
    return found[arn]
