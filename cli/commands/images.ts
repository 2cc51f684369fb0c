import { Command, Option } from "commander";
import { usageError } from "../../common/errors";
import { toStableJson } from "../../common/json";
import { environmentArgument, formatOption } from "../options";
import { print, say } from "../output";

interface Options {
  readonly format: "console" | "json" | "mirror-script";
  readonly resolve?: true;
  readonly registry?: string;
}

export function imagesCommand(): Command {
  return new Command("images")
    .description(
      "list every image of an environment with its digest; fetch digests; write the script that mirrors them",
    )
    .addArgument(environmentArgument())
    .addOption(formatOption("console", "json", "mirror-script"))
    .option("--resolve", "ask the registries for missing digests and write environments/images/<name>.json")
    .addOption(
      new Option("--registry <address>", "with --resolve: ask this mirror instead of the registries that are named"),
    )
    .addHelpText(
      "after",
      "\nExample:\n  digit-platform images environments/demo.yaml\n  digit-platform images environments/demo.yaml --format mirror-script > mirror.sh\n",
    )
    .action(async (file: string, options: Options) => {
      if (options.registry !== undefined && options.resolve === undefined)
        throw usageError("invalid-option", "--registry belongs to --resolve.", "Add --resolve, or leave it out.");
      const { listImages, resolveImages } = await import("../../operations/images/environmentImages");
      if (options.resolve !== undefined) {
        const { path, added } = await resolveImages(file, options.registry);
        say(added === 0 ? "every image has a digest already" : `${added} digests written to ${path}; commit it`);
      }
      const list = listImages(file);
      if (options.format === "mirror-script") {
        const { mirrorScript } = await import("../../operations/images/mirrorScript");
        print(mirrorScript(list.images));
        return;
      }
      const { imagesText } = await import("../../operations/images/imagesText");
      print(options.format === "json" ? toStableJson({ schemaVersion: "1.0", ...list }) : imagesText(list));
    });
}
