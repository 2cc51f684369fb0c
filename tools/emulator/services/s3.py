"""S3. moto gives back only part of a replication configuration."""

from __future__ import annotations

from typing import Any

from operations import Answer, Call, Service

SERVICE = Service("s3")


@SERVICE.operation("PutBucketReplication")
def put_replication(call: Call) -> Answer:
    answer = call.forward()
    if answer.succeeded:
        call.table("replication")[call.params["Bucket"]] = call.params["ReplicationConfiguration"]
    return answer


@SERVICE.operation("GetBucketReplication")
def get_replication(call: Call) -> Answer | dict[str, Any]:
    answer = call.forward()
    kept = call.table("replication").get(call.params["Bucket"])
    return {"ReplicationConfiguration": kept} if answer.succeeded and kept else answer


@SERVICE.operation("DeleteBucketReplication")
def delete_replication(call: Call) -> Answer:
    call.table("replication").pop(call.params["Bucket"], None)
    return call.forward()
