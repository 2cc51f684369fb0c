import type { BlockList, BlockView, ResourceGraph, ResourceNode } from "../../graph/graph";
import type { CheckResult, Rule } from "../../rule";
import { encryptionByDefault } from "../kit/ebs";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { judge, verdict } from "../kit/judge";
import { isSet, isTrue } from "../kit/predicates";

const rootWords = { check: "EBS-05.root-volume", fails: "The machine's root volume is in clear." };
const dataWords = { check: "EBS-05.data-volume", fails: "A data volume of the machine is in clear." };

export const rule: Rule = {
  metadata: {
    id: "EBS-05",
    aliases: [],
    title: "Disks of machines are encrypted",
    control: "encryption-at-rest.machine-disks",
    severity: "high",
    group: "encryption-at-rest",
    inputs: terraformInputs,
    resourceTypes: ["aws_instance", "aws_spot_instance_request", "aws_launch_configuration", "aws_launch_template"],
    rationale: "Nodes cache images, logs, secrets and pods' data on their disks.",
    remediation:
      "Set encrypted = true in root_block_device and every ebs_block_device; in a launch template in block_device_mappings.ebs of the root device and every other.",
    parameters: {},
    checks: [
      {
        id: rootWords.check,
        title: "The root volume is encrypted",
        severity: "high",
        equivalents: {
          checkov: ["CKV_AWS_8"],
          trivy: ["AVD-AWS-0131", "AVD-AWS-0008"],
          fsbp: ["EC2.181"],
        },
      },
      {
        id: dataWords.check,
        title: "Every other volume is encrypted",
        severity: "high",
        equivalents: {
          checkov: ["CKV_AWS_8"],
          trivy: ["AVD-AWS-0131", "AVD-AWS-0008"],
          fsbp: ["EC2.181"],
        },
      },
    ],
    frameworks: frameworks({
      cisAws: ["2.2.1"],
      nist: ["SC-28(1)"],
      iso: ["A.8.24"],
      dpdp: ["6(1)(a)"],
      digit: ["encryption"],
    }),
  },
  evaluate: (node, { graph }) =>
    node.type === "aws_launch_template" ? judgeTemplate(node, graph) : judgeMachine(node, graph),
};

function judgeMachine(node: ResourceNode, graph: ResourceGraph): CheckResult[] {
  const roots = node.blocks("root_block_device");
  const data = node.blocks("ebs_block_device");
  const dataResults = data.items
    .filter((view) => isTrue().ask(view.get("no_device")) !== "yes")
    .map((view) => judgeDisk(node, view, graph, dataWords));
  if (data.unknown !== undefined) dataResults.push(open("ebs_block_device", data.unknown, dataWords));
  if (roots.items.length > 0) {
    return [...roots.items.map((view) => judgeDisk(node, view, graph, rootWords)), ...dataResults];
  }
  return [...judgeSilentRoot(node, graph, roots), ...dataResults];
}

/** Nothing said about the root volume: the launch template's word, else the account's setting, else that of the image. */
function judgeSilentRoot(node: ResourceNode, graph: ResourceGraph, roots: BlockList): CheckResult[] {
  if (roots.unknown !== undefined) return [open("root_block_device", roots.unknown, rootWords)];
  const template = templateOf(node);
  if (template) {
    const results = judgeTemplate(template, graph).filter((result) => result.check === rootWords.check);
    return results.map((result) => ({ ...result, resource: node, related: [template] }));
  }
  const templates = node.blocks("launch_template");
  if (templates.items.length > 0) {
    return [open("launch_template", "the launch template is not among the inputs", rootWords)];
  }
  if (templates.unknown !== undefined) return [open("launch_template", templates.unknown, rootWords)];
  return [silent(node, graph, "root_block_device.encrypted")];
}

function templateOf(node: ResourceNode): ResourceNode | undefined {
  return ["launch_template[0].id", "launch_template[0].name"]
    .flatMap((path) => node.references(path).nodes)
    .find((target) => target.type === "aws_launch_template" && target.mode === "managed");
}

/** Names under which Amazon's and Ubuntu's images have their root volume. */
const rootNames = new Set(["/dev/xvda", "/dev/sda1", "/dev/sda"]);

function judgeTemplate(node: ResourceNode, graph: ResourceGraph): CheckResult[] {
  const mappings = node.blocks("block_device_mappings");
  if (mappings.unknown !== undefined) return [open("block_device_mappings", mappings.unknown, rootWords)];
  const volumes = mappings.items.filter(
    (view) => isSet().ask(view.get("virtual_name")) === "no" && isSet().ask(view.get("no_device")) === "no",
  );
  // A template without mappings leaves all volumes as the image has them.
  if (volumes.length === 0) return [silent(node, graph, "block_device_mappings")];
  return volumes.map((mapping) => {
    const name = mapping.get("device_name");
    const root = name.kind === "known" && typeof name.value === "string" && rootNames.has(name.value);
    const words = root ? rootWords : dataWords;
    const disk = mapping.blocks("ebs").items[0];
    if (disk) return judgeDisk(node, disk, graph, words);
    return { ...silent(node, graph, `${mapping.path}.ebs`), check: words.check };
  });
}

function judgeDisk(node: ResourceNode, view: BlockView, graph: ResourceGraph, words: typeof rootWords): CheckResult {
  if (view.get("encrypted").kind !== "absent") return judge(node, "encrypted", isTrue(), words, { view });
  const path = `${view.path}.encrypted`;
  if (!encryptionByDefault(node, graph) && isSet().ask(view.get("snapshot_id")) !== "no") {
    return open(path, "a volume from a snapshot is encrypted as the snapshot is", words);
  }
  return { ...silent(node, graph, path), check: words.check };
}

function silent(node: ResourceNode, graph: ResourceGraph, path: string): CheckResult {
  const setting = encryptionByDefault(node, graph);
  const words = { ...rootWords, passes: "The account encrypts every new volume." };
  return verdict(setting ? "yes" : "no", { path, expected: true, actual: null }, words, {
    related: setting ? [setting] : [],
  });
}

function open(path: string, reason: string, words: typeof rootWords): CheckResult {
  return verdict("unknown", { path, expected: true, actual: null, reason }, words);
}
