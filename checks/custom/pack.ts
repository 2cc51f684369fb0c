/** A pack: which rules an organisation judges by, with what severity, and rules of its own in CEL. */
import Ajv from "ajv";
import { parseDocument } from "yaml";
import type { Problem } from "../../common/errors";
import type { Severity } from "../model";
import { type Rule, type RuleGroup, ruleGroups } from "../rule";
import { type CelRuleEntry, celRule } from "./celRule";
import schema from "./pack.schema.json";
import { idProblems } from "./ruleShape";

export interface Pack {
  readonly name: string;
  /** Ids, or prefixes with a star; undefined means all rules. */
  readonly select: readonly string[] | undefined;
  readonly severities: Readonly<Record<string, Severity>>;
  readonly rules: readonly Rule[];
}

interface PackFile {
  readonly name: string;
  readonly select?: readonly string[];
  readonly severities?: Readonly<Record<string, Severity>>;
  readonly rules?: readonly CelRuleEntry[];
}

export type ReadPack =
  | { readonly pack: Pack; readonly problems: readonly [] }
  | { readonly pack: undefined; readonly problems: readonly Problem[] };

/** Reads YAML or JSON text; all problems at once. */
export function readPack(text: string, file: string, taken: ReadonlySet<string>): ReadPack {
  const document = parseDocument(text, { prettyErrors: true, uniqueKeys: true });
  if (document.errors.length > 0) {
    const problems = document.errors.map((error): Problem => {
      const place = error.linePos?.[0];
      return {
        code: "invalid-yaml",
        file,
        ...(place ? { line: place.line, column: place.col } : {}),
        message: error.message.split("\n")[0] ?? error.message,
      };
    });
    return { pack: undefined, problems };
  }
  const content: unknown = document.toJS({ maxAliasCount: 100 });
  const validate = new Ajv({ allErrors: true, strict: true }).compile<PackFile>(schema);
  if (!validate(content)) {
    const problems = (validate.errors ?? []).map(
      (error): Problem => ({
        code: "rule-pack",
        file,
        path: error.instancePath.slice(1).replaceAll("/", "."),
        message: `${error.message ?? "does not fit"}${detailOf(error.params)}`,
      }),
    );
    return { pack: undefined, problems };
  }
  const entries = content.rules ?? [];
  const problems = [
    ...entries.flatMap((entry, index) => entryProblems(entry, file, withEarlier(taken, entries.slice(0, index)))),
  ];
  if (problems.length > 0) return { pack: undefined, problems };
  const pack: Pack = {
    name: content.name,
    select: content.select,
    severities: content.severities ?? {},
    rules: entries.map((entry) => celRule(entry, groupOf(entry))),
  };
  return { pack, problems: [] };
}

function detailOf(params: Readonly<Record<string, unknown>>): string {
  const detail = params.additionalProperty ?? params.missingProperty ?? params.allowedValue;
  return detail === undefined ? "" : `: ${String(detail)}`;
}

function withEarlier(taken: ReadonlySet<string>, earlier: readonly CelRuleEntry[]): ReadonlySet<string> {
  return new Set([...taken, ...earlier.map((entry) => entry.id)]);
}

function groupOf(entry: CelRuleEntry): RuleGroup {
  return ruleGroups.find((group) => group === entry.group) ?? "data-protection";
}

function entryProblems(entry: CelRuleEntry, file: string, taken: ReadonlySet<string>): readonly Problem[] {
  const problems: Problem[] = [...idProblems(entry.id, file, taken)];
  const wrong = (path: string, message: string): void => {
    problems.push({ code: "custom-rule", file, path, message: `${entry.id}: ${message}` });
  };
  if (entry.group !== undefined && !ruleGroups.some((group) => group === entry.group)) {
    wrong("group", `group is one of ${ruleGroups.join(", ")}`);
  }
  for (const check of entry.checks) {
    if (!check.id.startsWith(`${entry.id}.`)) wrong("checks", `${check.id} does not begin with ${entry.id}.`);
    for (const text of [check.when, check.expression]) {
      if (text === undefined) continue;
      try {
        celRule({ ...entry, checks: [{ id: check.id, title: check.title, message: "", expression: text }] }, "secrets");
      } catch (error) {
        wrong(check.id, `the expression cannot be read: ${error instanceof Error ? error.message : ""}`);
      }
    }
  }
  return problems;
}
