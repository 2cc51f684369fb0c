/**
 * Entry of the engine's own command line (`cdktf synth`), kept valid for whoever comes with that ecosystem's tools.
 * `DIGIT_ENV` names the environment file, `environments/demo.yaml` if it is unset. The product's own `synth` and
 * `deploy` do not come this way: they also know exceptions and write a manifest.
 */
import { mkdirSync } from "node:fs";
import { App } from "cdktf";
import { locationOf, UserError } from "./common/errors";
import { loadEnvironment } from "./config/load";
import { composeAws } from "./stacks/aws/composeAws";
import { awsSettings } from "./stacks/aws/settings";

function main(): void {
  const { environment } = loadEnvironment(process.env.DIGIT_ENV ?? "environments/demo.yaml");
  const outdir = process.env.CDKTF_OUTDIR ?? "out/cdktf";
  mkdirSync(outdir, { recursive: true });
  const app = new App({ outdir });
  composeAws(app, awsSettings(environment));
  app.synth();
}

try {
  main();
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  const problems = error.problems.map((problem) => `  ${locationOf(problem)} ${problem.message}`);
  process.stderr.write(`${[error.message, ...problems].join("\n")}\n`);
  process.exitCode = error.exitCode;
}
