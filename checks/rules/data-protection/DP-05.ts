import type { ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { kindOfName } from "../kit/environmentKind";
import { frameworks, workloadInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { namespaceOf, textAt } from "../kit/kubernetes";
import { productionParameter } from "../kit/parameters";
import { type Setting, settingsOf, settingTypes } from "../kit/settings";

const chatty = "(?:debug|trace|all|finest|finer|verbose)";
/** Names of settings that are a log level themselves. */
const levelName = /(?:^|[._-])log(?:ging)?[._-]?level(?:$|[._-])|^rust_log$/i;
const levelValue = new RegExp(`^\\s*["']?${chatty}["']?\\s*$|=\\s*${chatty}\\b`, "i");
/** A line of a file, or a flag on a command line. */
const levelLine = new RegExp(
  `(?:^|[\\s"'-])(?:D?logging\\.level[\\w.]*|log[._-]?level|logLevel)["']?[^\\S\\n]*[=:][^\\S\\n]*["']?${chatty}\\b|<(?:root|logger)[^>]*\\blevel="${chatty}"`,
  "im",
);
/** Statements with what is put into them. */
const statementName = /show[._-]?sql$/i;
const statementLine =
  /(?:^|[\s"'-])(?:D?spring\.jpa\.show-sql|hibernate\.show_sql|log_statement)["']?[^\S\n]*[=:][^\S\n]*["']?(?:true|all)\b|org\.hibernate\.(?:type|orm\.jdbc\.bind)[\w.]*["']?[^\S\n]*[=:][^\S\n]*["']?trace\b/im;

/** Logs are read by more people than records are. */
export const rule: Rule = {
  metadata: {
    id: "DP-05",
    aliases: [],
    title: "Logs of applications do not spell out the records that pass through",
    control: "data-protection.log-masking",
    severity: "medium",
    group: "data-protection",
    inputs: workloadInputs,
    resourceTypes: settingTypes,
    rationale:
      "At the level DEBUG, DIGIT's services, the indexer and Kafka's clients write whole requests and messages into their logs: names, telephone numbers and addresses of citizens, unmasked, kept for a year and open to whoever may read logs.",
    remediation:
      "Set the log level to INFO or WARN (LOG_LEVEL, LOGGING_LEVEL_*, logging.level.* in env[].value or data of the ConfigMap), and spring.jpa.show-sql and SPRING_JPA_SHOW_SQL to false.",
    parameters: { production: productionParameter },
    checks: [
      {
        id: "DP-05.log-level",
        title: "No log level is DEBUG or lower in production",
        severity: "medium",
        equivalents: {},
      },
      {
        id: "DP-05.statements",
        title: "Database statements are not logged in production",
        severity: "medium",
        equivalents: {},
      },
    ],
    frameworks: frameworks({
      nist: ["SI-19", "AU-3(3)"],
      iso: ["A.8.11"],
      dpdp: ["6(1)(a)"],
      digit: ["encryption"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    if (isOutsideProduction(node, context)) return [];
    const settings = settingsOf(node, context.graph);
    if (settings.length === 0) return [];
    const ask = (check: string, found: Setting | undefined, fails: string): CheckResult =>
      verdict(
        found ? "no" : "yes",
        {
          path: found?.path ?? settings[0]?.path ?? "",
          expected: "INFO or WARN",
          actual: found ? shownOf(found) : null,
        },
        { check, fails },
      );
    return [
      ask("DP-05.log-level", settings.find(isChatty), "Whole requests and messages are written into the log"),
      ask("DP-05.statements", settings.find(showsStatements), "Database statements are written into the log"),
    ];
  },
};

function isChatty({ name, text }: Setting): boolean {
  return (levelName.test(name) && levelValue.test(text)) || levelLine.test(text);
}

function showsStatements({ name, text }: Setting): boolean {
  return (statementName.test(name) && /^\s*["']?true["']?\s*$/i.test(text)) || statementLine.test(text);
}

/** A file is not shown whole. */
function shownOf({ text }: Setting): string {
  return text.length > 40 || text.includes("\n") ? "DEBUG, in a file of settings" : text;
}

/** Said by the parameter, or else by a label or the namespace's name; what says nothing may be production. */
function isOutsideProduction(node: ResourceNode, context: RuleContext): boolean {
  const stated = context.parameter("production");
  if (typeof stated === "boolean") return !stated;
  const labels = ["environment", "env", "stage"].map((key) => textAt(node, `metadata.labels.${key}`));
  const said = [...labels, namespaceOf(node)].find((text) => text !== undefined && kindOfName(text) !== undefined);
  return said !== undefined && kindOfName(said) === "other";
}
