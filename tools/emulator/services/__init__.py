"""All services that the emulator answers in part, one file each."""

from __future__ import annotations

from operations import Service

from . import (
    accessanalyzer,
    applicationautoscaling,
    backup,
    cloudtrail,
    ec2,
    eks_access,
    elasticache,
    guardduty,
    kafka,
    kms,
    logs,
    rds,
    s3,
    securityhub,
    ssm,
)

_MODULES = (
    accessanalyzer,
    applicationautoscaling,
    backup,
    cloudtrail,
    ec2,
    eks_access,
    elasticache,
    guardduty,
    kafka,
    kms,
    logs,
    rds,
    s3,
    securityhub,
    ssm,
)

SERVICES: tuple[Service, ...] = tuple(module.SERVICE for module in _MODULES)


def amend_moto() -> None:
    """Corrects what moto gets wrong beneath the level of an operation. Once per process, before the first request."""
    ec2.amend_moto()
    s3.amend_moto()
