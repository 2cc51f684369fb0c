"""All services that the emulator answers in part, one file each."""

from __future__ import annotations

from operations import Service

from . import accessanalyzer, backup, cloudtrail, ec2, eks, guardduty, kms, logs, rds, securityhub, ssm

_MODULES = (accessanalyzer, backup, cloudtrail, ec2, eks, guardduty, kms, logs, rds, securityhub, ssm)

SERVICES: tuple[Service, ...] = tuple(module.SERVICE for module in _MODULES)
