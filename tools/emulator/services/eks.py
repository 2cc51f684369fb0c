"""EKS. moto keeps clusters and node groups but forgets part of them, and has no add-ons or access entries."""

from __future__ import annotations

import uuid
from datetime import datetime, timezone
from typing import Any

from moto.ec2.models import ec2_backends
from moto.eks.models import eks_backends

from operations import Answer, Call, Fault, Service

SERVICE = Service("eks")


def _now() -> datetime:
    return datetime.now(timezone.utc)


def _missing(what: str, name: str) -> Fault:
    return Fault("ResourceNotFoundException", f"No {what} found for {name}.")


def _done(kind: str) -> dict[str, Any]:
    """Every update is finished at once, so its record need not be kept."""
    return {"id": str(uuid.uuid4()), "status": "Successful", "type": kind, "params": [], "createdAt": _now(), "errors": []}


def _cluster(call: Call, parameter: str) -> Any:
    name = call.params[parameter]
    cluster = call.backend(eks_backends).clusters.get(name)
    if cluster is None:
        raise _missing("cluster", name)
    return cluster


def _network(call: Call, given: dict[str, Any]) -> dict[str, Any]:
    """The VPC configuration as EKS reads it back: the VPC of the subnets and the group that EKS makes itself."""
    ec2, name = call.backend(ec2_backends), call.params["name"]
    vpc = ec2.get_subnet(given["subnetIds"][0]).vpc_id
    group = ec2.create_security_group(
        f"eks-cluster-sg-{name}-{uuid.uuid4().int % 10**9}",
        "EKS created security group applied to ENI that is attached to EKS Control Plane master nodes, as well as any managed workloads.",
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
    cluster = _cluster(call, "name")
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
    cluster = _cluster(call, "name")
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
    return {"update": _done("ConfigUpdate")}


@SERVICE.operation("UpdateClusterVersion")
def update_cluster_version(call: Call) -> dict[str, Any]:
    _cluster(call, "name").version = call.params["version"]
    return {"update": _done("VersionUpdate")}


@SERVICE.operation("DescribeUpdate")
def describe_update(call: Call) -> dict[str, Any]:
    return {"update": {**_done("ConfigUpdate"), "id": call.params["updateId"]}}


@SERVICE.operation("DeleteCluster")
def delete_cluster(call: Call) -> Answer:
    if getattr(_cluster(call, "name"), "deletion_protection", False):
        raise Fault("InvalidRequestException", "Cluster has deletion protection enabled.")
    group = _cluster(call, "name").resources_vpc_config.get("clusterSecurityGroupId")
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
    cluster = _cluster(call, "clusterName")
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
    cluster = _cluster(call, "clusterName")
    group = cluster.nodegroups.get(call.params["nodegroupName"])
    if group is None:
        raise _missing("node group", call.params["nodegroupName"])
    group.version = call.params.get("version") or cluster.version
    group.release_version = call.params.get("releaseVersion") or f"{group.version}.0-20250101"
    if call.params.get("launchTemplate"):
        group.launch_template = {**(group.launch_template or {}), **call.params["launchTemplate"]}
    return {"update": _done("VersionUpdate")}


# --- add-ons


@SERVICE.operation("CreateAddon")
def create_addon(call: Call) -> dict[str, Any]:
    cluster, name = _cluster(call, "clusterName").name, call.params["addonName"]
    kept = ("serviceAccountRoleArn", "configurationValues")
    addon = {
        "addonName": name,
        "clusterName": cluster,
        "status": "ACTIVE",
        "addonVersion": call.params.get("addonVersion") or "v1.0.0-eksbuild.1",
        "health": {"issues": []},
        "addonArn": call.arn(f"addon/{cluster}/{name}/{uuid.uuid4()}"),
        "createdAt": _now(),
        "modifiedAt": _now(),
        "tags": call.params.get("tags") or {},
        "podIdentityAssociations": [
            _associate(call, given["serviceAccount"], given["roleArn"], "kube-system", name)["associationArn"]
            for given in call.params.get("podIdentityAssociations") or []
        ],
        **{key: call.params[key] for key in kept if key in call.params},
    }
    call.table("addons")[cluster, name] = addon
    return {"addon": addon}


def _addon(call: Call) -> dict[str, Any]:
    key = (call.params["clusterName"], call.params["addonName"])
    row: dict[str, Any] = call.find("addons", key, _missing("addon", key[1]))
    return row


@SERVICE.operation("DescribeAddon")
def describe_addon(call: Call) -> dict[str, Any]:
    return {"addon": _addon(call)}


@SERVICE.operation("ListAddons")
def list_addons(call: Call) -> dict[str, Any]:
    return {"addons": sorted(name for cluster, name in call.table("addons") if cluster == call.params["clusterName"])}


@SERVICE.operation("UpdateAddon")
def update_addon(call: Call) -> dict[str, Any]:
    addon = _addon(call)
    for key in ("addonVersion", "serviceAccountRoleArn", "configurationValues"):
        if key in call.params:
            addon[key] = call.params[key]
    return {"update": _done("AddonUpdate")}


@SERVICE.operation("DeleteAddon")
def delete_addon(call: Call) -> dict[str, Any]:
    addon = _addon(call)
    del call.table("addons")[addon["clusterName"], addon["addonName"]]
    return {"addon": {**addon, "status": "DELETING"}}


# --- access entries


@SERVICE.operation("CreateAccessEntry")
def create_access_entry(call: Call) -> dict[str, Any]:
    cluster, principal = _cluster(call, "clusterName").name, call.params["principalArn"]
    if (cluster, principal) in call.table("accessEntries"):
        raise Fault("ResourceInUseException", "The specified access entry resource is already in use on this cluster.")
    entry = {
        "clusterName": cluster,
        "principalArn": principal,
        "kubernetesGroups": call.params.get("kubernetesGroups") or [],
        "accessEntryArn": call.arn(f"access-entry/{cluster}/role/{principal.split(':')[4]}/{principal.split('/')[-1]}/{uuid.uuid4()}"),
        "createdAt": _now(),
        "modifiedAt": _now(),
        "tags": call.params.get("tags") or {},
        "username": call.params.get("username") or principal,
        "type": call.params.get("type") or "STANDARD",
    }
    call.table("accessEntries")[cluster, principal] = entry
    return {"accessEntry": entry}


def _access_entry(call: Call) -> dict[str, Any]:
    key = (call.params["clusterName"], call.params["principalArn"])
    row: dict[str, Any] = call.find("accessEntries", key, _missing("access entry", key[1]))
    return row


@SERVICE.operation("DescribeAccessEntry")
def describe_access_entry(call: Call) -> dict[str, Any]:
    return {"accessEntry": _access_entry(call)}


@SERVICE.operation("ListAccessEntries")
def list_access_entries(call: Call) -> dict[str, Any]:
    cluster = call.params["clusterName"]
    return {"accessEntries": sorted(principal for owner, principal in call.table("accessEntries") if owner == cluster)}


@SERVICE.operation("UpdateAccessEntry")
def update_access_entry(call: Call) -> dict[str, Any]:
    entry = _access_entry(call)
    for key in ("kubernetesGroups", "username"):
        if key in call.params:
            entry[key] = call.params[key]
    return {"accessEntry": entry}


@SERVICE.operation("DeleteAccessEntry")
def delete_access_entry(call: Call) -> None:
    entry = _access_entry(call)
    del call.table("accessEntries")[entry["clusterName"], entry["principalArn"]]


def _policy_key(call: Call) -> tuple[str, str, str]:
    return call.params["clusterName"], call.params["principalArn"], call.params["policyArn"]


@SERVICE.operation("AssociateAccessPolicy")
def associate_access_policy(call: Call) -> dict[str, Any]:
    entry = _access_entry(call)
    policy = {
        "policyArn": call.params["policyArn"],
        "accessScope": call.params["accessScope"],
        "associatedAt": _now(),
        "modifiedAt": _now(),
    }
    call.table("accessPolicies")[_policy_key(call)] = policy
    return {"clusterName": entry["clusterName"], "principalArn": entry["principalArn"], "associatedAccessPolicy": policy}


@SERVICE.operation("ListAssociatedAccessPolicies")
def list_associated_access_policies(call: Call) -> dict[str, Any]:
    entry = _access_entry(call)
    owner = (entry["clusterName"], entry["principalArn"])
    policies = [policy for key, policy in sorted(call.table("accessPolicies").items()) if key[:2] == owner]
    return {"clusterName": owner[0], "principalArn": owner[1], "associatedAccessPolicies": policies}


@SERVICE.operation("DisassociateAccessPolicy")
def disassociate_access_policy(call: Call) -> None:
    call.table("accessPolicies").pop(_policy_key(call), None)


# --- pod identity


def _associate(call: Call, service_account: str, role: str, namespace: str, addon: str | None = None) -> dict[str, Any]:
    cluster, identifier = _cluster(call, "clusterName").name, "a-" + uuid.uuid4().hex[:17]
    association = {
        "namespace": namespace,
        "serviceAccount": service_account,
        "roleArn": role,
        "clusterName": cluster,
        "associationArn": call.arn(f"podidentityassociation/{cluster}/{identifier}"),
        "associationId": identifier,
        "tags": call.params.get("tags") or {},
        "createdAt": _now(),
        "modifiedAt": _now(),
        **({"ownerArn": call.arn(f"addon/{cluster}/{addon}")} if addon else {}),
    }
    call.table("podIdentities")[cluster, identifier] = association
    return association


@SERVICE.operation("CreatePodIdentityAssociation")
def create_pod_identity_association(call: Call) -> dict[str, Any]:
    given = call.params
    return {"association": _associate(call, given["serviceAccount"], given["roleArn"], given["namespace"])}


@SERVICE.operation("ListPodIdentityAssociations")
def list_pod_identity_associations(call: Call) -> dict[str, Any]:
    rows = [row for (cluster, _), row in call.table("podIdentities").items() if cluster == call.params["clusterName"]]
    return {"associations": rows}


def _pod_identity(call: Call) -> dict[str, Any]:
    key = (call.params["clusterName"], call.params["associationId"])
    row: dict[str, Any] = call.find("podIdentities", key, _missing("pod identity association", key[1]))
    return row


@SERVICE.operation("DescribePodIdentityAssociation")
def describe_pod_identity_association(call: Call) -> dict[str, Any]:
    return {"association": _pod_identity(call)}


@SERVICE.operation("UpdatePodIdentityAssociation")
def update_pod_identity_association(call: Call) -> dict[str, Any]:
    association = _pod_identity(call)
    if call.params.get("roleArn"):
        association["roleArn"] = call.params["roleArn"]
    return {"association": association}


@SERVICE.operation("DeletePodIdentityAssociation")
def delete_pod_identity_association(call: Call) -> dict[str, Any]:
    association = _pod_identity(call)
    del call.table("podIdentities")[association["clusterName"], association["associationId"]]
    return {"association": association}


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
        raise _missing("resource", arn)
    return found[arn]
