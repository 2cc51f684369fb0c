import type { RuleExamples } from "../../rule";
import { ref } from "../kit/example";
import { allow, policyText } from "../kit/policyExample";
import { example } from "../kit/scopedExample";

const everything = "arn:aws:es:ap-south-1:123456789012:domain/os-11/*";
const open = policyText(allow("es:*", everything, { Principal: "*" }));

export const examples: RuleExamples = [
  example("os-11-good", {
    resource: {
      aws_opensearch_domain: {
        silent: { domain_name: "os-11-silent" },
        role: {
          domain_name: "os-11-role",
          access_policies: policyText(
            allow("es:ESHttp*", everything, { Principal: { AWS: "arn:aws:iam::123456789012:role/indexer" } }),
          ),
        },
      },
      aws_opensearch_domain_policy: {
        office: {
          domain_name: "os-11-theirs",
          access_policies: policyText(
            allow("es:ESHttp*", everything, {
              Principal: { AWS: "*" },
              Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
            }),
          ),
        },
      },
    },
  }),
  example(
    "os-11-bad",
    {
      resource: {
        aws_opensearch_domain: { inline: { domain_name: "os-11-inline", access_policies: open } },
        aws_elasticsearch_domain: { old: { domain_name: "os-11-old", access_policies: open } },
        aws_opensearch_domain_policy: {
          split: { domain_name: "os-11-theirs", access_policies: open },
          world: {
            domain_name: "os-11-theirs",
            access_policies: policyText(
              allow("es:*", everything, {
                Principal: { AWS: "*" },
                Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } },
              }),
            ),
          },
        },
      },
    },
    {
      fails: [
        ["OS-11.everybody", "aws_opensearch_domain.inline"],
        ["OS-11.everybody", "aws_elasticsearch_domain.old"],
        ["OS-11.everybody", "aws_opensearch_domain_policy.split"],
        ["OS-11.everybody", "aws_opensearch_domain_policy.world"],
      ],
    },
  ),
  example(
    "os-11-bad-document",
    {
      data: {
        aws_iam_policy_document: {
          open: {
            statement: [{ actions: ["es:*"], resources: ["*"], principals: [{ type: "*", identifiers: ["*"] }] }],
          },
        },
      },
      resource: {
        aws_opensearch_domain: {
          main: { domain_name: "os-11-main", access_policies: ref("data.aws_iam_policy_document.open.json") },
        },
      },
    },
    { fails: [["OS-11.everybody", "aws_opensearch_domain.main"]] },
  ),
];
