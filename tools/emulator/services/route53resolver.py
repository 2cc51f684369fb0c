"""Route 53 Resolver. moto tags endpoints and rules; configurations of query logs are tagged here as well, and go again."""

from __future__ import annotations

from typing import Any

from moto.route53resolver.models import Route53ResolverBackend, route53resolver_backends

from operations import Call, Fault, Service

SERVICE = Service("route53resolver")


def amend_moto() -> None:
    original = Route53ResolverBackend._matched_arn

    def matched_arn(self: Route53ResolverBackend, resource_arn: str) -> None:
        if ":resolver-query-log-config/" not in resource_arn:
            original(self, resource_arn)

    Route53ResolverBackend._matched_arn = matched_arn  # type: ignore[method-assign]


@SERVICE.operation("DisassociateResolverQueryLogConfig")
def disassociate_query_log(call: Call) -> dict[str, Any]:
    backend = call.backend(route53resolver_backends)
    config, network = call.params["ResolverQueryLogConfigId"], call.params["ResourceId"]
    associations = backend.resolver_query_log_config_associations
    for identifier, association in associations.items():
        if (association.resolver_query_log_config_id, association.resource_id) == (config, network):
            del associations[identifier]
            backend.resolver_query_log_configs[config].association_count -= 1
            return {"ResolverQueryLogConfigAssociation": {**association.description(), "Status": "DELETING"}}
    raise Fault("ResourceNotFoundException", f"The query log configuration {config} is not associated with {network}.")


@SERVICE.operation("DeleteResolverQueryLogConfig")
def delete_query_log(call: Call) -> dict[str, Any]:
    backend = call.backend(route53resolver_backends)
    identifier = call.params["ResolverQueryLogConfigId"]
    config = backend.resolver_query_log_configs.get(identifier)
    if config is None:
        raise Fault("ResourceNotFoundException", f"No query log configuration {identifier}.")
    if config.association_count > 0:
        raise Fault("InvalidRequestException", "The query log configuration is still associated with a network.")
    del backend.resolver_query_log_configs[identifier]
    return {"ResolverQueryLogConfig": {**config.description(), "Status": "DELETING"}}
