"""Route 53 Resolver. moto tags endpoints and rules; configurations of query logs are tagged here as well."""

from __future__ import annotations

from moto.route53resolver.models import Route53ResolverBackend

from operations import Service

SERVICE = Service("route53resolver")


def amend_moto() -> None:
    original = Route53ResolverBackend._matched_arn

    def matched_arn(self: Route53ResolverBackend, resource_arn: str) -> None:
        if ":resolver-query-log-config/" not in resource_arn:
            original(self, resource_arn)

    Route53ResolverBackend._matched_arn = matched_arn  # type: ignore[method-assign]
