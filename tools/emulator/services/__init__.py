"""All services that the emulator answers in part or amends, one file each."""

from __future__ import annotations

from operations import Service

from . import eks

_MODULES = (eks,)

SERVICES: tuple[Service, ...] = tuple(module.SERVICE for module in _MODULES if hasattr(module, "SERVICE"))


def amend_moto() -> None:
    """Corrects what moto itself gets wrong. Once per process, before the first request."""
    for module in _MODULES:
        amend = getattr(module, "amend_moto", None)
        if amend is not None:
            amend()
