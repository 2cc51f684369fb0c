import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { engineFailed, missingTool } from "../common/errors";
import { runProcess } from "./process";

/** One release: a chart with values under a name. */
export interface HelmRelease {
  readonly name: string;
  readonly namespace: string;
  /** Name of a folder of charts/. */
  readonly chart: string;
  readonly values: object;
}

export interface HelmOptions {
  /** Program to run. */
  readonly helm: string;
  /** Folder with our charts. */
  readonly charts: string;
  /** Kubernetes version that is rendered for; nothing is asked of a cluster. */
  readonly kubernetesVersion: string;
}

/** Chart that the others take their building blocks from. */
const library = "digit-library";

/** Renders that run at the same time: each is a process of its own and busy all the time. */
const atOnce = 4;

/**
 * The manifests of releases, by name in their order, as real helm makes them: values are held against the chart's
 * schema, hooks are rendered as well. Nothing outside is read or written: helm gets a home of its own for the while.
 * @throws UserError exit 3 when helm cannot be run, 4 with helm's own words when a chart and its values do not fit
 */
export async function renderReleases(
  releases: readonly HelmRelease[],
  options: HelmOptions,
): Promise<ReadonlyMap<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), "digit-platform-helm-"));
  try {
    for (const chart of new Set(releases.map((release) => release.chart))) assembleChart(chart, options.charts, folder);
    const waiting = releases.entries();
    const rendered = new Map<number, string>();
    const work = async (): Promise<void> => {
      for (const [at, release] of waiting) rendered.set(at, await render(release, options, folder));
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, releases.length) }, work));
    return new Map(releases.map(({ name }, at) => [name, rendered.get(at) ?? ""]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A chart with the library inside, as `helm dependency build` would leave it. */
export function assembleChart(chart: string, charts: string, folder: string): void {
  cpSync(join(charts, chart), join(folder, chart), { recursive: true });
  cpSync(join(charts, library), join(folder, chart, "charts", library), { recursive: true });
}

async function render(release: HelmRelease, options: HelmOptions, folder: string): Promise<string> {
  const { name, namespace, chart, values } = release;
  mkdirSync(join(folder, "values"), { recursive: true });
  const file = join(folder, "values", `${name}.json`);
  writeFileSync(file, JSON.stringify(values), { mode: 0o600 });
  const args = ["template", name, join(folder, chart), "--namespace", namespace, "--values", file];
  const end = await run(options.helm, [...args, "--kube-version", options.kubernetesVersion], folder);
  if (end.code === 0) return end.stdout;
  throw engineFailed(
    "helm-failed",
    `helm could not render ${name} from the chart ${chart}:\n${end.stderr.trim().replaceAll(folder, "charts")}`,
    "The chart and the values that are made for it do not fit; that is a fault of this product.",
  );
}

async function run(helm: string, args: readonly string[], home: string): ReturnType<typeof runProcess> {
  const own = Object.fromEntries(
    ["CACHE", "CONFIG", "DATA"].map((kind) => [`HELM_${kind}_HOME`, join(home, kind.toLowerCase())]),
  );
  try {
    return await runProcess(helm, args, { cwd: home, env: { ...process.env, ...own } });
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw missingTool(
      "helm",
      `helm could not be run (${cause}).`,
      "Install helm 3.18 or later and put it on the PATH.",
    );
  }
}
