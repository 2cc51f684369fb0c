import type { PlanDocument, ResourceChange } from "../planDocument";
import {
  cacheStep,
  kafkaStep,
  kubernetesStep,
  nodeSkew,
  postgresStep,
  type SnapshotFacts,
  type StepAnswer,
  searchStep,
} from "./versionSteps";

/** A step between versions that the plan would take and that cannot be taken. */
export interface RefusedStep {
  readonly address: string;
  readonly text: string;
}

type Values = Readonly<Record<string, unknown>>;

const steps: {
  readonly [type: string]: { readonly attribute: string; readonly step: (from: string, to: string) => StepAnswer };
} = {
  aws_eks_cluster: { attribute: "version", step: kubernetesStep },
  aws_eks_node_group: { attribute: "version", step: kubernetesStep },
  aws_msk_cluster: { attribute: "kafka_version", step: kafkaStep },
  aws_elasticache_replication_group: { attribute: "engine_version", step: cacheStep },
  aws_opensearch_domain: { attribute: "engine_version", step: searchStep },
};

/**
 * Steps between versions that a plan would take from what is applied, and that the service does not take. A thing that
 * is made or replaced has no version to come from.
 */
export function refusedSteps(plan: PlanDocument, now: Date): readonly RefusedStep[] {
  const changes = (plan.resource_changes ?? []).filter(
    ({ mode, deposed, change }) => mode === "managed" && deposed === undefined && change.actions.join() === "update",
  );
  return [
    ...changes.flatMap(simpleStep),
    ...changes.filter(({ type }) => type === "aws_db_instance").flatMap((change) => databaseStep(plan, change, now)),
    ...skewOf(plan),
  ];
}

function simpleStep({ address, type, change }: ResourceChange): readonly RefusedStep[] {
  const known = steps[type];
  if (known === undefined) return [];
  const from = textIn(change.before, known.attribute);
  const to = textIn(change.after, known.attribute);
  if (from === undefined || to === undefined || from === to) return [];
  const text = known.step(from, to);
  return text === undefined ? [] : [{ address, text }];
}

function databaseStep(plan: PlanDocument, { address, change }: ResourceChange, now: Date): readonly RefusedStep[] {
  const from = textIn(change.before, "engine_version");
  const to = textIn(change.after, "engine_version");
  if (textIn(change.after, "engine") !== "postgres" || from === undefined || to === undefined) return [];
  const instance = textIn(change.after, "identifier") ?? "";
  const problems = postgresStep({
    from,
    to,
    instance,
    isMajorAllowed: valuesOf(change.after).allow_major_version_upgrade === true,
    parameterFamily: familyOf(plan, textIn(change.after, "parameter_group_name")),
    snapshot: snapshotIn(plan),
    now,
  });
  return problems.map((text) => ({ address, text }));
}

/** Family of the settings that the database will have; unknown where the plan does not make them. */
function familyOf(plan: PlanDocument, group: string | undefined): string | undefined {
  const groups = (plan.resource_changes ?? []).filter(
    ({ type, change }) => type === "aws_db_parameter_group" && change.actions.join() !== "delete",
  );
  const named = groups.find(({ change }) => group !== undefined && textIn(change.after, "name") === group);
  const only = groups.length === 1 ? groups[0] : undefined;
  return textIn((named ?? only)?.change.after, "family");
}

/** The snapshot that the plan has read; Terraform shows it with what was there before. */
function snapshotIn(plan: PlanDocument): SnapshotFacts | undefined {
  const root = valuesOf(valuesOf(valuesOf(plan.prior_state).values).root_module);
  const resources = Array.isArray(root.resources) ? root.resources.map(valuesOf) : [];
  const found = resources.find(({ mode, type }) => mode === "data" && type === "aws_db_snapshot");
  if (found === undefined) return undefined;
  const values = valuesOf(found.values);
  return {
    status: textIn(values, "status") ?? "",
    instance: textIn(values, "db_instance_identifier") ?? "",
    createdAt: textIn(values, "snapshot_create_time") ?? "",
  };
}

/** Nodes against the control plane as both will be. */
function skewOf(plan: PlanDocument): readonly RefusedStep[] {
  const after = (type: string) =>
    (plan.resource_changes ?? []).filter(
      ({ type: of, mode, change }) => of === type && mode === "managed" && change.actions.join() !== "delete",
    );
  const control = after("aws_eks_cluster").map(({ change }) => textIn(change.after, "version"))[0];
  if (control === undefined) return [];
  return after("aws_eks_node_group").flatMap(({ address, change }) => {
    const nodes = textIn(change.after, "version");
    const text = nodes === undefined ? undefined : nodeSkew(control, nodes);
    return text === undefined ? [] : [{ address, text }];
  });
}

function textIn(values: unknown, name: string): string | undefined {
  const value = valuesOf(values)[name];
  return typeof value === "string" && value !== "" ? value : undefined;
}

function valuesOf(value: unknown): Values {
  return typeof value === "object" && value !== null ? (value as Values) : {};
}
