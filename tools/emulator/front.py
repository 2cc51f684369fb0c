"""The WSGI application: our own operations first, moto for everything else."""

from __future__ import annotations

import io
import json
import logging
import re
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from moto.core.exceptions import ServiceException
from moto.core.model import OperationModel
from moto.core.utils import get_service_model
from werkzeug.exceptions import HTTPException
from werkzeug.http import HTTP_STATUS_CODES
from werkzeug.wrappers import Request
from werkzeug.wsgi import get_input_stream

from operations import (
    ACCOUNT_ID,
    Answer,
    Call,
    Fault,
    Memory,
    Operation,
    OperationIndex,
    Service,
    read_parameters,
    write_answer,
)
from recorder import Recorder

log = logging.getLogger("emulator")

# Where the process tells who it is, so that a status file can be compared with what really listens there.
IDENTITY_PATH = "/digit-platform/emulator"

# `Credential=AKID/20260101/ap-south-1/eks/aws4_request`
_SCOPE = re.compile(r"Credential=[^/]+/\d{8}/(?P<region>[^/]+)/(?P<service>[^/]+)/aws4_request")

_ACTION = re.compile(rb"(?:^|&)Action=([A-Za-z0-9]+)")

# Signing names under which botocore keeps no model of that name; only the wording of errors depends on them.
_MODEL_OF_SCOPE = {
    "monitoring": "cloudwatch",
    "elasticloadbalancing": "elbv2",
    "es": "opensearch",
    "access-analyzer": "accessanalyzer",
}

Environ = dict[str, Any]


class Front:
    """Serialises all requests: moto is not thread-safe, and a conditional write must be decided once."""

    def __init__(
        self,
        moto: Callable[..., Iterable[bytes]],
        services: Iterable[Service],
        instance_id: str,
        recorder: Recorder | None = None,
    ) -> None:
        self._moto = moto
        self._index = OperationIndex(services)
        self._instance_id = instance_id
        self._recorder = recorder
        self._memory = Memory()
        self._lock = threading.RLock()

    def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> list[bytes]:
        if environ["PATH_INFO"] == IDENTITY_PATH:  # answered also while a long operation holds the lock
            identity = {"instanceId": self._instance_id, "accountId": ACCOUNT_ID}
            return self._send(
                Answer(200, [("Content-Type", "application/json")], json.dumps(identity).encode()),
                "GET",
                start_response,
            )
        body = get_input_stream(environ).read()
        environ.pop("HTTP_TRANSFER_ENCODING", None)
        environ["CONTENT_LENGTH"] = str(len(body))
        begun = time.monotonic()
        with self._lock:
            answer = self._answer(environ, body)
        if self._recorder:
            path = urlsplit(environ.get("REQUEST_URI") or environ["PATH_INFO"]).path
            self._recorder.note(_request(environ, body), path)
        log.info("%s %d %.0f ms", _what(environ, body), answer.status, (time.monotonic() - begun) * 1000)
        return self._send(answer, environ["REQUEST_METHOD"], start_response)

    @staticmethod
    def _send(answer: Answer, method: str, start_response: Callable[..., Any]) -> list[bytes]:
        headers = answer.headers
        if method != "HEAD" and answer.status not in (204, 304):
            headers = [(name, value) for name, value in headers if name.lower() != "content-length"]
            headers.append(("Content-Length", str(len(answer.body))))
        start_response(f"{answer.status} {HTTP_STATUS_CODES.get(answer.status, 'Unknown')}", headers)
        return [answer.body]

    def _answer(self, environ: Environ, body: bytes) -> Answer:
        raw_path = urlsplit(environ.get("REQUEST_URI") or environ["PATH_INFO"]).path
        if raw_path == "/moto-api/reset":
            self._memory.clear()
        scope = _SCOPE.search(environ.get("HTTP_AUTHORIZATION", ""))
        if scope is None:
            return self._ask_moto(environ, body)
        service, region = scope["service"], scope["region"]
        request = _request(environ, body)
        found = self._index.find(service, request, raw_path)
        if found is None:
            return self._ask_moto_or_explain(environ, body, service, _operation_name(environ, body))
        operation, path_parameters = found
        return self._run(operation, path_parameters, region, environ, body)

    def _run(
        self, operation: Operation, path_parameters: dict[str, str], region: str, environ: Environ, body: bytes
    ) -> Answer:
        request = _request(environ, body)
        name = str(operation.model.name)
        scope = str(operation.service.signing_name)

        def forward() -> Answer:
            return self._ask_moto_or_explain(environ, body, scope, name)

        try:
            parameters = read_parameters(operation, request, path_parameters)
            call = Call(str(operation.service.service_name), region, parameters, self._memory, forward)
            result = operation.handler(call)
        except ServiceException as fault:
            result = fault
        except HTTPException as fault:  # moto's other kind of error
            return Answer(
                fault.code or 400,
                [(str(k), str(v)) for k, v in fault.get_headers()],
                (fault.description or "").encode(),
            )
        except Exception as error:
            log.exception("%s.%s failed in the emulator", scope, name)
            return _explain(request, scope, name, f"the emulator failed: {error!r}")
        if isinstance(result, Answer):
            return result
        return write_answer(operation.service, operation.model, request, {} if result is None else result)

    def _ask_moto_or_explain(self, environ: Environ, body: bytes, service: str, name: str) -> Answer:
        """moto's answer, where it has one. What it lacks must not look like a fault that a retry can cure."""
        try:
            answer = self._ask_moto(environ, body)
        except NotImplementedError as error:
            log.warning("not emulated: %s.%s (%s)", service, name, error)
            return _explain(_request(environ, body), service, name, "this operation is not emulated")
        except Exception as error:
            log.exception("%s.%s failed in moto", service, name)
            return _explain(_request(environ, body), service, name, f"moto failed: {error!r}")
        if (
            answer.status == 404
            and _content_type(answer).startswith("text/html")
            and b"<!doctype html>" in answer.body.lower()
        ):
            log.warning("not emulated: %s.%s (no route)", service, name)
            return _explain(_request(environ, body), service, name, "this operation is not emulated")
        return answer

    def _ask_moto(self, environ: Environ, body: bytes) -> Answer:
        captured: dict[str, Any] = {}

        def start_response(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None
        ) -> Callable[[bytes], None]:
            captured.update(status=int(status.split(" ", 1)[0]), headers=headers)
            return lambda data: None

        chunks = self._moto({**environ, "wsgi.input": io.BytesIO(body)}, start_response)
        try:
            data = b"".join(chunks)
        finally:
            getattr(chunks, "close", lambda: None)()
        return Answer(captured["status"], captured["headers"], data)


def _request(environ: Environ, body: bytes) -> Request:
    return Request({**environ, "wsgi.input": io.BytesIO(body)})


def _operation_name(environ: Environ, body: bytes) -> str:
    target = environ.get("HTTP_X_AMZ_TARGET")
    if target:
        return str(target).rpartition(".")[2]
    action = _ACTION.search(body[:4096]) if "urlencoded" in environ.get("CONTENT_TYPE", "") else None
    if action:
        return action[1].decode()
    query = environ.get("QUERY_STRING")
    return f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}{'?' + query if query else ''}"


def _what(environ: Environ, body: bytes) -> str:
    scope = _SCOPE.search(environ.get("HTTP_AUTHORIZATION", ""))
    return (
        f"{scope['region']} {scope['service']} {_operation_name(environ, body)}"
        if scope
        else _operation_name(environ, body)
    )


def _content_type(answer: Answer) -> str:
    return next((value for name, value in answer.headers if name.lower() == "content-type"), "")


def _explain(request: Request, scope: str, operation: str, reason: str) -> Answer:
    """501 is not among the statuses that AWS clients retry, so the caller learns at once what is missing."""
    message = f"AWS emulator: {scope} {operation}: {reason}."
    fault = Fault("NotImplemented", message)
    try:
        service = get_service_model(_MODEL_OF_SCOPE.get(scope, scope))
        answer = write_answer(service, OperationModel({}, service), request, fault)
    except Exception:
        data = json.dumps({"__type": "NotImplemented", "message": message}).encode()
        return Answer(501, [("Content-Type", "application/json"), ("X-Amzn-ErrorType", "NotImplemented")], data)
    return Answer(501, answer.headers, answer.body)
