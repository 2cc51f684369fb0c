"""CloudTrail. moto starts, stops and deletes trails by name only; clients also send the ARN."""

from __future__ import annotations

from moto.cloudtrail.models import cloudtrail_backends

from operations import Call, Service

SERVICE = Service("cloudtrail")


@SERVICE.operation("StartLogging")
def start_logging(call: Call) -> None:
    call.backend(cloudtrail_backends).get_trail(call.params["Name"]).start_logging()


@SERVICE.operation("StopLogging")
def stop_logging(call: Call) -> None:
    call.backend(cloudtrail_backends).get_trail(call.params["Name"]).stop_logging()


@SERVICE.operation("DeleteTrail")
def delete_trail(call: Call) -> None:
    backend = call.backend(cloudtrail_backends)
    del backend.trails[backend.get_trail(call.params["Name"]).trail_name]
