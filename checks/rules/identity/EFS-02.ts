import type { Reading } from "../../graph/graph";
import type { Rule } from "../../rule";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge } from "../kit/judge";
import { equals, isSet, not, type Predicate } from "../kit/predicates";

/** Nothing stated means the root of the file system. */
const belowRoot: Predicate = {
  expected: "a directory below /",
  ask: (reading: Reading) => (reading.kind === "absent" ? "no" : not(equals("/").ask(reading))),
};

/** An access point shows one directory, to one user. */
export const rule: Rule = {
  metadata: {
    id: "EFS-02",
    aliases: [],
    title: "Access points of file systems show one directory to one user",
    control: "identity.file-access-points",
    severity: "low",
    group: "identity",
    inputs: terraformInputs,
    resourceTypes: ["aws_efs_access_point"],
    rationale:
      "Without a directory and a user of its own, every client of the access point reads and writes all files of all.",
    remediation: "Set root_directory.path to a directory below /, and posix_user with uid and gid.",
    parameters: {},
    checks: [
      {
        id: "EFS-02.root-directory",
        title: "The access point starts below the root",
        severity: "low",
        equivalents: { checkov: ["CKV_AWS_329"], fsbp: ["EFS.3"] },
      },
      {
        id: "EFS-02.user",
        title: "The access point acts as one user",
        severity: "low",
        equivalents: { checkov: ["CKV_AWS_330"], fsbp: ["EFS.4"] },
      },
    ],
    frameworks: frameworks({ nist: ["AC-6"], iso: ["A.8.3"], dpdp: ["6(1)(b)"], digit: ["accessControl"] }),
  },

  evaluate(node) {
    if (node.mode === "data") return [];
    return [
      judge(node, "root_directory[0].path", belowRoot, {
        check: "EFS-02.root-directory",
        fails: "Clients of the access point see the whole file system",
        passes: "Clients of the access point see one directory",
      }),
      judge(node, "posix_user[0].gid", isSet("uid and gid"), {
        check: "EFS-02.user",
        fails: "Clients of the access point act as whichever user they say they are",
        passes: "Clients of the access point act as one user",
      }),
    ];
  },
};
