import { tmpdir } from "node:os";
import { engineFailed, missingTool, usageError } from "../common/errors";
import { runProcess } from "./process";

/** Reads of one cluster, with the user's own kubeconfig and rights. No other verb than GET is ever sent. */
export interface KubectlReader {
  /** @throws ApiRefusal where the API server says no, UserError where it cannot be reached. */
  getRaw(path: string): Promise<string>;
}

/** What the API server answers instead of a list. */
export class ApiRefusal extends Error {
  constructor(
    readonly reason: "forbidden" | "unauthorized" | "absent" | "failed",
    message: string,
  ) {
    super(message);
    this.name = "ApiRefusal";
  }
}

export interface KubectlOptions {
  /** Program to run. */
  readonly kubectl: string;
  /** Context of the kubeconfig. */
  readonly context: string;
  readonly env?: NodeJS.ProcessEnv;
}

/**
 * @throws UserError exit 2 when the kubeconfig has no such context, 3 when kubectl cannot be run.
 */
export async function openCluster(options: KubectlOptions): Promise<KubectlReader> {
  const { context } = options;
  const contexts = await run(options, ["config", "get-contexts", "-o", "name"]);
  const names = contexts.stdout.split("\n").filter((name) => name !== "");
  if (!names.includes(context)) {
    const known = names.length === 0 ? "It has none." : `It has: ${names.sort().join(", ")}.`;
    throw usageError(
      "unknown-context",
      `The kubeconfig has no context called ${context}. ${known}`,
      "KUBECONFIG names the file to read.",
    );
  }
  return {
    getRaw: async (path) => {
      const end = await run(options, [`--context=${context}`, "--request-timeout=120s", "get", `--raw=${path}`]);
      if (end.code === 0) return end.stdout;
      throw refusal(end.stderr.trim(), context);
    },
  };
}

async function run(options: KubectlOptions, args: readonly string[]): ReturnType<typeof runProcess> {
  try {
    return await runProcess(options.kubectl, args, { cwd: tmpdir(), env: options.env ?? process.env });
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw missingTool("kubectl", `kubectl could not be run (${cause}).`, "Install kubectl and put it on the PATH.");
  }
}

/** kubectl's own words, of which only the last line says what happened. */
function refusal(stderr: string, context: string): Error {
  const words = stderr.split("\n").at(-1) ?? "";
  if (/\(Forbidden\)/.test(words)) return new ApiRefusal("forbidden", words.replace(/^.*?\(Forbidden\):\s*/, ""));
  if (/\(NotFound\)/.test(words)) return new ApiRefusal("absent", words);
  if (/Unauthorized|must be logged in|getting credentials/.test(stderr)) return new ApiRefusal("unauthorized", words);
  if (/^Error from server/.test(words)) return new ApiRefusal("failed", words);
  return engineFailed(
    "cluster-unreachable",
    `The cluster of the context ${context} does not answer: ${words}`,
    `Try \`kubectl --context ${context} version\`.`,
  );
}
