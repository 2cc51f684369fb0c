import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { dutyData } from "../checks/frameworks/data";
import { dutyStates } from "../checks/frameworks/duties";
import type { Finding } from "../checks/model";
import { matricesOf } from "../checks/reachability/matrix";
import { buildDrawing } from "../checks/reports/drawing";
import { renderHtml } from "../checks/reports/html";
import { renderPlatformJson } from "../checks/reports/json";
import type { PlatformReport, StackReport, VerdictSummary } from "../checks/reports/platformReport";
import { writeFileAtomically } from "../common/files";
import { sha256 } from "../common/hash";
import type { RankedChange } from "../gate/changes/model";
import type { Judgement } from "../gate/deployment";
import { stackDirectory } from "../gate/deployment";
import type { PlanRecord } from "../gate/record";
import type { Verification } from "../gate/verify";
import { files } from "../gate/workspace";
import { EMULATOR_ACCOUNT_ID } from "../tools/emulator/environment";
import { toolsCatalogue } from "../tools/resolve/catalogue";
import { changesPart } from "./changes/html";
import type { Costs } from "./cost/costs";
import { costsPart } from "./cost/forms";
import type { Session } from "./session";

/** What a run found out about one stack. */
export interface StackFacts {
  readonly stack: string;
  readonly record?: PlanRecord;
  readonly applied: boolean;
  /** Why it was skipped, where a plan found nothing to change. */
  readonly unchanged?: string;
  readonly reasons: readonly string[];
  readonly seconds: number;
}

/**
 * The report of a run over an environment. `judgement` is the widest one that was reached: the states after a
 * deployment, else the last plan's, else the design's.
 */
export function platformReport(
  session: Session,
  judged: {
    readonly judgement: Judgement;
    readonly facts: readonly StackFacts[];
    readonly verification?: Verification;
    readonly reasons: readonly string[];
  },
): PlatformReport {
  const { loaded, deployment, policy, emulator } = session;
  const { environment } = loaded;
  const { manifest, provenance } = deployment;
  const { judgement } = judged;
  return {
    schemaVersion: "1.0",
    environment: {
      name: environment.name,
      target: environment.target,
      region: environment.region,
      recoveryRegion: environment.recoveryRegion,
      accountId: environment.aws.accountId,
      size: environment.size,
      emulator: emulator
        ? {
            name: "moto",
            replaced:
              manifest.accountId === EMULATOR_ACCOUNT_ID
                ? []
                : [
                    {
                      what: "allowed_account_ids of the AWS provider",
                      written: manifest.accountId,
                      used: EMULATOR_ACCOUNT_ID,
                    },
                  ],
          }
        : null,
    },
    verdict:
      judged.reasons.length === 0
        ? { outcome: "allowed", reasons: [headline(judged)] }
        : { outcome: "refused", reasons: judged.reasons },
    stacks: manifest.stacks.map((stack) => stackReport(session, stack.name, judged)),
    report: judgement.report,
    rules: policy.rules,
    exceptions: policy.reportedExceptions,
    duties: dutyStates(dutyData, policy.duties, session.started.toISOString().slice(0, 10)),
    provenance: {
      kitVersion: provenance.kitVersion,
      engine: { name: provenance.engineName, version: provenance.engineVersion },
      providers: [{ name: toolsCatalogue["provider-aws"].source, version: provenance.providerVersion }],
      nodeVersion: process.versions.node,
      time: session.started.toISOString(),
      hashes: loaded.files.map((file) => ({
        name: relative(process.cwd(), file) || file,
        sha256: sha256(readFileSync(file)),
      })),
      facts: {
        "state backend": `s3://${manifest.stateBackend.bucket} (${manifest.stateBackend.region})`,
        "rules (SHA-256)": deployment.judge.policy.rules,
        "exceptions (SHA-256)": deployment.judge.policy.exceptions,
        "parameters (SHA-256)": deployment.judge.policy.parameters,
      },
    },
    drawing: judgement.graph ? buildDrawing(judgement.graph) : null,
    ...(judgement.graph ? { reachability: matricesOf(judgement.graph) } : {}),
  };
}

/** What the platform was allowed on, in one sentence. */
function headline(judged: { readonly judgement: Judgement; readonly verification?: Verification }): string {
  const { summary, inputs } = judged.judgement.report;
  const kinds = [
    ...new Set(inputs.map((input) => (input.kind === "terraform-json" ? "synthesis" : input.kind))),
  ].sort();
  const second = judged.verification ? "; a second plan changes nothing" : "";
  const stacks = new Set(inputs.map((input) => input.stack)).size;
  return `${summary.pass} checks passed on ${stacks} stacks (judged on ${kinds.join(", ")})${second}.`;
}

function stackReport(
  session: Session,
  name: string,
  judged: {
    readonly judgement: Judgement;
    readonly facts: readonly StackFacts[];
    readonly verification?: Verification;
  },
): StackReport {
  const { deployment } = session;
  const stack = deployment.manifest.stacks.find((candidate) => candidate.name === name);
  if (!stack) throw new Error(`no stack ${name}`);
  const facts = judged.facts.find((fact) => fact.stack === name);
  const inputs = judged.judgement.report.inputs;
  const kind = inputs.find((input) => input.stack === name)?.kind;
  const directory = stackDirectory(deployment, stack);
  const { verification } = judged;
  return {
    name,
    title: stack.title,
    needs: stack.needs,
    judgedOn: kind === "state" ? "state" : kind === "plan" || facts?.record ? "plan" : "synthesis",
    verdict: { outcome: facts && facts.reasons.length > 0 ? "refused" : "allowed", reasons: facts?.reasons ?? [] },
    summary: summaryOf(judged.judgement.report.findings.filter((finding) => finding.stack === name)),
    applied:
      facts?.applied && facts.record
        ? {
            added: facts.record.changes.add,
            changed: facts.record.changes.change,
            destroyed: facts.record.changes.remove,
          }
        : null,
    ...(facts?.unchanged ? { unchanged: facts.unchanged } : {}),
    secondPlanEmpty: verification?.planned.includes(name)
      ? !verification.pending.some((change) => change.stack === name)
      : null,
    hashes: {
      planSha256: facts?.record?.bound.planSha256 ?? null,
      sourceSha256: hashOf(join(directory, files.source)),
      lockSha256: hashOf(join(directory, files.lock)),
    },
    durations: facts ? [{ step: "plan, verdict and apply", milliseconds: Math.round(facts.seconds * 1000) }] : [],
  };
}

function summaryOf(findings: readonly Finding[]): VerdictSummary {
  const count = (status: Finding["status"]): number => findings.filter((finding) => finding.status === status).length;
  return { pass: count("pass"), fail: count("fail"), unknown: count("unknown"), excepted: count("excepted") };
}

const hashOf = (path: string): string | null => (existsSync(path) ? sha256(readFileSync(path)) : null);

/**
 * Writes `report.html` and `report.json` into the environment's folder; gives the path of the page.
 * @param plans what the plans of this run change and cost; left out before there are plans
 */
export function writePlatformReport(
  session: Session,
  report: PlatformReport,
  plans?: { readonly changes: readonly RankedChange[]; readonly costs: Costs },
): string {
  const page = join(session.deployment.directory, "report.html");
  writeFileAtomically(
    page,
    renderHtml(report, plans ? { parts: [changesPart(plans.changes), costsPart(plans.costs)] } : {}),
  );
  writeFileAtomically(join(session.deployment.directory, "report.json"), renderPlatformJson(report));
  return relative(process.cwd(), page) || page;
}
