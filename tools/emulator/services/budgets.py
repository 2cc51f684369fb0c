"""Budgets. moto forgets who is told, and tags; nothing is ever spent."""

from __future__ import annotations

from typing import Any

from moto.budgets.models import budgets_backends

from operations import ACCOUNT_ID, Answer, Call, Fault, Service

SERVICE = Service("budgets")


def _budget(call: Call, name: str) -> Any:
    budget = budgets_backends[ACCOUNT_ID]["aws"].budgets[call.params.get("AccountId", ACCOUNT_ID)].get(name)
    if budget is None:
        raise Fault("NotFoundException", f"Unable to get budget: {name} - the budget doesn't exist.")
    return budget


@SERVICE.operation("CreateBudget")
def create_budget(call: Call) -> Answer:
    answer = call.forward()
    if answer.succeeded:
        tags = {tag["Key"]: tag["Value"] for tag in call.params.get("ResourceTags") or []}
        call.table("tags")[call.params["Budget"]["BudgetName"]] = tags
    return answer


@SERVICE.operation("UpdateBudget")
def update_budget(call: Call) -> None:
    given = call.params["NewBudget"]
    _budget(call, given["BudgetName"]).budget.update(given)


@SERVICE.operation("DescribeSubscribersForNotification")
def describe_subscribers(call: Call) -> dict[str, Any]:
    budget = _budget(call, call.params["BudgetName"])
    wanted = _rule(call.params["Notification"])
    found = [one.subscribers for one in budget.notifications if _rule(one.details) == wanted]
    if not found:
        raise Fault("NotFoundException", "The budget has no such notification.")
    return {"Subscribers": [subscriber for subscribers in found for subscriber in subscribers]}


def _rule(notification: dict[str, Any]) -> tuple[str, str, float, str]:
    return (
        notification["NotificationType"],
        notification["ComparisonOperator"],
        float(notification["Threshold"]),
        notification.get("ThresholdType", "PERCENTAGE"),
    )


# --- tags, by ARN (`arn:aws:budgets::123456789012:budget/<name>`)


def _tags(call: Call) -> dict[str, str]:
    name = call.params["ResourceARN"].rpartition(":budget/")[2]
    _budget(call, name)
    tags: dict[str, str] = call.table("tags").setdefault(name, {})
    return tags


@SERVICE.operation("ListTagsForResource")
def list_tags(call: Call) -> dict[str, Any]:
    return {"ResourceTags": [{"Key": key, "Value": value} for key, value in sorted(_tags(call).items())]}


@SERVICE.operation("TagResource")
def tag_resource(call: Call) -> None:
    _tags(call).update({tag["Key"]: tag["Value"] for tag in call.params["ResourceTags"]})


@SERVICE.operation("UntagResource")
def untag_resource(call: Call) -> None:
    for key in call.params["ResourceTagKeys"]:
        _tags(call).pop(key, None)
