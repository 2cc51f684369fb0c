"""GuardDuty. moto replaces all features of a detector by those of the last request; AWS changes only the named ones."""

from __future__ import annotations

from typing import Any

from moto.guardduty.models import guardduty_backends

from operations import Call, Service

SERVICE = Service("guardduty")


def _merged(features: list[dict[str, Any]], changes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    by_name = {feature["name"]: feature for feature in features}
    for change in changes:
        by_name[change["name"]] = {**by_name.get(change["name"], {}), **change}
    return [by_name[name] for name in sorted(by_name)]


@SERVICE.operation("UpdateDetector")
def update_detector(call: Call) -> None:
    given = {key[0].lower() + key[1:]: value for key, value in call.params.items()}
    detector = call.backend(guardduty_backends).get_detector(given["detectorId"])
    changes = [
        {
            "name": feature["Name"],
            "status": feature["Status"],
            "additionalConfiguration": [
                {"name": one["Name"], "status": one["Status"]} for one in feature.get("AdditionalConfiguration", [])
            ],
        }
        for feature in given.get("features") or []
    ]
    detector.update(
        given.get("enable"),
        given.get("findingPublishingFrequency"),
        given.get("dataSources"),
        _merged(detector.features, changes),
    )


# --- tags of detectors


def _tags(call: Call) -> dict[str, str]:
    detector = call.params["ResourceArn"].rpartition("detector/")[2]
    tags: dict[str, str] = call.backend(guardduty_backends).get_detector(detector).tags
    return tags


@SERVICE.operation("TagResource")
def tag_resource(call: Call) -> None:
    _tags(call).update(call.params["Tags"])


@SERVICE.operation("UntagResource")
def untag_resource(call: Call) -> None:
    for key in call.params["TagKeys"]:
        _tags(call).pop(key, None)


@SERVICE.operation("ListTagsForResource")
def list_tags(call: Call) -> dict[str, Any]:
    return {"Tags": _tags(call)}
