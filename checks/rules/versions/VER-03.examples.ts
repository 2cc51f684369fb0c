import type { RuleExamples } from "../../rule";
import { example } from "../kit/scopedExample";

/** Judged as of 1 January 2026. */
export const examples: RuleExamples = [
  example("ver-03-good", {
    resource: {
      aws_opensearch_domain: {
        current: { domain_name: "ver-03-current", engine_version: "OpenSearch_2.19" },
        newest: { domain_name: "ver-03-newest" },
        last: { domain_name: "ver-03-last", engine_version: "Elasticsearch_7.10" },
      },
      aws_elasticsearch_domain: { last: { domain_name: "ver-03-old", elasticsearch_version: "7.10" } },
    },
  }),
  example(
    "ver-03-bad",
    {
      resource: {
        aws_opensearch_domain: {
          ended: { domain_name: "ver-03-ended", engine_version: "OpenSearch_1.2" },
          renamed: { domain_name: "ver-03-renamed", engine_version: "Elasticsearch_6.5" },
        },
        aws_elasticsearch_domain: {
          ended: { domain_name: "ver-03-older", elasticsearch_version: "7.4" },
          silent: { domain_name: "ver-03-silent" },
        },
      },
    },
    {
      fails: [
        ["VER-03.supported", "aws_opensearch_domain.ended"],
        ["VER-03.supported", "aws_opensearch_domain.renamed"],
        ["VER-03.supported", "aws_elasticsearch_domain.ended"],
        ["VER-03.supported", "aws_elasticsearch_domain.silent"],
      ],
    },
  ),
];
