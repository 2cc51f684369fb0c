"""Signing of public zones, which moto lacks. Keys and the status are kept; no answer is signed."""

from __future__ import annotations

import hashlib
from datetime import datetime, timezone
from typing import Any

from moto.route53.models import FakeZone, route53_backends

from operations import ACCOUNT_ID, Answer, Call, Fault, Service

SERVICE = Service("route53")

# ECDSA with P-256 and SHA-256, the one kind of key that Route 53 takes (RFC 6605).
_ALGORITHM = {"SigningAlgorithmMnemonic": "ECDSAP256SHA256", "SigningAlgorithmType": 13}
_DIGEST = {"DigestAlgorithmMnemonic": "SHA-256", "DigestAlgorithmType": 2}


def _zone(call: Call) -> str:
    zone = str(call.params["HostedZoneId"]).rpartition("/")[2]
    route53_backends[ACCOUNT_ID]["aws"].get_hosted_zone(zone)  # its own fault where there is none
    return zone


def _change() -> dict[str, Any]:
    return {"ChangeInfo": {"Id": "/change/C2682N5HXP0BZ4", "Status": "INSYNC", "SubmittedAt": datetime.now(timezone.utc)}}


def _key(call: Call) -> dict[str, Any]:
    name = call.params["Name"]
    missing = Fault("NoSuchKeySigningKey", f"There is no key-signing key {name}.")
    row: dict[str, Any] = call.find("keys", (_zone(call), name), missing)
    return row


@SERVICE.operation("CreateHostedZone")
def create_zone(call: Call) -> dict[str, Any] | Answer:
    """A zone with a network is private by that; moto wants to be told so."""
    vpc = call.params.get("VPC")
    if not vpc:
        return call.forward()
    zone = route53_backends[ACCOUNT_ID]["aws"].create_hosted_zone(
        f"{call.params['Name'].rstrip('.')}.",
        comment=(call.params.get("HostedZoneConfig") or {}).get("Comment"),
        private_zone=True,
        caller_reference=call.params["CallerReference"],
        vpcid=vpc["VPCId"],
        vpcregion=vpc.get("VPCRegion"),
        delegation_set_id=None,
    )
    location = f"https://route53.amazonaws.com/2013-04-01/hostedzone/{zone.resource_id}"
    return {**_change(), "HostedZone": zone, "VPC": vpc, "Location": location}


@SERVICE.operation("CreateKeySigningKey")
def create_key(call: Call) -> dict[str, Any]:
    zone, name = _zone(call), call.params["Name"]
    if (zone, name) in call.table("keys"):
        raise Fault("KeySigningKeyAlreadyExists", f"A key-signing key {name} exists already.")
    digest = hashlib.sha256(f"{zone}/{name}".encode()).hexdigest().upper()
    tag = int(digest[:4], 16)
    now = datetime.now(timezone.utc)
    key = {
        "Name": name,
        "KmsArn": call.params["KeyManagementServiceArn"],
        "Flag": 257,
        **_ALGORITHM,
        **_DIGEST,
        "KeyTag": tag,
        "DigestValue": digest,
        "PublicKey": digest,
        "DSRecord": f"{tag} 13 2 {digest}",
        "DNSKEYRecord": f"257 3 13 {digest}",
        "Status": call.params["Status"],
        "CreatedDate": now,
        "LastModifiedDate": now,
    }
    call.table("keys")[zone, name] = key
    return {**_change(), "KeySigningKey": key, "Location": f"https://route53.amazonaws.com/2013-04-01/keysigningkey/{zone}"}


@SERVICE.operation("ActivateKeySigningKey")
def activate_key(call: Call) -> dict[str, Any]:
    _key(call)["Status"] = "ACTIVE"
    return _change()


@SERVICE.operation("DeactivateKeySigningKey")
def deactivate_key(call: Call) -> dict[str, Any]:
    _key(call)["Status"] = "INACTIVE"
    return _change()


@SERVICE.operation("DeleteKeySigningKey")
def delete_key(call: Call) -> dict[str, Any]:
    if _key(call)["Status"] == "ACTIVE":
        raise Fault("InvalidKeySigningKeyStatus", "An active key-signing key cannot be deleted.")
    del call.table("keys")[_zone(call), call.params["Name"]]
    return _change()


@SERVICE.operation("EnableHostedZoneDNSSEC")
def enable_signing(call: Call) -> dict[str, Any]:
    zone = _zone(call)
    if not any(key["Status"] == "ACTIVE" for (of, _), key in call.table("keys").items() if of == zone):
        raise Fault("KeySigningKeyWithActiveStatusNotFound", "The zone has no active key-signing key.")
    call.table("signing")[zone] = True
    return _change()


@SERVICE.operation("DisableHostedZoneDNSSEC")
def disable_signing(call: Call) -> dict[str, Any]:
    call.table("signing").pop(_zone(call), None)
    return _change()


@SERVICE.operation("GetDNSSEC")
def get_dnssec(call: Call) -> dict[str, Any]:
    zone = _zone(call)
    keys = [key for (of, _), key in sorted(call.table("keys").items()) if of == zone]
    status = "SIGNING" if zone in call.table("signing") else "NOT_SIGNING"
    return {"Status": {"ServeSignature": status}, "KeySigningKeys": keys}


# --- query logs: moto wants an ARN that ends in `:*`, AWS takes one without as well


@SERVICE.operation("CreateQueryLoggingConfig")
def create_query_log(call: Call) -> dict[str, Any]:
    given = str(call.params["CloudWatchLogsLogGroupArn"])
    backend = route53_backends[ACCOUNT_ID]["aws"]
    config = backend.create_query_logging_config(_zone(call), f"{given.removesuffix(':*')}:*")
    config.cloud_watch_logs_log_group_arn = given
    described = {
        "Id": config.id,
        "HostedZoneId": config.hosted_zone_id,
        "CloudWatchLogsLogGroupArn": given,
    }
    return {"QueryLoggingConfig": described, "Location": config.location}


def amend_moto() -> None:
    """Networks of private zones were read back empty: they were kept under other names than those of the API."""
    original = FakeZone.add_vpc

    def add_vpc(self: FakeZone, vpc_id: str | None, vpc_region: str | None) -> dict[str, Any]:
        vpc = original(self, vpc_id, vpc_region)
        vpc.update({"VPCId": vpc_id, "VPCRegion": vpc_region})
        return vpc

    FakeZone.add_vpc = add_vpc  # type: ignore[method-assign]
