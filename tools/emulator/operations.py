"""AWS operations that the emulator answers itself.

moto lacks some operations and forgets part of what others were given. A service file declares a `Service` and
attaches functions to operation names of the AWS API. Requests are read and answers written by moto's own
parsers and serialisers from the service models that botocore ships, so a function sees parameters under their
documented names and returns the documented shape: nothing here spells out XML, headers or paths.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import parse_qs, unquote

from moto.core.exceptions import ServiceException
from moto.core.model import OperationModel, ServiceModel
from moto.core.parse import PROTOCOL_PARSERS
from moto.core.request import determine_request_protocol
from moto.core.serialize import XFormedAttributePicker, get_serializer_class
from moto.core.utils import get_service_model
from werkzeug.wrappers import Request

ACCOUNT_ID = "123456789012"


class Fault(ServiceException):
    """An error of the AWS API, by code and message. Its HTTP status is the service model's."""


@dataclass(frozen=True)
class Answer:
    """A whole HTTP answer."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    @property
    def succeeded(self) -> bool:
        return 200 <= self.status < 300

    def json(self) -> Any:
        return json.loads(self.body)

    def with_json(self, value: Any) -> Answer:
        return replace(self, body=json.dumps(value).encode())


Table = dict[Any, Any]


class Memory:
    """What the emulator's own operations remember, apart per service and region. Gone when the process ends."""

    def __init__(self) -> None:
        self._tables: dict[tuple[str, str, str], Table] = {}

    def table(self, service: str, region: str, name: str) -> Table:
        return self._tables.setdefault((service, region, name), {})

    def clear(self) -> None:
        self._tables.clear()


@dataclass(frozen=True)
class Call:
    """One request for an operation that is answered here."""

    service: str
    region: str
    params: dict[str, Any]
    memory: Memory
    _forward: Callable[[], Answer] = field(repr=False)

    def table(self, name: str) -> Table:
        """The named table of this service and region, made on first use."""
        return self.memory.table(self.service, self.region, name)

    def find(self, table: str, key: Any, fault: Fault) -> Any:
        """The row, or the fault that AWS answers when it does not exist."""
        try:
            return self.table(table)[key]
        except KeyError:
            raise fault from None

    def forward(self) -> Answer:
        """Lets moto answer this request. What moto refuses comes back as an answer that did not succeed."""
        return self._forward()

    def arn(self, resource: str, service: str | None = None) -> str:
        return f"arn:aws:{service or self.service}:{self.region}:{ACCOUNT_ID}:{resource}"

    def backend(self, backends: Any) -> Any:
        """This region's moto backend, from a moto `BackendDict`."""
        return backends[ACCOUNT_ID][self.region]


Handler = Callable[[Call], "dict[str, Any] | Answer | None"]


class Service:
    """The operations of one AWS service that are answered here. `model` is botocore's name of the service."""

    def __init__(self, model: str) -> None:
        self.model = model
        self.handlers: dict[str, Handler] = {}

    def operation(self, name: str) -> Callable[[Handler], Handler]:
        """Registers the decorated function for an operation, for instance `CreateAddon`."""

        def register(handler: Handler) -> Handler:
            if name in self.handlers:
                raise ValueError(f"{self.model}.{name} has two handlers")
            self.handlers[name] = handler
            return handler

        return register


class Operation:
    """One handled operation together with its model and, for REST services, its place in the URL space."""

    def __init__(self, service: ServiceModel, name: str, handler: Handler) -> None:
        self.service = service
        self.model: OperationModel = service.operation_model(name)
        self.handler = handler
        http = self.model.http
        path, _, query = http.get("requestUri", "/").partition("?")
        self.method: str = http.get("method", "POST")
        self._path = re.compile(_path_pattern(path))
        # `?replication`, and the parameters that only this operation must have: `GET /{Bucket}?metrics` lists all,
        # with `id` it reads one.
        self.query = {part.split("=")[0] for part in query.split("&") if part and "{" not in part}
        self.query |= _required_query(self.model)

    def path_parameters(self, method: str, path: str, query: dict[str, list[str]]) -> dict[str, str] | None:
        """The parameters in the path where method, path and query are this operation's, else None."""
        if method != self.method or not self.query <= query.keys():
            return None
        match = self._path.match(path)
        return {key: unquote(value) for key, value in match.groupdict().items()} if match else None


def _required_query(model: OperationModel) -> set[str]:
    shape = model.input_shape
    if shape is None:
        return set()
    required = [shape.members[name] for name in shape.required_members]
    return {one.serialization["name"] for one in required if one.serialization.get("location") == "querystring"}


def _path_pattern(path: str) -> str:
    """`/clusters/{name}/addons` as a pattern over the undecoded path; a trailing slash never matters."""
    pattern = ""
    for part in re.split(r"(\{[^}]+\})", path.rstrip("/")):
        if part.startswith("{"):
            name = part.strip("{}+").replace("-", "_")
            pattern += f"(?P<{name}>{'.+' if part.endswith('+}') else '[^/]+'})"
        else:
            pattern += re.escape(part)
    return f"^{pattern}/?$"


class OperationIndex:
    """Finds the handled operation that a request means."""

    def __init__(self, services: Iterable[Service]) -> None:
        self._by_scope: dict[str, list[Operation]] = {}
        for service in services:
            model = get_service_model(service.model)
            operations = [Operation(model, name, handler) for name, handler in service.handlers.items()]
            self._by_scope.setdefault(model.signing_name, []).extend(operations)
        for operations in self._by_scope.values():
            operations.sort(key=lambda operation: -len(operation.query))  # the more particular first

    def find(self, scope: str, request: Request, raw_path: str) -> tuple[Operation, dict[str, str]] | None:
        """The operation and its path parameters. `scope` is the service name that the request was signed for."""
        operations = self._by_scope.get(scope)
        if not operations:
            return None
        target = request.headers.get("X-Amz-Target")
        name = target.rpartition(".")[2] if target else request.values.get("Action")
        if name:
            return next(((operation, {}) for operation in operations if operation.model.name == name), None)
        query = parse_qs(request.query_string.decode(), keep_blank_values=True)
        for operation in operations:
            parameters = operation.path_parameters(request.method, raw_path, query)
            if parameters is not None:
                return operation, parameters
        return None


def read_parameters(operation: Operation, request: Request, path_parameters: dict[str, str]) -> dict[str, Any]:
    protocol = determine_request_protocol(operation.service, request.content_type)
    parser = PROTOCOL_PARSERS[protocol](operation.model)
    return dict(
        parser.parse(
            {
                "method": request.method,
                "values": request.values,
                "headers": request.headers,
                "body": request.get_data(),
                "url_path": request.path,
                "url_params": path_parameters,
            }
        )
        or {}
    )


def write_answer(service: ServiceModel, model: OperationModel, request: Request, result: Any) -> Answer:
    """Serialises a result, or a `ServiceException`, in the protocol that the request used."""
    protocol = determine_request_protocol(service, request.content_type)
    # The picker finds `DBInstanceClass` also as attribute `db_instance_class`, so moto's own objects can be answered.
    serializer_class = get_serializer_class(service.service_name, protocol)
    serializer = serializer_class(operation_model=model, value_picker=XFormedAttributePicker())
    serialized = serializer.serialize(result)
    body = serialized["body"]
    data = body if isinstance(body, bytes) else str(body or "").encode()
    headers = [(str(name), str(value)) for name, value in serialized["headers"].items()]
    return Answer(int(serialized["status_code"]), headers, data)
