"""Certificates. moto issues every one after a minute; here one is issued when the records that prove it exist."""

from __future__ import annotations

from typing import Any

from moto.acm.models import CertBundle, acm_backends
from moto.route53.models import route53_backends

from operations import ACCOUNT_ID, Answer, Call, Service

SERVICE = Service("acm")


@SERVICE.operation("ListCertificates")
def list_certificates(call: Call) -> Answer:
    for certificate in call.backend(acm_backends)._certificates.values():
        certificate.check()
        certificate.cert_options.setdefault("Export", "DISABLED")  # lost where other options are given
    return call.forward()


def _records() -> set[tuple[str, str]]:
    """Every CNAME of every public zone of the account, as name and value. All zones count as delegated."""
    zones = route53_backends[ACCOUNT_ID]["aws"].zones.values()
    return {
        (str(record.name).rstrip("."), str(value).rstrip("."))
        for zone in zones
        if not zone.private_zone
        for record in zone.rrsets
        if record.type == "CNAME"
        for value in record.records
    }


def _check(certificate: Any) -> None:
    if certificate.type != "AMAZON_ISSUED" or certificate.status != "PENDING_VALIDATION":
        return
    options = certificate.describe()["Certificate"].get("DomainValidationOptions", [])
    wanted = {(o["ResourceRecord"]["Name"].rstrip("."), o["ResourceRecord"]["Value"].rstrip(".")) for o in options}
    if wanted and wanted <= _records():
        certificate.status = "ISSUED"


def amend_moto() -> None:
    CertBundle.check = _check  # type: ignore[method-assign]
