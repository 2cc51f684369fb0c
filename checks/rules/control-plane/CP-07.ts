import type { ResourceNode } from "../../graph/graph";
import type { CheckMetadata, CheckResult, Rule } from "../../rule";
import { frameworks, manifestInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { nodeInfo } from "../kit/nodeInfo";
import { yesIf } from "../kit/predicates";
import { type FileRecord, fileRecords, fileRecordTypes } from "./fileRecords";
import { type ControlPlaneFile, controlPlaneFiles } from "./files";

const modeCheck = ({ id, title, mode, equivalents }: ControlPlaneFile): CheckMetadata => ({
  id: `CP-07.${id}-mode`,
  title: `The mode of ${title} is ${octal(mode)} or stricter`,
  severity: "medium",
  equivalents: equivalents.mode,
});

const ownerCheck = ({ id, title, equivalents }: ControlPlaneFile): CheckMetadata => ({
  id: `CP-07.${id}-owner`,
  title: `The owner of ${title} is root`,
  severity: "medium",
  equivalents: equivalents.owner,
});

function octal(mode: number): string {
  return `0${mode.toString(8)}`;
}

function judgeMode(file: ControlPlaneFile, records: readonly FileRecord[]): readonly CheckResult[] {
  const known = records.filter((one) => one.mode !== undefined);
  const wide = known.find(({ mode = 0 }) => (mode & ~file.mode) !== 0);
  const first = wide ?? known[0];
  if (first?.mode === undefined) return [];
  return [
    verdict(
      yesIf(wide === undefined),
      { path: first.modePath, expected: `${octal(file.mode)} or stricter`, actual: octal(first.mode) },
      {
        check: modeCheck(file).id,
        fails: `${first.path} may be read or written by more than its owner`,
        passes: modeCheck(file).title,
      },
    ),
  ];
}

function judgeOwner(file: ControlPlaneFile, records: readonly FileRecord[]): readonly CheckResult[] {
  const known = records.filter((one) => one.owner !== undefined);
  const foreign = known.find(({ owner = "" }) => !file.owners.includes(owner));
  const first = foreign ?? known[0];
  if (first?.owner === undefined) return [];
  return [
    verdict(
      yesIf(foreign === undefined),
      { path: first.ownerPath, expected: file.owners.join(" or "), actual: first.owner },
      { check: ownerCheck(file).id, fails: `${first.path} belongs to ${first.owner}`, passes: ownerCheck(file).title },
    ),
  ];
}

/** Files that open the cluster are for root alone. */
export const rule: Rule = {
  metadata: {
    id: "CP-07",
    aliases: [],
    title: "Files of the control plane and of kubelets are for root alone",
    control: "control-plane.files",
    severity: "medium",
    group: "control-plane",
    inputs: manifestInputs,
    resourceTypes: fileRecordTypes,
    rationale:
      "Keys, kubeconfigs and manifests of static pods make whoever reads or writes them administrator of the cluster, though all they had was an account on one machine.",
    remediation:
      "chown root:root and chmod 600 the files under /etc/kubernetes, /etc/cni/net.d, /var/lib/kubelet/config.yaml and the kubelet's unit (certificates 644, etcd's data directory 700); in KubeadmConfig set owner: root:root and permissions: \"0600\" for files[*] that are among them.",
    parameters: {},
    checks: controlPlaneFiles.flatMap((file) => [modeCheck(file), ownerCheck(file)]),
    frameworks: frameworks({
      cisKubernetes: ["1.1", "4.1"],
      nist: ["AC-3", "AC-6"],
      iso: ["A.8.3", "A.8.9"],
      dpdp: ["6(1)(b)"],
      digit: ["accessControl"],
    }),
  },

  evaluate(node: ResourceNode): readonly CheckResult[] {
    const records = fileRecords(node);
    return controlPlaneFiles.flatMap((file) => {
      const own = records.filter(
        ({ path, place }) =>
          file.pattern.test(path) || file.places.includes(place) || place === `${nodeInfo} ${file.id}`,
      );
      return [...judgeMode(file, own), ...judgeOwner(file, own)];
    });
  },
};
