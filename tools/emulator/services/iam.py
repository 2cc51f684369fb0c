"""IAM. moto makes up the name of a service's own role from its host name; AWS has one of its own for some services."""

from __future__ import annotations

from moto.iam.models import SERVICE_NAME_CONVERSION


def amend_moto() -> None:
    # As in "Using service-linked roles to create VPC domains" of the OpenSearch Service guide.
    SERVICE_NAME_CONVERSION["opensearchservice"] = "AmazonOpenSearchService"
