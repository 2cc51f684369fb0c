"""CloudWatch alarms. moto keeps composite alarms where something else made them, and has no call that does."""

from __future__ import annotations

from moto.cloudwatch.models import cloudwatch_backends

from operations import Call, Service

SERVICE = Service("cloudwatch")


@SERVICE.operation("PutCompositeAlarm")
def put_composite_alarm(call: Call) -> None:
    given = call.params
    call.backend(cloudwatch_backends).put_metric_alarm(
        name=given["AlarmName"],
        namespace=None,
        metric_name=None,
        comparison_operator=None,
        evaluation_periods=None,
        period=None,
        threshold=None,
        statistic=None,
        description=given.get("AlarmDescription"),
        dimensions=[],
        alarm_actions=given.get("AlarmActions") or [],
        ok_actions=given.get("OKActions") or [],
        insufficient_data_actions=given.get("InsufficientDataActions") or [],
        actions_enabled=given.get("ActionsEnabled", True),
        rule=given["AlarmRule"],
        tags=given.get("Tags"),
    )
