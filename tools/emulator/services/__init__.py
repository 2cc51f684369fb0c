"""All services that the emulator answers in part, one file each."""

from __future__ import annotations

from operations import Service

from . import (
    accessanalyzer,
    acm,
    applicationautoscaling,
    backup_restore_testing,
    budgets,
    cloudtrail,
    cloudwatch,
    ec2,
    eks_access,
    elasticache,
    guardduty,
    iam,
    kafka,
    kms,
    logs,
    macie2,
    rds,
    route53,
    route53resolver,
    s3,
    securityhub,
    ssm,
)

_MODULES = (
    accessanalyzer,
    acm,
    applicationautoscaling,
    backup_restore_testing,
    budgets,
    cloudtrail,
    cloudwatch,
    ec2,
    eks_access,
    elasticache,
    guardduty,
    kafka,
    kms,
    logs,
    macie2,
    rds,
    route53,
    route53resolver,
    s3,
    securityhub,
    ssm,
)

SERVICES: tuple[Service, ...] = tuple(module.SERVICE for module in _MODULES)


def amend_moto() -> None:
    """Corrects what moto gets wrong beneath the level of an operation. Once per process, before the first request."""
    acm.amend_moto()
    ec2.amend_moto()
    iam.amend_moto()
    macie2.amend_moto()
    route53.amend_moto()
    route53resolver.amend_moto()
    s3.amend_moto()
