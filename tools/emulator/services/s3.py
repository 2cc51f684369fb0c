"""S3. moto forgets part of some configurations, lacks others, and reads bucket policies wrongly."""

from __future__ import annotations

import json
from copy import copy
from functools import partial
from typing import Any

from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.s3.models import FakeBucket

from operations import ACCOUNT_ID, Answer, Call, Fault, Service

SERVICE = Service("s3")


# --- configurations that moto keeps in part


@SERVICE.operation("PutBucketReplication")
def put_replication(call: Call) -> Answer:
    return _remember(call, "ReplicationConfiguration")


@SERVICE.operation("GetBucketReplication")
def get_replication(call: Call) -> Answer | dict[str, Any]:
    answer, kept = call.forward(), _remembered(call, "ReplicationConfiguration")
    return {"ReplicationConfiguration": kept} if answer.succeeded and kept else answer


@SERVICE.operation("DeleteBucketReplication")
def delete_replication(call: Call) -> Answer:
    call.table("ReplicationConfiguration").pop(call.params["Bucket"], None)
    return call.forward()


@SERVICE.operation("PutBucketLogging")
def put_logging(call: Call) -> Answer:
    return _remember(call, "BucketLoggingStatus")


@SERVICE.operation("GetBucketLogging")
def get_logging(call: Call) -> Answer | dict[str, Any]:
    answer, kept = call.forward(), _remembered(call, "BucketLoggingStatus")
    return kept if answer.succeeded and kept else answer


@SERVICE.operation("PutBucketNotificationConfiguration")
def put_notification(call: Call) -> Answer:
    return _remember(call, "NotificationConfiguration")


@SERVICE.operation("GetBucketNotificationConfiguration")
def get_notification(call: Call) -> Answer | dict[str, Any]:
    answer, kept = call.forward(), _remembered(call, "NotificationConfiguration")
    # moto itself gives the others back, with the identifiers that it has chosen.
    return kept if answer.succeeded and kept and set(kept) == {"EventBridgeConfiguration"} else answer


@SERVICE.operation("DeleteBucket")
def delete_bucket(call: Call) -> Answer:
    answer = call.forward()
    if answer.succeeded:
        for kind in ("ReplicationConfiguration", "BucketLoggingStatus", "NotificationConfiguration"):
            call.table(kind).pop(call.params["Bucket"], None)
    return answer


def _remember(call: Call, kind: str) -> Answer:
    answer = call.forward()
    if answer.succeeded:
        call.table(kind)[call.params["Bucket"]] = call.params[kind]
    return answer


def _remembered(call: Call, kind: str) -> dict[str, Any]:
    kept: dict[str, Any] = call.table(kind).get(call.params["Bucket"], {})
    return kept


# --- configurations of a bucket that have a name each; moto takes the requests for something else


def _put_named(call: Call, kind: str) -> None:
    call.table(kind)[call.params["Bucket"], call.params["Id"]] = call.params[kind]


def _get_named(call: Call, kind: str) -> dict[str, Any]:
    key = (call.params["Bucket"], call.params["Id"])
    return {kind: call.find(kind, key, Fault("NoSuchConfiguration", "The specified configuration does not exist."))}


def _delete_named(call: Call, kind: str) -> None:
    call.table(kind).pop((call.params["Bucket"], call.params["Id"]), None)


def _list_named(call: Call, kind: str) -> dict[str, Any]:
    rows = [row for (bucket, _), row in sorted(call.table(kind).items()) if bucket == call.params["Bucket"]]
    return {"IsTruncated": False, f"{kind}List": rows}


for _kind in ("IntelligentTieringConfiguration", "MetricsConfiguration", "AnalyticsConfiguration"):
    SERVICE.operation(f"PutBucket{_kind}")(partial(_put_named, kind=_kind))
    SERVICE.operation(f"GetBucket{_kind}")(partial(_get_named, kind=_kind))
    SERVICE.operation(f"DeleteBucket{_kind}")(partial(_delete_named, kind=_kind))
    SERVICE.operation(f"ListBucket{_kind}s")(partial(_list_named, kind=_kind))


# --- bucket policies


def amend_moto() -> None:
    """moto refuses whatever a statement with a condition names, and takes every named principal for everybody.

    Only statements that need no knowledge of the request are evaluated: those without conditions that are for
    everybody or for this account. All others are kept and read back, but decide nothing.
    """

    def get_permission(self: FakeBucket, action: str, resource: str) -> PermissionResult:
        policy = json.loads(self.policy) if self.policy else {}
        statements = policy.get("Statement", [])
        decidable = [one for one in (statements if isinstance(statements, list) else [statements]) if _decidable(one)]
        if not decidable:
            return PermissionResult.NEUTRAL
        return IAMPolicy(json.dumps({**policy, "Statement": decidable})).is_action_permitted(action, resource)

    FakeBucket.get_permission = get_permission

    original = FakeBucket._log_permissions_enabled_policy

    def may_log(target_bucket: FakeBucket, target_prefix: str | None) -> bool:
        """moto looks for the statement of the logging service, and fails at one for everybody before it."""
        view = copy(target_bucket)
        policy = json.loads(target_bucket.policy) if target_bucket.policy else {"Statement": []}
        policy["Statement"] = [one for one in policy["Statement"] if isinstance(one.get("Principal"), dict)]
        view.policy = json.dumps(policy).encode()
        return bool(original(view, target_prefix))

    FakeBucket._log_permissions_enabled_policy = staticmethod(may_log)


def _decidable(statement: dict[str, Any]) -> bool:
    principal = statement.get("Principal")
    named = principal.get("AWS", []) if isinstance(principal, dict) else principal
    everybody = {"*", ACCOUNT_ID, f"arn:aws:iam::{ACCOUNT_ID}:root"}
    return not statement.get("Condition") and bool(everybody & set([named] if isinstance(named, str) else named or []))
