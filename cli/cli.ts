import { Command, CommanderError } from "commander";
import { exitCodes } from "../common/exitCodes";
import { packageVersion } from "../common/packageRoot";
import { checkCommand } from "./commands/check";
import { deployCommand } from "./commands/deploy";
import { destroyCommand } from "./commands/destroy";
import { doctorCommand } from "./commands/doctor";
import { driftCommand } from "./commands/drift";
import { emulatorCommand } from "./commands/emulator";
import { exceptionsCommand } from "./commands/exceptions";
import { explainCommand } from "./commands/explain";
import { imagesCommand } from "./commands/images";
import { initCommand } from "./commands/init";
import { laterCommands } from "./commands/later";
import { planCommand } from "./commands/plan";
import { pricesCommand } from "./commands/prices";
import { reportCommand } from "./commands/report";
import { rulesCommand } from "./commands/rules";
import { synthCommand } from "./commands/synth";
import { unlockCommand } from "./commands/unlock";
import { validateCommand } from "./commands/validate";
import { verifyCommand } from "./commands/verify";
import { report } from "./output";

/** Wrong use of a verb ends with 2 and says where its options stand; so do the verbs under it. */
function withHint(command: Command): Command {
  for (const one of command.commands) withHint(one);
  return command.exitOverride().showHelpAfterError("what to do Run it with --help for its options and an example.");
}

function program(): Command {
  const root = new Command("digit-platform")
    .description("Deploys and hardens DIGIT from one environment file, behind a gate that proves its controls first")
    .version(packageVersion())
    .exitOverride();
  const commands = [
    initCommand(),
    validateCommand(),
    explainCommand(),
    synthCommand(),
    checkCommand(),
    planCommand(),
    pricesCommand(),
    deployCommand(),
    verifyCommand(),
    driftCommand(),
    destroyCommand(),
    rulesCommand(),
    exceptionsCommand(),
    reportCommand(),
    emulatorCommand(),
    unlockCommand(),
    doctorCommand(),
    imagesCommand(),
    ...laterCommands(),
  ];
  withHint(root);
  for (const command of commands) root.addCommand(withHint(command));
  return root;
}

// The AWS SDK prints a notice about Node versions on standard error, which holds words for the operator only.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

async function main(): Promise<number> {
  try {
    await program().parseAsync(process.argv);
    return Number(process.exitCode ?? exitCodes.ok);
  } catch (error) {
    // Commander has printed its own words by then; `--help` and `--version` end with 0.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
    return report(error);
  }
}

// Ends at once: a client's idle connections would keep the process alive for seconds.
void main().then((code) => process.exit(code));
