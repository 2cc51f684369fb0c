"""What AWS would be sent and would answer, by the service models that botocore ships.

Reads a list of exchanges from standard input: service, operation, region, the input, and the output or the error. The
input and the output are held against the model; the request is written by botocore and the answer by moto's serialiser,
both from the model; botocore then reads the answer back and must find in it what was given. Nothing is sent anywhere.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from typing import Any

from botocore.parsers import create_parser
from botocore.serialize import create_serializer
from botocore.validate import ParamValidator
from moto.core.serialize import get_serializer_class
from moto.core.utils import get_service_model  # botocore's models, in classes that the serialisers ask for


def hold(what: str, value: Any, shape: Any) -> None:
    if shape is None:
        if value:
            raise ValueError(f"{what}: the model knows none")
        return
    unknown = sorted(_unknown_members(value, shape, what))
    report = ParamValidator().validate(value, shape)
    if unknown or report.has_errors():
        raise ValueError(f"{what}: {'; '.join(unknown)} {report.generate_report()}")


def _unknown_members(value: Any, shape: Any, path: str) -> list[str]:
    if shape.type_name == "structure":
        found = [f"{path}.{name} is not in the model" for name in value if name not in shape.members]
        for name, inner in value.items():
            if name in shape.members:
                found += _unknown_members(inner, shape.members[name], f"{path}.{name}")
        return found
    if shape.type_name == "list":
        return [one for item in value for one in _unknown_members(item, shape.member, f"{path}[]")]
    if shape.type_name == "string" and getattr(shape, "enum", None) and value not in shape.enum:
        return [f"{path} is {value!r}, the model knows {', '.join(shape.enum)}"]
    return []


def error_body(protocol: str, error: dict[str, Any], code: str) -> tuple[dict[str, str], str]:
    message = error.get("message", "")
    if error.get("status") in (301, 403, 404) and code == "":
        return {}, ""
    if protocol == "json":
        return {}, json.dumps({"__type": code, "message": message})
    if protocol == "rest-json":
        return {"x-amzn-errortype": f"{code}:http://internal.amazon.com/coral/"}, json.dumps({"message": message})
    inner = f"<Code>{code}</Code><Message>{message}</Message>"
    if protocol == "ec2":
        return {}, f"<Response><Errors><Error>{inner}</Error></Errors><RequestID>1</RequestID></Response>"
    return {}, f"<ErrorResponse><Error><Type>Sender</Type>{inner}</Error><RequestId>1</RequestId></ErrorResponse>"


def exchange(given: dict[str, Any]) -> dict[str, Any]:
    service, operation = given["service"], given["operation"]
    model = get_service_model(service)
    op = model.operation_model(operation)
    name = f"{service} {operation}"
    asked = given.get("input", {})
    hold(f"input of {name}", asked, op.input_shape)
    protocol = model.metadata["protocol"]
    request = create_serializer(protocol).serialize_to_request(asked, op)
    body = request["body"]
    wire = {
        "method": request["method"],
        "path": request["url_path"],
        "query": request["query_string"] if isinstance(request["query_string"], dict) else {},
        "headers": {key: value for key, value in request["headers"].items() if key == "X-Amz-Target"},
        "body": body if isinstance(body, dict) else (body or b"").decode() if isinstance(body, bytes) else body or "",
    }
    error = given.get("error")
    if error is not None:
        code, status = error.get("code", ""), error.get("status", 400)
        headers, text = error_body(protocol, error, code)
    else:
        hold(f"output of {name}", given["output"], op.output_shape)
        answer = get_serializer_class(service, protocol)(operation_model=op).serialize(given["output"])
        status, text = answer["status_code"], answer["body"] or ""
        headers = {str(key).lower(): str(value) for key, value in answer["headers"].items()}
        text = text.decode() if isinstance(text, bytes) else str(text)
    read = create_parser(protocol).parse({"status_code": status, "headers": headers, "body": text.encode()}, op.output_shape)
    if error is not None and error.get("code") and read["Error"]["Code"] != error["code"]:
        raise ValueError(f"{name}: botocore reads the error as {read['Error']}")
    if error is None:
        read.pop("ResponseMetadata", None)
        if read != given["output"]:
            raise ValueError(f"{name}: botocore reads {read} where {given['output']} was given")
    return {"request": wire, "response": {"status": status, "headers": headers, "body": text}}


def facts(name: str) -> dict[str, Any]:
    """What `engine/aws/services.ts` states of a service."""
    model = get_service_model(name)
    return {
        "protocol": model.metadata["protocol"],
        "host": model.metadata["endpointPrefix"],
        "signedAs": model.signing_name,
        "version": model.api_version,
        "target": model.metadata.get("targetPrefix"),
        "jsonVersion": model.metadata.get("jsonVersion") if model.metadata["protocol"] == "json" else None,
        "global": "globalEndpoint" in model.metadata,
    }


def _times(value: dict[str, Any]) -> Any:
    """JSON has no times: `{"$time": "2026-11-26T06:00:00+00:00"}` stands for one."""
    return datetime.fromisoformat(value["$time"]) if "$time" in value else value


def main() -> None:
    wanted = json.load(sys.stdin, object_hook=_times)
    exchanges: list[dict[str, Any]] = []
    wrong: list[str] = []
    for given in wanted["exchanges"]:
        try:
            exchanges.append(exchange(given))
        except ValueError as error:
            wrong.append(str(error))
    if wrong:
        sys.exit("\n".join(wrong))
    services = {name: facts(name) for name in wanted["services"]}
    json.dump({"exchanges": exchanges, "services": services}, sys.stdout)


if __name__ == "__main__":
    main()
