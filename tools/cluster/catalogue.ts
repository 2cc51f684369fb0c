import { toolsCatalogue } from "../resolve/catalogue";

/** Commands that are built from Go modules, each with the entry of `catalogue/tools.json` that it belongs to. */
const { kubernetes, etcd, kwok, helm } = toolsCatalogue;
const suites = { kubernetes, etcd, kwok, helm };

export type ClusterCommand =
  | keyof typeof toolsCatalogue.kubernetes.commands
  | keyof typeof toolsCatalogue.etcd.commands
  | keyof typeof toolsCatalogue.kwok.commands
  | keyof typeof toolsCatalogue.helm.commands;

/** Commands that are built from one Go module and have one version. */
export interface CommandSuite {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  /** Folder of the wrapper module, from the package's root. */
  readonly module: string;
  /** Go packages that are told their version when they are linked, as Kubernetes' own build does. */
  readonly linkedVersion: readonly string[];
}

export interface CommandEntry {
  readonly command: ClusterCommand;
  readonly suite: CommandSuite;
  /** Go package of the command. */
  readonly package: string;
  /** Versions that may be taken from the PATH. */
  readonly versions: string;
  readonly versionArguments: readonly string[];
}

const entries: readonly CommandEntry[] = Object.entries(suites).flatMap(([name, { commands, ...suite }]) =>
  Object.entries(commands).map(([command, entry]) => ({
    ...entry,
    command: command as ClusterCommand,
    suite: { ...suite, name },
  })),
);

export function commandEntry(command: ClusterCommand): CommandEntry {
  const found = entries.find((entry) => entry.command === command);
  if (!found) throw new Error(`catalogue/tools.json knows no ${command}`);
  return found;
}
