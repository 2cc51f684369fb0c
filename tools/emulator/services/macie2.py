"""Macie. In moto it is on from the start; a new account of AWS has to turn it on."""

from __future__ import annotations

from moto.macie2.models import MacieBackend

from operations import Service

SERVICE = Service("macie2")


def amend_moto() -> None:
    original = MacieBackend.__init__

    def init(self: MacieBackend, region_name: str, account_id: str) -> None:
        original(self, region_name, account_id)
        self.macie_session = None

    MacieBackend.__init__ = init  # type: ignore[method-assign]
