"""Writes down which operations were called, by whom, and on what: from it the deployer's permissions are made.

The caller is the access key id of a request. Every distinct call is one line of JSON: caller, region, model of the
service, operation, and those parameters that may name what is acted upon. Payloads, documents and long texts are left
out. What cannot be identified is written with the operation null, so that nothing is missed in silence.
"""

from __future__ import annotations

import json
import re
import threading
from functools import cache
from pathlib import Path
from typing import Any

from moto.core.utils import get_service_model
from werkzeug.wrappers import Request

from operations import Operation, read_parameters

# Signing names whose model has another name, or that several models share; the first that has the operation counts.
_MODELS = {
    "access-analyzer": ["accessanalyzer"],
    "elasticloadbalancing": ["elbv2"],
    "email": ["ses"],
    "es": ["opensearch", "es"],
    "monitoring": ["cloudwatch"],
    "s3": ["s3control", "s3"],
}

_CALLER = re.compile(r"Credential=(?P<caller>[^/]+)/\d{8}/(?P<region>[^/]+)/(?P<service>[^/]+)/aws4_request")
_PATH_OPERATION = re.compile(r"^/service/[^/]+/operation/(\w+)$")

_CHECKSUM = re.compile(r"^(Checksum|ContentMD5)")

LONGEST_VALUE = 300


class Recorder:
    def __init__(self, path: Path) -> None:
        self._file = path.open("a", encoding="utf8")
        self._seen: set[str] = set()
        self._lock = threading.Lock()

    def note(self, request: Request, raw_path: str) -> None:
        scope = _CALLER.search(request.headers.get("Authorization", ""))
        if scope is None:
            return
        service, operation, parameters = _identify(scope["service"], request, raw_path)
        line = json.dumps(
            {
                "caller": scope["caller"],
                "region": scope["region"],
                "service": service,
                "operation": operation,
                "parameters": parameters,
                **({} if operation else {"request": f"{request.method} {raw_path}"}),
            },
            sort_keys=True,
        )
        with self._lock:
            if line in self._seen:
                return
            self._seen.add(line)
            self._file.write(line + "\n")
            self._file.flush()


def _identify(scope: str, request: Request, raw_path: str) -> tuple[str, str | None, dict[str, Any]]:
    models = _MODELS.get(scope, [scope])
    for model in models:
        for operation, path_parameters in _candidates(model, request, raw_path):
            try:
                parameters = read_parameters(operation, request, path_parameters)
            except Exception:  # the name of the operation is what matters most
                parameters = dict(path_parameters)
            return model, operation.model.name, _names(parameters, _payload(operation))
    return models[0], None, {}


def _candidates(model: str, request: Request, raw_path: str) -> list[tuple[Operation, dict[str, str]]]:
    operations = _operations(model)
    target = request.headers.get("X-Amz-Target")
    by_path = _PATH_OPERATION.match(raw_path)
    name = target.rpartition(".")[2] if target else by_path[1] if by_path else request.values.get("Action")
    if name:
        return [(operation, {}) for operation in operations if operation.model.name == name]
    query = {key: request.args.getlist(key) for key in request.args}
    found = [
        (operation, parameters)
        for operation in operations
        if (parameters := operation.path_parameters(request.method, raw_path, query)) is not None
        and _has_required_headers(operation, request)
    ]
    # Clients of S3 say which operation they mean.
    meant = request.args.get("x-id")
    return [one for one in found if one[0].model.name == meant] or found


def _has_required_headers(operation: Operation, request: Request) -> bool:
    shape = operation.model.input_shape
    if shape is None:
        return True
    required = [shape.members[name] for name in shape.required_members]
    headers = [one.serialization["name"] for one in required if one.serialization.get("location") == "header"]
    return all(header in request.headers for header in headers)


@cache
def _operations(model: str) -> list[Operation]:
    service = get_service_model(model)
    operations = [Operation(service, name, _never) for name in service.operation_names]
    # The more particular first: a required query, a required header, a longer path.
    return sorted(operations, key=lambda one: (-len(one.query), -_weight(one), one.model.name))


def _weight(operation: Operation) -> int:
    shape = operation.model.input_shape
    headers = (
        0
        if shape is None
        else sum(1 for name in shape.required_members if shape.members[name].serialization.get("location") == "header")
    )
    path = str(operation.model.http.get("requestUri", "/")).partition("?")[0]
    return 1000 * headers + len(re.sub(r"\{[^}]+\}", "", path))


def _never(call: Any) -> None:
    raise AssertionError("only described, never run")


def _payload(operation: Operation) -> str | None:
    """Name of the parameter that is the body of the request, as the content of an object."""
    shape = operation.model.input_shape
    return None if shape is None else shape.serialization.get("payload")


def _names(parameters: dict[str, Any], payload: str | None) -> dict[str, Any]:
    """Texts that may name something, and lists of them; no documents, no tags, no payload."""
    kept: dict[str, Any] = {}
    for key, value in parameters.items():
        if key == payload or _CHECKSUM.match(key):
            continue
        if _is_name(value):
            kept[key] = value
        elif isinstance(value, list) and value and all(_is_name(one) for one in value):
            kept[key] = value
    return kept


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_VALUE and not re.search(r"[\s{<]", value)
