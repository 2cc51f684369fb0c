import { relative } from "node:path";
import { Command } from "commander";
import { toStableJson } from "../../common/json";
import { emulatorOption, environmentArgument, formatOption, outOption } from "../options";
import { print, say } from "../output";

export function synthCommand(): Command {
  return new Command("synth")
    .description(
      "write the Terraform JSON of every stack, the manifests of every service, and the IAM policies of who deploys",
    )
    .addArgument(environmentArgument())
    .addOption(outOption())
    .addOption(emulatorOption())
    .addOption(formatOption("console", "json"))
    .addHelpText("after", "\nExample:\n  digit-platform synth environments/demo.yaml\n")
    .action(async (env: string, options: { out: string; emulator: boolean; format: string }) => {
      const { synthesizeEnvironment } = await import("../../operations/session");
      const { writePermissions } = await import("../../operations/permissions/files");
      const { renderManifests } = await import("../../operations/renderManifests");
      const { cacheDirectory } = await import("../../tools/resolve/cache");
      const { resolveHelm } = await import("../../tools/resolve/helm");
      const { loaded, manifest, directory } = synthesizeEnvironment(env, options.out, {
        emulator: options.emulator,
        now: new Date(),
      });
      const names = manifest.stacks.map(({ name }) => name);
      const policies = writePermissions(loaded.environment, names, directory);
      const helm = await resolveHelm(cacheDirectory(), say);
      const rendered = await renderManifests(loaded, directory, helm.path);
      if (options.format === "json") print(toStableJson(manifest));
      else {
        const shown = relative(process.cwd(), directory);
        for (const stack of manifest.stacks)
          say(`${stack.name.padEnd(11)}${shown}/stacks/${stack.directory}/cdk.tf.json  ${stack.title}`);
        say(`${"IAM".padEnd(11)}${shown}/permissions/  ${policies.length} documents: who deploys, destroys and reads`);
        const { releases, digitRelease } = rendered;
        say(`${"services".padEnd(11)}${shown}/manifests/  ${releases} releases of DIGIT ${digitRelease}`);
      }
    });
}
