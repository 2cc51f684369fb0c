"""KMS. moto rotates keys but forgets how often, replicates them without what is a replica's own, and hashes a digest."""

from __future__ import annotations

from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from moto.kms.models import kms_backends

from operations import ACCOUNT_ID, Answer, Call, Fault, Service

SERVICE = Service("kms")

DEFAULT_ROTATION_DAYS = 365
ROTATION_DAYS = range(90, 2561)


def _key_id(call: Call) -> str:
    return str(call.backend(kms_backends).get_key_id(call.params["KeyId"]))


@SERVICE.operation("EnableKeyRotation")
def enable_key_rotation(call: Call) -> Answer:
    days = call.params.get("RotationPeriodInDays", DEFAULT_ROTATION_DAYS)
    if days not in ROTATION_DAYS:
        raise Fault("ValidationException", f"RotationPeriodInDays must be from 90 to 2560, not {days}.")
    answer = call.forward()
    if answer.succeeded:
        call.table("rotationDays")[_key_id(call)] = days
    return answer


@SERVICE.operation("GetKeyRotationStatus")
def get_key_rotation_status(call: Call) -> Answer:
    answer = call.forward()
    if not answer.succeeded:
        return answer
    status = answer.json()
    if status["KeyRotationEnabled"]:
        status["RotationPeriodInDays"] = call.table("rotationDays").get(_key_id(call), DEFAULT_ROTATION_DAYS)
    return answer.with_json({**status, "KeyId": _key_id(call)})


@SERVICE.operation("ReplicateKey")
def replicate_key(call: Call) -> Answer:
    """What a replica has for itself: moto gives it the primary's description and policy, and no tags."""
    answer = call.forward()
    if answer.succeeded:
        backend = kms_backends[ACCOUNT_ID][call.params["ReplicaRegion"]]
        key = backend.keys[_key_id(call)]
        key.description = call.params.get("Description", "")
        key.policy = call.params.get("Policy") or key.generate_default_policy()
        # Shared with the primary, describing the replica would make the primary one too.
        key.multi_region_configuration = dict(key.multi_region_configuration)
        backend.tag_resource(key.id, call.params.get("Tags") or [])
    return answer


@SERVICE.operation("Sign")
def sign(call: Call) -> Answer | dict[str, Any]:
    """A digest is signed as it is; moto hashes it once more, so that the signature fits no message."""
    backend = call.backend(kms_backends)
    key = backend.keys.get(backend.any_id_to_key_id(call.params["KeyId"]))
    private_key = getattr(getattr(key, "private_key", None), "private_key", None)
    is_digest = call.params.get("MessageType") == "DIGEST" and call.params["SigningAlgorithm"] == "ECDSA_SHA_256"
    if not is_digest or not isinstance(private_key, ec.EllipticCurvePrivateKey):
        return call.forward()
    if len(call.params["Message"]) != hashes.SHA256.digest_size:
        raise Fault("ValidationException", "Digest is invalid length for algorithm ECDSA_SHA_256.")
    return {
        "KeyId": key.arn,
        "Signature": private_key.sign(call.params["Message"], ec.ECDSA(utils.Prehashed(hashes.SHA256()))),
        "SigningAlgorithm": "ECDSA_SHA_256",
    }
