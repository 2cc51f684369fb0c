/** Rules of an organisation beside the product's own: files and folders of rules in TypeScript, JavaScript and CEL. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import { invalidInput, type Problem, usageError } from "../../common/errors";
import type { Severity } from "../model";
import type { Rule } from "../rule";
import { type Pack, readPack } from "./pack";
import { readRuleFile } from "./ruleFile";

const scripts = /\.(ts|mts|cts|js|mjs|cjs)$/;
const packs = /\.(ya?ml|json)$/;

/**
 * The product's rules as an organisation uses them: its own added, those that its packs select, with its severities.
 * @throws UserError (exit 2) with all problems of all files at once.
 */
export async function withCustomRules(
  rules: readonly Rule[],
  paths: readonly string[],
  cwd: string = process.cwd(),
): Promise<readonly Rule[]> {
  const taken = new Set(rules.flatMap(({ metadata }) => [metadata.id, ...metadata.aliases]));
  const added: Rule[] = [];
  const read: Pack[] = [];
  const problems: Problem[] = [];
  const keep = (more: readonly Rule[]): void => {
    for (const rule of more) taken.add(rule.metadata.id);
    added.push(...more);
  };
  for (const path of paths.flatMap((one) => filesAt(resolve(cwd, one), one))) {
    const shown = relative(cwd, path).split(sep).join("/");
    if (scripts.test(path)) {
      const file = await readRuleFile(path, shown, taken);
      problems.push(...file.problems);
      keep(file.rules);
    } else {
      const { pack, problems: wrong } = readPack(readFileSync(path, "utf8"), shown, taken);
      problems.push(...wrong);
      if (pack) {
        read.push(pack);
        keep(pack.rules);
      }
    }
  }
  const all = [...rules, ...added].sort((a, b) => (a.metadata.id < b.metadata.id ? -1 : 1));
  problems.push(...read.flatMap((pack) => nameProblems(pack, all)));
  if (problems.length > 0) throw invalidInput("The organisation's rules cannot be used", problems);
  return read.reduce<readonly Rule[]>((kept, pack) => applied(pack, kept), all);
}

function filesAt(path: string, shown: string): readonly string[] {
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
  } catch {
    throw usageError("input-not-found", `${shown} does not exist or cannot be read.`);
  }
  const files = isFolder
    ? readdirSync(path)
        .sort()
        .filter((name) => (scripts.test(name) || packs.test(name)) && !/(\.d\.[cm]?ts|\.test\.[cm]?[jt]s)$/.test(name))
        .map((name) => join(path, name))
    : [path];
  if (files.length === 0) throw usageError("custom-rules", `${shown} holds no file with rules.`);
  if (!isFolder && !scripts.test(path) && !packs.test(path)) {
    throw usageError("custom-rules", `${shown} is neither a script (.ts, .js) nor a pack (.yaml, .json).`);
  }
  return files;
}

function selects(pattern: string, id: string): boolean {
  return pattern.endsWith("-*") ? id.startsWith(pattern.slice(0, -1)) : pattern === id;
}

/** A name that fits nothing would silently judge less than the pack's author meant. */
function nameProblems(pack: Pack, rules: readonly Rule[]): readonly Problem[] {
  const known = rules.map(({ metadata }) => metadata);
  const strange = (pack.select ?? []).filter((pattern) => !known.some(({ id }) => selects(pattern, id)));
  const names = new Set(known.flatMap(({ id, checks }) => [id, ...checks.map((check) => check.id)]));
  const unknown = Object.keys(pack.severities).filter((id) => !names.has(id));
  return [...strange, ...unknown].map((id) => ({
    code: "unknown-rule",
    path: id,
    message: `the pack ${pack.name} names ${id}, and there is no such rule`,
    hint: "`digit-platform rules` lists them.",
  }));
}

function applied(pack: Pack, rules: readonly Rule[]): readonly Rule[] {
  const { select } = pack;
  return rules
    .filter(({ metadata }) => !select || select.some((pattern) => selects(pattern, metadata.id)))
    .map((rule) => withSeverities(rule, pack.severities));
}

function withSeverities(rule: Rule, severities: Readonly<Record<string, Severity>>): Rule {
  const { metadata } = rule;
  const ofRule = severities[metadata.id];
  const checks = metadata.checks.map((check) => ({
    ...check,
    severity: severities[check.id] ?? ofRule ?? check.severity,
  }));
  if (checks.every((check, index) => check.severity === metadata.checks[index]?.severity)) return rule;
  return {
    metadata: { ...metadata, severity: ofRule ?? metadata.severity, checks },
    // What the organisation decides counts more than what the rule works out for one resource.
    evaluate: (node, context) =>
      rule.evaluate(node, context).map(({ severity, ...result }) => ({
        ...result,
        ...(severity !== undefined && !ofRule && severities[result.check] === undefined ? { severity } : {}),
      })),
  };
}
