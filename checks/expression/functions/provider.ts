/**
 * Functions that the AWS provider defines (5.40 and later), under the name that everybody gives it. Those of other
 * providers are not evaluated.
 */
import { emptyRecord } from "../datum";
import { EvaluationFailure } from "./failure";
import { type Functions, textOf } from "./values";

const members = ["partition", "service", "region", "account_id", "resource"] as const;

export const providerFunctions: Functions = {
  overValues: {
    "provider::aws::arn_parse": ([arn]) => {
      const [prefix, ...fields] = textOf(arn).split(":");
      if (prefix !== "arn" || fields.length < members.length) throw new EvaluationFailure("arn_parse: this is no ARN");
      const parsed = emptyRecord();
      for (const [index, name] of members.entries())
        parsed[name] = name === "resource" ? fields.slice(index).join(":") : (fields[index] ?? "");
      return parsed;
    },
    "provider::aws::arn_build": (args) => ["arn", ...args.slice(0, members.length).map(textOf)].join(":"),
    "provider::aws::trim_iam_role_path": ([arn]) => {
      const [, start, name] = /^(arn:[^:]*:iam::[^:]*:role\/)(?:.*\/)?([^/]+)$/.exec(textOf(arn)) ?? [];
      if (start === undefined || name === undefined)
        throw new EvaluationFailure("trim_iam_role_path: this is no ARN of a role");
      return `${start}${name}`;
    },
  },
};
