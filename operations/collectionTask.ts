/** What one document of a collection is judged by, in whichever thread. */
import { evaluate } from "../checks/evaluate";
import { buildGraph } from "../checks/graph/buildGraph";
import { readInputs } from "../checks/inputs/readInputs";
import type { Report } from "../checks/model";
import type { Rule } from "../checks/rule";
import { allRules } from "../checks/rules";
import type { Problem } from "../common/errors";
import type { Json } from "../common/json";
import { packageVersion } from "../common/packageRoot";

export interface CollectionTask {
  /** Ids of the rules to judge by; undefined means all. */
  readonly rules: readonly string[] | undefined;
  /** Set where rules are not the product's own: they are judged in the calling thread. */
  readonly ownRules?: readonly Rule[];
  readonly parameters: { readonly [name: string]: Json };
  readonly now: Date;
  readonly passes: boolean;
  readonly cwd: string;
}

export interface WorkerData {
  readonly lane: number;
  readonly lanes: number;
  readonly files: readonly string[];
  readonly task: CollectionTask;
}

export type WorkerAnswer =
  | { readonly index: number; readonly report: Report }
  | {
      readonly error: {
        readonly code: string;
        readonly message: string;
        readonly exitCode: number;
        readonly hint?: string;
        readonly problems: readonly Problem[];
      };
    };

/** @throws UserError (exit 2) where the file cannot be read. */
export function judgeDocument(file: string, task: CollectionTask): Report {
  const { rules, ownRules, parameters, now, passes, cwd } = task;
  const chosen = ownRules ?? (rules ? allRules.filter(({ metadata }) => rules.includes(metadata.id)) : allRules);
  const { inputs } = readInputs([{ path: file }], { cwd });
  return evaluate(buildGraph(inputs), chosen, {
    version: packageVersion(),
    parameters,
    now,
    show: passes ? "all" : "fail",
  });
}
