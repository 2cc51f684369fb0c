"""EKS add-ons, access entries and pod identity associations, which moto does not have."""

from __future__ import annotations

import uuid
from typing import Any

from operations import Call, Fault

from .eks import SERVICE, cluster_of, done, missing, now

# --- add-ons


@SERVICE.operation("CreateAddon")
def create_addon(call: Call) -> dict[str, Any]:
    cluster, name = cluster_of(call, "clusterName").name, call.params["addonName"]
    kept = ("serviceAccountRoleArn", "configurationValues")
    addon = {
        "addonName": name,
        "clusterName": cluster,
        "status": "ACTIVE",
        "addonVersion": call.params.get("addonVersion") or "v1.0.0-eksbuild.1",
        "health": {"issues": []},
        "addonArn": call.arn(f"addon/{cluster}/{name}/{uuid.uuid4()}"),
        "createdAt": now(),
        "modifiedAt": now(),
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
    row: dict[str, Any] = call.find("addons", key, missing("addon", key[1]))
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
    return {"update": done("AddonUpdate")}


@SERVICE.operation("DeleteAddon")
def delete_addon(call: Call) -> dict[str, Any]:
    addon = _addon(call)
    del call.table("addons")[addon["clusterName"], addon["addonName"]]
    return {"addon": {**addon, "status": "DELETING"}}


# --- access entries


@SERVICE.operation("CreateAccessEntry")
def create_access_entry(call: Call) -> dict[str, Any]:
    cluster, principal = cluster_of(call, "clusterName").name, call.params["principalArn"]
    if (cluster, principal) in call.table("accessEntries"):
        raise Fault("ResourceInUseException", "The specified access entry resource is already in use on this cluster.")
    entry = {
        "clusterName": cluster,
        "principalArn": principal,
        "kubernetesGroups": call.params.get("kubernetesGroups") or [],
        "accessEntryArn": call.arn(
            f"access-entry/{cluster}/role/{principal.split(':')[4]}/{principal.split('/')[-1]}/{uuid.uuid4()}"
        ),
        "createdAt": now(),
        "modifiedAt": now(),
        "tags": call.params.get("tags") or {},
        "username": call.params.get("username") or principal,
        "type": call.params.get("type") or "STANDARD",
    }
    call.table("accessEntries")[cluster, principal] = entry
    return {"accessEntry": entry}


def _access_entry(call: Call) -> dict[str, Any]:
    key = (call.params["clusterName"], call.params["principalArn"])
    row: dict[str, Any] = call.find("accessEntries", key, missing("access entry", key[1]))
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
        "associatedAt": now(),
        "modifiedAt": now(),
    }
    call.table("accessPolicies")[_policy_key(call)] = policy
    return {
        "clusterName": entry["clusterName"],
        "principalArn": entry["principalArn"],
        "associatedAccessPolicy": policy,
    }


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
    cluster, identifier = cluster_of(call, "clusterName").name, "a-" + uuid.uuid4().hex[:17]
    association = {
        "namespace": namespace,
        "serviceAccount": service_account,
        "roleArn": role,
        "clusterName": cluster,
        "associationArn": call.arn(f"podidentityassociation/{cluster}/{identifier}"),
        "associationId": identifier,
        "tags": call.params.get("tags") or {},
        "createdAt": now(),
        "modifiedAt": now(),
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
    row: dict[str, Any] = call.find("podIdentities", key, missing("pod identity association", key[1]))
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
