import type { JsonObject } from "../../../common/json";
import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { example } from "../kit/scopedExample";

const key = (zone: string): JsonObject => ({
  hosted_zone_id: zone,
  key_management_service_arn: "arn:aws:kms:us-east-1:123456789012:key/0f1e2d3c-4b5a-4978-8695-a4b3c2d1e0f9",
  name: "signing",
});

export const examples: RuleExamples = [
  example("dns-01-good", {
    resource: {
      aws_route53_zone: {
        portal: { name: "dns-01.example.org" },
        by_key: { name: "dns-01-key.example.org" },
        inside: { name: "dns-01.internal", vpc: { vpc_id: "vpc-0a1b2c3d" } },
        joined: { name: "dns-01-joined.internal" },
      },
      aws_route53_key_signing_key: {
        portal: key(ref("aws_route53_zone.portal.zone_id")),
        by_key: key(ref("aws_route53_zone.by_key.id")),
      },
      aws_route53_hosted_zone_dnssec: {
        portal: { hosted_zone_id: ref("aws_route53_zone.portal.zone_id") },
        by_key: { hosted_zone_id: ref("aws_route53_key_signing_key.by_key.hosted_zone_id") },
      },
      aws_route53_zone_association: {
        joined: { zone_id: ref("aws_route53_zone.joined.zone_id"), vpc_id: "vpc-0a1b2c3d" },
      },
    },
  }),
  example(
    "dns-01-bad",
    {
      resource: {
        aws_route53_zone: {
          plain: { name: "dns-01-plain.example.org" },
          idle: { name: "dns-01-idle.example.org" },
          off: { name: "dns-01-off.example.org" },
        },
        aws_route53_key_signing_key: {
          idle: key(ref("aws_route53_zone.idle.zone_id")),
          off: key(ref("aws_route53_zone.off.zone_id")),
        },
        aws_route53_hosted_zone_dnssec: {
          off: { hosted_zone_id: ref("aws_route53_zone.off.zone_id"), signing_status: "NOT_SIGNING" },
        },
      },
    },
    {
      fails: [
        ["DNS-01.signing-key", "aws_route53_zone.plain"],
        ["DNS-01.signing", "aws_route53_zone.idle"],
        ["DNS-01.signing", "aws_route53_zone.off"],
      ],
    },
  ),
];
