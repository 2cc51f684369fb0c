import { listAt, textAt } from "../../engine/aws/tree";
import { onPath } from "../../tools/resolve/onPath";
import { type About, asked, type Context, check } from "./context";
import type { Check } from "./model";
import { bodyOf, literal } from "./needs";

/** What a person needs on the machine to go through the way in; nothing of it is needed to deploy the AWS stacks. */
const tools: Readonly<Record<string, string>> = {
  aws: "Install the AWS CLI, version 2.",
  "session-manager-plugin": "Install the Session Manager plugin for the AWS CLI (AWS Systems Manager User Guide).",
  kubectl: "Install kubectl of the cluster's minor version or one beside it.",
};

/** The private API of the cluster is reached by Session Manager alone: is it there, and does it answer? */
export async function examineWayIn(context: Context): Promise<readonly Check[]> {
  const machine = context.resources.find(({ type, name }) => type === "aws_instance" && name === "way_in");
  if (machine === undefined) return [];
  const about: About = { id: "way-in.session", area: "way-in", where: machine.region };
  const name = literal(bodyOf(machine.body.tags).Name) ?? "";
  const body = { Filters: [{ Key: "tag:Name", Values: [name] }] };
  const question = { service: "ssm", operation: "DescribeInstanceInformation", region: machine.region, body } as const;
  const found = await asked(context, about, question, (pages) =>
    pages.flatMap((page) => listAt(page, "InstanceInformationList")).map((item) => textAt(item, "PingStatus") ?? ""),
  );
  if ("unknown" in found) return [found.unknown];
  if (context.missing.includes(machine)) {
    return [check(about, "ok", "Session Manager answers; the stack cluster makes the machine of the way in")];
  }
  if (found.answer.includes("Online")) return [check(about, "ok", `${name} is online`)];
  return [
    check(about, "problem", `${name} is ${found.answer[0] ?? "not known to Session Manager"}`, {
      why: "Nobody reaches the cluster's private API.",
      toDo: "See docs/runbooks/way-in-broken.md.",
    }),
  ];
}

export function examineWayInTools(find: (name: string) => readonly string[] = onPath): readonly Check[] {
  return Object.entries(tools).map(([name, toDo]) => {
    const about: About = { id: `way-in.tool.${name}`, area: "way-in", where: "this machine" };
    const [path] = find(name);
    if (path !== undefined) return check(about, "ok", `${name} is ${path}`);
    return check(about, "warning", `${name} is not on the PATH`, {
      why: "A person needs it to reach the cluster by Session Manager; deploy does not.",
      toDo,
    });
  });
}
