/**
 * Rules about exceptions themselves. They are evaluated with the exceptions file and not on resources, so they have
 * metadata alone: `rules` lists them, and their findings refer to them.
 */

import type { CheckMetadata, Rule, RuleMetadata } from "../../rule";
import { frameworks } from "../kit/frameworks";

function rule(
  metadata: Pick<RuleMetadata, "id" | "title" | "severity" | "rationale" | "remediation"> & {
    checks: readonly Omit<CheckMetadata, "equivalents">[];
  },
): Rule {
  return {
    metadata: {
      ...metadata,
      aliases: [],
      control: `exceptions.${metadata.id.toLowerCase()}`,
      group: "exceptions",
      inputs: ["terraform-json", "hcl", "plan", "state", "manifest", "cluster"],
      resourceTypes: [],
      parameters: {},
      checks: metadata.checks.map((check) => ({ ...check, equivalents: {} })),
      frameworks: frameworks({ nist: ["CA-5", "PL-2"], iso: ["A.5.36"], digit: ["compliance"] }),
    },
    evaluate: () => [],
  };
}

export const exceptionRules: readonly Rule[] = [
  rule({
    id: "EXC-01",
    title: "Exceptions have not expired",
    severity: "high",
    rationale: "An exception is a loan. When its time is over, the risk is open again and nobody has accepted it.",
    remediation: "Mend the finding and delete the entry, or have a new `expires` approved with a new ticket.",
    checks: [{ id: "EXC-01.expired", title: "expires lies ahead", severity: "high" }],
  }),
  rule({
    id: "EXC-02",
    title: "Exceptions match a finding",
    severity: "low",
    rationale: "An exception that excuses nothing will silently excuse the next thing of that name.",
    remediation: "Delete the entry, or correct `rule`, `check`, `stack` or `resource`.",
    checks: [{ id: "EXC-02.unused", title: "A finding is covered", severity: "low" }],
  }),
  rule({
    id: "EXC-03",
    title: "Exceptions are approved by somebody else who may",
    severity: "high",
    rationale: "Whoever profits from an exception cannot be the one who grants it, under whatever spelling.",
    remediation:
      "Set `approvedBy` to somebody other than `owner` who is listed in `access.approvers` of the environment or, without one, in `approvers` of the exceptions file.",
    checks: [
      { id: "EXC-03.approver", title: "approvedBy is not the owner, and listed as one who may", severity: "high" },
      { id: "EXC-03.approvers-listed", title: "Somebody says who may approve", severity: "low" },
    ],
  }),
  rule({
    id: "EXC-04",
    title: "Exceptions are short",
    severity: "high",
    rationale: "A far date is no date: within 180 days somebody has to look again, in an emergency within 72 hours.",
    remediation:
      "Set `expires` to at most 180 days after `granted` (72 hours with `emergency: true`); without `granted`, the time counts from now.",
    checks: [{ id: "EXC-04.lifetime", title: "At most 180 days, or 72 hours in an emergency", severity: "high" }],
  }),
  rule({
    id: "EXC-05",
    title: "Emergency exceptions have two approvers and spare personal data",
    severity: "high",
    rationale: "Haste is when mistakes are made; encryption and isolation of personal data are not a matter of hours.",
    remediation:
      "List two approvers in `approvedBy`; for encryption, isolation and data protection remove `emergency` and take the ordinary way.",
    checks: [
      { id: "EXC-05.two-approvers", title: "approvedBy lists two people", severity: "high" },
      { id: "EXC-05.protected-control", title: "The rule does not encrypt or isolate personal data", severity: "high" },
    ],
  }),
  rule({
    id: "EXC-06",
    title: "Exceptions name a rule and check that exist",
    severity: "medium",
    rationale: "A misspelt id excuses nothing, and its author believes that it does.",
    remediation:
      "Set `rule` and `check` to ids that `digit-platform rules` lists; rules about exceptions cannot be excepted.",
    checks: [{ id: "EXC-06.known-control", title: "rule and check exist", severity: "medium" }],
  }),
  rule({
    id: "EXC-07",
    title: "Exceptions cover no more than was looked at",
    severity: "medium",
    rationale:
      "An exception that is wider than its reason excuses what nobody has judged, and what is critical must not stay open for long.",
    remediation:
      "Write one entry for each `check`, name the `stack`, and let `expires` for something critical lie at most 90 days after `granted`.",
    checks: [
      { id: "EXC-07.one-check", title: "An entry covers one failing check", severity: "low" },
      { id: "EXC-07.one-stack", title: "An entry covers the address in one stack", severity: "medium" },
      { id: "EXC-07.critical-duration", title: "Critical findings are excepted for at most 90 days", severity: "low" },
    ],
  }),
];
