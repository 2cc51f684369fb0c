import { clientRule } from "../kit/crossBoundary";

/** Who calls the managed search speaks TLS. */
export const rule = clientRule({
  id: "XB-04",
  title: "Clients of search speak TLS",
  check: "XB-04.tls",
  kind: "search",
  storeTypes: ["aws_opensearch_domain"],
  expected: "https://",
  rationale: "Indexes hold copies of citizens' records; a client with http:// sends queries and records in the clear.",
  remediation:
    "Write https:// in env[].value or the ConfigMap, and domain_endpoint_options.enforce_https = true on the domain.",
});
