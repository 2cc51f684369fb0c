"""CloudTrail. moto starts, stops and deletes trails by name only, not by ARN, and always describes all of them."""

from __future__ import annotations

from moto.cloudtrail.models import cloudtrail_backends

from operations import Answer, Call, Service

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


@SERVICE.operation("DescribeTrails")
def describe_trails(call: Call) -> Answer:
    answer, wanted = call.forward(), call.params.get("trailNameList")
    if not answer.succeeded or not wanted:
        return answer
    trails = [trail for trail in answer.json()["trailList"] if trail["Name"] in wanted or trail["TrailARN"] in wanted]
    return answer.with_json({"trailList": trails})
