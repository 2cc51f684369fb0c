import { Command, Option } from "commander";
import type { Severity } from "../../checks/model";
import { usageError } from "../../common/errors";
import { formatOption } from "../options";
import { print } from "../output";

export function rulesCommand(): Command {
  return new Command("rules")
    .description("list every rule with its checks, equivalents and frameworks")
    .option("--custom-rules <path...>", "your organisation's own rules beside the product's")
    .addOption(formatOption("console", "json", "admission-policies"))
    .addOption(
      new Option(
        "--deny-from <severity>",
        "with admission-policies: checks from here on refuse, those below warn (default: medium)",
      ).choices(["low", "medium", "high", "critical"]),
    )
    .option(
      "--except-namespaces <names>",
      "with admission-policies: namespaces, separated by commas, that are spared (default: kube-system)",
    )
    .option("--rules <ids>", "with admission-policies: only these rules, separated by commas")
    .option("--parameters <file>", "with admission-policies: JSON file with values of rules' parameters")
    .addHelpText(
      "after",
      "\nExample:\n  digit-platform rules --format json\n  digit-platform rules --format admission-policies | kubectl apply -f -\n",
    )
    .action(async (options: Options) => {
      if (options.format === "admission-policies") {
        print(await policies(options));
        return;
      }
      refusePolicyOptions(options);
      const { rulesJson, rulesText } = await import("../../operations/ruleList");
      const { availableRules } = await import("../../operations/judgeInputs");
      const rules = await availableRules(options.customRules ?? []);
      print(options.format === "json" ? rulesJson(rules) : rulesText(rules));
    });
}

interface Options {
  format: string;
  customRules?: string[];
  denyFrom?: Severity;
  exceptNamespaces?: string;
  rules?: string;
  parameters?: string;
}

async function policies(options: Options): Promise<string> {
  if (options.customRules !== undefined)
    throw usageError("invalid-option", "--custom-rules have no form for admission.", "Leave it out.");
  const { admissionPoliciesYaml } = await import("../../operations/admissionPolicies");
  const names = (text: string) => text.split(",").flatMap((name) => (name.trim() === "" ? [] : [name.trim()]));
  return admissionPoliciesYaml({
    denyFrom: options.denyFrom ?? "medium",
    exceptNamespaces: names(options.exceptNamespaces ?? "kube-system"),
    ...(options.rules === undefined ? {} : { rules: names(options.rules) }),
    ...(options.parameters === undefined ? {} : { parametersFile: options.parameters }),
  });
}

function refusePolicyOptions({ denyFrom, exceptNamespaces, rules, parameters }: Options): void {
  if ([denyFrom, exceptNamespaces, rules, parameters].every((option) => option === undefined)) return;
  throw usageError(
    "invalid-option",
    "--deny-from, --except-namespaces, --rules and --parameters belong to --format admission-policies.",
    "Leave them out, or add that format.",
  );
}
