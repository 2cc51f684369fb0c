/**
 * Steps between versions that a service takes. AWS itself refuses the others only in the middle of an apply, or takes
 * them and leaves a store that its clients cannot read; here the plan is refused, with the way in steps.
 */

/** Why a step cannot be taken, with the way that can; undefined where it can. */
export type StepAnswer = string | undefined;

interface Version {
  readonly major: number;
  readonly minor: number;
}

function versionOf(text: string): Version | undefined {
  const found = /^(?:OpenSearch_)?(\d+)(?:\.(\d+))?/.exec(text);
  return found ? { major: Number(found[1]), minor: Number(found[2] ?? 0) } : undefined;
}

const unreadable = (from: string, to: string): string =>
  `the step from ${from} to ${to} cannot be judged, because one of them is no version`;

const isBefore = (a: Version, b: Version): boolean => a.major < b.major || (a.major === b.major && a.minor < b.minor);

/** EKS moves one minor at a time, and never back. */
export function kubernetesStep(from: string, to: string): StepAnswer {
  const [old, next] = [versionOf(from), versionOf(to)];
  if (!old || !next) return unreadable(from, to);
  if (isBefore(next, old)) {
    return `Kubernetes cannot go back from ${from} to ${to}: set versions.kubernetes to "${from}"`;
  }
  if (next.major === old.major && next.minor - old.minor <= 1) return undefined;
  const way = Array.from({ length: next.minor - old.minor }, (_, index) => `${old.major}.${old.minor + index + 1}`);
  return `Kubernetes moves one minor version at a time, and ${from} to ${to} are ${way.length}: set versions.kubernetes to "${way[0]}" and deploy, then ${way
    .slice(1)
    .map((version) => `"${version}"`)
    .join(", then ")}, each after the workloads were seen well`;
}

/** Kubernetes' own limit: a kubelet may be three minors older than the API server, never newer. */
export function nodeSkew(control: string, nodes: string): StepAnswer {
  const [server, kubelet] = [versionOf(control), versionOf(nodes)];
  if (!server || !kubelet) return unreadable(control, nodes);
  if (isBefore(server, kubelet)) return `nodes of Kubernetes ${nodes} cannot join a control plane of ${control}`;
  if (server.minor - kubelet.minor <= 3) return undefined;
  return `nodes of Kubernetes ${nodes} are more than three minor versions behind a control plane of ${control}`;
}

/** What a plan shows of the snapshot that a major upgrade of PostgreSQL asks for. */
export interface SnapshotFacts {
  readonly status: string;
  readonly instance: string;
  readonly createdAt: string;
}

/** Hours that a snapshot before a major upgrade may be old: what came in since is lost if it must be gone back to. */
const snapshotHours = 24;

export interface DatabaseStep {
  readonly from: string;
  readonly to: string;
  readonly instance: string;
  readonly isMajorAllowed: boolean;
  readonly parameterFamily: string | undefined;
  readonly snapshot: SnapshotFacts | undefined;
  readonly now: Date;
}

const postgresMajor = (version: string): number => versionOf(version)?.major ?? Number.NaN;

/** A major upgrade is asked for by name, has settings of its own family, and a fresh snapshot to go back to. */
export function postgresStep(step: DatabaseStep): readonly string[] {
  const { from, to } = step;
  const [old, next] = [postgresMajor(from), postgresMajor(to)];
  if (Number.isNaN(old) || Number.isNaN(next)) return [unreadable(from, to)];
  if (next < old) return [`PostgreSQL cannot go back from ${from} to ${to}: set versions.postgresql to "${old}"`];
  if (next === old) return [];
  const asked = `a major upgrade of PostgreSQL (${from} to ${to})`;
  const problems: string[] = [];
  if (!step.isMajorAllowed) {
    problems.push(
      `${asked} must be asked for: make a snapshot (\`aws rds create-db-snapshot --db-instance-identifier ${step.instance} --db-snapshot-identifier ${step.instance}-before-${next}\`), and name it in upgrade.postgresql with \`from: "${old}"\``,
    );
  }
  if (step.parameterFamily !== undefined && step.parameterFamily !== `postgres${next}`) {
    problems.push(`${asked} needs settings of the family postgres${next}, and the plan has ${step.parameterFamily}`);
  }
  if (step.isMajorAllowed) problems.push(...snapshotProblems(step, asked));
  return problems;
}

function snapshotProblems({ snapshot, instance, now }: DatabaseStep, asked: string): readonly string[] {
  if (snapshot === undefined) return [`${asked} needs a snapshot, and the plan has read none`];
  const problems: string[] = [];
  if (snapshot.instance !== instance)
    problems.push(`the snapshot for ${asked} is of ${snapshot.instance}, not of ${instance}`);
  if (snapshot.status !== "available") {
    problems.push(`the snapshot for ${asked} is ${snapshot.status || "in no known state"}, not available`);
  }
  const hours = (now.getTime() - Date.parse(snapshot.createdAt)) / 3_600_000;
  if (!(hours <= snapshotHours)) {
    problems.push(
      `the snapshot for ${asked} is ${Number.isNaN(hours) ? "of an unknown time" : `${Math.floor(hours)} hours old`}; it may be ${snapshotHours}`,
    );
  }
  return problems;
}

/** Brokers move forward in place, but never from ZooKeeper to KRaft: that is another cluster. */
export function kafkaStep(from: string, to: string): StepAnswer {
  const [old, next] = [versionOf(from), versionOf(to)];
  if (!old || !next) return unreadable(from, to);
  if (isBefore(next, old)) return `Kafka cannot go back from ${from} to ${to}: set versions.kafka to what runs`;
  // From 4.0 on there is no ZooKeeper, and no name says so any more.
  const hasKraft = (text: string, version: Version) => version.major >= 4 || text.endsWith(".kraft");
  if (hasKraft(from, old) === hasKraft(to, next)) return undefined;
  return `MSK does not turn a cluster with ZooKeeper (${from}) into one without (${to}): make a second cluster, let messages be read from both, and take the first away`;
}

/** A cache moves forward in place. */
export function cacheStep(from: string, to: string): StepAnswer {
  const [old, next] = [versionOf(from), versionOf(to)];
  if (!old || !next) return unreadable(from, to);
  return isBefore(next, old)
    ? `the cache cannot go back from ${from} to ${to}: set versions.valkey to what runs`
    : undefined;
}

/** A search domain moves forward, to the next major only, because it reads indexes of one major before. */
export function searchStep(from: string, to: string): StepAnswer {
  const [old, next] = [versionOf(from), versionOf(to)];
  if (!old || !next) return unreadable(from, to);
  if (isBefore(next, old)) return `search cannot go back from ${from} to ${to}: set versions.opensearch to what runs`;
  if (next.major - old.major <= 1) return undefined;
  return `search reads indexes of one major version before its own: go from ${from} to ${old.major + 1}, index anew, then on to ${to}`;
}
