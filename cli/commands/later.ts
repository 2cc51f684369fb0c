import { Command } from "commander";
import { usageError } from "../../common/errors";
import { formatOption } from "../options";

/** Verbs of the design whose work is not in this version: named, so that nobody takes them for misspelt. */
const verbs: Readonly<Record<string, string>> = {
  backup: "take a backup now",
  bundle: "pack everything for a machine without internet",
  diagram: "draw the platform (the HTML report holds the drawing)",
  drill: "rehearse a restore and measure it",
  recover: "bring the platform up again after a disaster",
  restore: "restore a backup",
};

export function laterCommands(): Command[] {
  return Object.entries(verbs).map(([verb, description]) =>
    new Command(verb)
      .description(`${description}; not in this version`)
      .argument("[env]", "path of an environment file")
      .addOption(formatOption("console", "json"))
      .addHelpText("after", `\nExample:\n  digit-platform ${verb} environments/demo.yaml\n`)
      .allowUnknownOption()
      .allowExcessArguments()
      .action(() => {
        throw usageError(
          "not-in-this-version",
          `\`${verb}\` (${description}) is not in this version.`,
          "docs/roadmap.md says when it comes.",
        );
      }),
  );
}
