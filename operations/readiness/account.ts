import type { AwsRefusal } from "../../engine/aws/refusal";
import type { Question } from "../../engine/aws/services";
import { listAt, type Tree, textAt } from "../../engine/aws/tree";
import { type About, askedOr, type Context, check } from "./context";
import type { Check } from "./model";
import { literal, type PlannedResource } from "./needs";

/** Something that an account (and region) has once. */
interface Singleton {
  readonly type: string;
  readonly title: string;
  readonly fits?: (resource: PlannedResource) => boolean;
  readonly question: Omit<Question, "region">;
  /** Names of what is there; empty: nothing. */
  readonly read: (pages: readonly Tree[]) => readonly string[];
  /** The stack `account` reads it where others keep it, and cannot be planned without it. */
  readonly isRead?: true;
  /** Whether a refusal of the service says that there is none. */
  readonly none?: (refusal: AwsRefusal) => boolean;
}

const named = (pages: readonly Tree[], path: string, name: string): readonly string[] =>
  pages.flatMap((page) => listAt(page, path)).map((item) => textAt(item, name) ?? "");

const analyzer = (kind: string, title: string): Singleton => ({
  type: "aws_accessanalyzer_analyzer",
  title,
  fits: ({ body }) => body.type === kind,
  question: { service: "accessanalyzer", operation: "ListAnalyzers", parameters: { type: kind } },
  read: (pages) => named(pages, "analyzers", "name"),
});

/** The role that OpenSearch Service uses in an account; the same in all of AWS's regions. */
const searchRole = "AWSServiceRoleForAmazonOpenSearchService";

const singletons: readonly Singleton[] = [
  {
    type: "aws_config_configuration_recorder",
    title: "a recorder of AWS Config",
    question: { service: "config", operation: "DescribeConfigurationRecorders" },
    read: (pages) => named(pages, "ConfigurationRecorders", "name"),
  },
  {
    type: "aws_config_delivery_channel",
    title: "a delivery channel of AWS Config",
    question: { service: "config", operation: "DescribeDeliveryChannels" },
    read: (pages) => named(pages, "DeliveryChannels", "name"),
  },
  {
    type: "aws_guardduty_detector",
    title: "a detector of GuardDuty",
    isRead: true,
    question: { service: "guardduty", operation: "ListDetectors" },
    read: (pages) => pages.flatMap((page) => listAt(page, "detectorIds")).map(String),
  },
  {
    type: "aws_securityhub_account",
    title: "Security Hub",
    question: { service: "securityhub", operation: "DescribeHub" },
    read: ([page]) => [textAt(page, "HubArn") ?? "enabled"],
    none: ({ code }) => code === "InvalidAccessException" || code === "ResourceNotFoundException",
  },
  analyzer("ACCOUNT", "an analyzer of access from outside"),
  analyzer("ACCOUNT_UNUSED_ACCESS", "an analyzer of unused access"),
  {
    type: "aws_macie2_account",
    title: "Macie",
    question: { service: "macie2", operation: "GetMacieSession" },
    read: ([page]) => [textAt(page, "status") ?? "enabled"],
    // Macie answers a permission error where it is off.
    none: ({ code, message }) =>
      code === "ResourceNotFoundException" || (code === "AccessDeniedException" && /not enabled/i.test(message)),
  },
  {
    type: "aws_iam_service_linked_role",
    title: `the role ${searchRole}`,
    isRead: true,
    fits: ({ body }) => body.aws_service_name === "opensearchservice.amazonaws.com",
    question: { service: "iam", operation: "GetRole", parameters: { RoleName: searchRole } },
    read: ([page]) => [textAt(page, "Role.RoleName") ?? searchRole],
    none: ({ code }) => code === "NoSuchEntity" || code === "NoSuchEntityException",
  },
];

/**
 * Where the stacks make them: what is there already, because AWS refuses the second or it is taken over unseen. Where
 * others keep them (`existing.account`): what is not there, although they should keep it.
 */
export function examineAccount(context: Context): Promise<readonly Check[]> {
  const owner = context.environment.existing?.account?.owner;
  return owner === undefined
    ? examineOwn(context)
    : Promise.all(singletons.map((singleton) => examineKept(context, singleton, owner)));
}

async function examineOwn(context: Context): Promise<readonly Check[]> {
  const checks = context.resources.flatMap((resource) =>
    singletons
      .filter(({ type, fits }) => resource.type === type && (fits?.(resource) ?? true))
      .map((singleton) => examineSingleton(context, singleton, resource)),
  );
  return Promise.all(checks);
}

async function examineSingleton(context: Context, singleton: Singleton, resource: PlannedResource): Promise<Check> {
  const address = `${resource.type}.${resource.name}`;
  const about: About = { id: `account.${address}`, area: "account", where: resource.region };
  if (!context.missing.includes(resource)) {
    return check(about, "ok", `${singleton.title} is there and belongs to the stack ${resource.stack}`);
  }
  const question = { ...singleton.question, region: resource.region };
  const found = await askedOr(context, about, question, singleton.read, (refusal) =>
    singleton.none?.(refusal) ? [] : undefined,
  );
  if ("unknown" in found) return { ...found.unknown, what: `${singleton.title}: ${found.unknown.what}` };
  if (found.answer.length === 0) return check(about, "ok", `there is not yet ${singleton.title}`);
  const { name, analyzer_name } = resource.body;
  const own = found.answer.some((one) => one === literal(name) || one === literal(analyzer_name));
  return check(about, "problem", `${singleton.title} is there already: ${found.answer.join(", ")}`, {
    why: own
      ? `It has the name that the stack ${resource.stack} would give it, and no state of this environment knows it.`
      : `An account has one for each region, and the stack ${resource.stack} makes it (${address}).`,
    toDo: `Ask who made it. If it may become this environment's, import it into the stack ${resource.stack} (terraform import ${address} …) before the first deploy; if another team keeps it, say so in the environment file (existing.account, with its owner).`,
  });
}

async function examineKept(context: Context, singleton: Singleton, owner: string): Promise<Check> {
  const { region } = context.environment;
  const id = `account.existing.${singleton.question.service}.${singleton.question.operation}`;
  const kind = singleton.question.parameters?.type;
  const about: About = { id: kind === undefined ? id : `${id}.${kind}`, area: "account", where: region };
  const found = await askedOr(context, about, { ...singleton.question, region }, singleton.read, (refusal) =>
    singleton.none?.(refusal) ? [] : undefined,
  );
  if ("unknown" in found) return { ...found.unknown, what: `${singleton.title}: ${found.unknown.what}` };
  if (found.answer.length > 0) {
    return check(about, "ok", `${singleton.title} is there (${found.answer.join(", ")}), kept by ${owner}`);
  }
  const why = singleton.isRead
    ? "The stack account reads it, and cannot be planned without it."
    : "The provider cannot read it, so the gate does not see that it is missing.";
  return check(about, singleton.isRead ? "problem" : "warning", `there is not ${singleton.title}`, {
    why,
    toDo: `Ask ${owner}, whom existing.account names, to turn it on in ${region}, or leave existing.account out.`,
  });
}
