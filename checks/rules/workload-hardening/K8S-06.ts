import type { Json } from "../../../common/json";
import type { CheckResult } from "../../rule";
import { isObject } from "../kit/datum";
import { frameworks } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import type { PodView } from "../kit/kubernetes";
import { podRule } from "../kit/podRule";
import { hostPathOf, mountsOf, type VolumeView, volumesOf } from "../kit/volumes";

const dockerSocket = /(?:^|\/)docker\.sock$/;
/** Sockets of other runtimes, and the folders that hold them. */
const runtimeSocket =
  /(?:^|\/)(?:containerd|crio|cri-dockerd|podman|frakti|dockershim)\.sock$|^(?:\/var)?\/run\/(?:docker|containerd|crio|k3s\/containerd)$/;

/** Folders whose files make up the node: whoever writes there, and mostly whoever reads there, has it. */
const sensitiveFolders: ReadonlySet<string> = new Set([
  "/",
  "/boot",
  "/dev",
  "/etc",
  "/lib",
  "/proc",
  "/sys",
  "/usr",
  "/var/lib/docker",
]);

/** What Pod Security's level restricted allows. */
const coreTypes: ReadonlySet<string> = new Set([
  "configMap",
  "csi",
  "downwardAPI",
  "emptyDir",
  "ephemeral",
  "image",
  "persistentVolumeClaim",
  "projected",
  "secret",
]);

/** Pods bring no part of their node into their containers. */
export const rule = podRule(
  {
    id: "K8S-06",
    title: "Pods mount nothing of their node, and only volumes of the core types",
    control: "workload-hardening.host-path",
    severity: "high",
    rationale:
      "A folder of the node holds the credentials of its kubelet and the files of other pods; the socket of the container runtime starts privileged containers for whoever writes to it.",
    remediation:
      "Replace hostPath in spec.volumes by a persistentVolumeClaim, emptyDir, configMap, secret or projected volume. Where an agent must read the node, name the one folder it needs and mount it with readOnly: true.",
    checks: [
      {
        id: "K8S-06.docker-socket",
        title: "Docker's socket is not mounted",
        severity: "critical",
        equivalents: {
          checkov: ["CKV_K8S_27"],
          trivy: ["KSV-0006"],
          kubescape: ["C-0074"],
          kubelinter: ["docker-sock"],
        },
      },
      {
        id: "K8S-06.runtime-socket",
        title: "No other container runtime's socket is mounted, nor the folder that holds one",
        severity: "critical",
        equivalents: { kubescape: ["C-0074"] },
      },
      {
        id: "K8S-06.sensitive-folder",
        title: "No folder that makes up the node is mounted",
        severity: "high",
        equivalents: { trivy: ["KSV-0121"], kubelinter: ["sensitive-host-mounts"] },
      },
      {
        id: "K8S-06.host-path",
        title: "No volume is a hostPath",
        severity: "high",
        equivalents: { trivy: ["KSV-0023"], kubescape: ["C-0048"] },
      },
      {
        id: "K8S-06.writable-host-path",
        title: "A hostPath is mounted with readOnly: true",
        severity: "high",
        equivalents: { kubescape: ["C-0045"], kubelinter: ["writable-host-mount"] },
      },
      {
        id: "K8S-06.volume-type",
        title: "Volumes are of the types that Pod Security's level restricted allows",
        severity: "low",
        equivalents: { trivy: ["KSV-0028"] },
      },
    ],
    frameworks: frameworks({
      cisKubernetes: ["5.2.12"],
      nist: ["AC-6", "SC-39"],
      iso: ["A.8.2"],
      dpdp: ["6(1)(b)"],
      digit: ["accessControl"],
    }),
  },
  (pod) => {
    const { items, unknown } = volumesOf(pod);
    const judged = checks.flatMap((check) => judgeVolumes(pod, items, unknown, check));
    return [...judged, ...writable(pod, items, unknown)];
  },
);

interface VolumeCheck {
  readonly check: string;
  readonly expected: string;
  /** Continues "Volume x …". */
  readonly fails: string;
  readonly passes: string;
  isBad(volume: VolumeView): boolean;
  readonly path: string;
}

const onHost = (test: (path: string) => boolean) => (volume: VolumeView) => {
  const path = hostPathOf(volume);
  return path !== undefined && test(path);
};

const checks: readonly VolumeCheck[] = [
  {
    check: "K8S-06.docker-socket",
    expected: "no socket of Docker",
    fails: "is Docker's socket",
    passes: "Docker's socket is not mounted",
    isBad: onHost((path) => dockerSocket.test(path)),
    path: "hostPath.path",
  },
  {
    check: "K8S-06.runtime-socket",
    expected: "no socket of a container runtime",
    fails: "leads to the socket of the container runtime",
    passes: "No runtime's socket is mounted",
    isBad: onHost((path) => runtimeSocket.test(path)),
    path: "hostPath.path",
  },
  {
    check: "K8S-06.sensitive-folder",
    expected: "no folder that makes up the node",
    fails: "is a folder that makes up the node",
    passes: "No folder that makes up the node is mounted",
    isBad: onHost((path) => sensitiveFolders.has(path)),
    path: "hostPath.path",
  },
  {
    check: "K8S-06.host-path",
    expected: "no hostPath",
    fails: "is a folder or file of the node",
    passes: "No volume is a hostPath",
    isBad: onHost(() => true),
    path: "hostPath.path",
  },
  {
    check: "K8S-06.volume-type",
    expected: [...coreTypes].join(", "),
    fails: "is of a type that couples the pod to its storage or node",
    passes: "All volumes are of core types",
    isBad: (volume) => foreignTypes(volume).length > 0,
    path: "",
  },
];

/** `hostPath` has checks of its own. */
function foreignTypes(volume: VolumeView): readonly string[] {
  const reading = volume.view.get("");
  if (reading.kind !== "known" || !isObject(reading.value)) return [];
  const { value } = reading;
  return Object.keys(value).filter(
    (type) => type !== "name" && type !== "hostPath" && !coreTypes.has(type) && isObject(value[type]),
  );
}

function judgeVolumes(
  pod: PodView,
  volumes: readonly VolumeView[],
  unknown: string | undefined,
  check: VolumeCheck,
): readonly CheckResult[] {
  const bad = volumes.filter((volume) => check.isBad(volume));
  const [first] = bad;
  if (!first) {
    const facts = { path: `${pod.spec.path}.volumes`, expected: check.expected, actual: null, reason: unknown };
    return [verdict(unknown === undefined ? "yes" : "unknown", facts, check)];
  }
  const others = bad.slice(1).map((volume) => volume.name);
  const also = others.length === 0 ? "" : ` (also: ${others.join(", ")})`;
  const path = check.path === "" ? first.view.path : `${first.view.path}.${check.path}`;
  const actual: Json = check.path === "" ? foreignTypes(first).join(", ") : (hostPathOf(first) ?? null);
  return [
    verdict(
      "no",
      { path, expected: check.expected, actual },
      { ...check, fails: `Volume ${first.name} ${check.fails}${also}` },
    ),
  ];
}

/** Arises only where something of the node is mounted. */
function writable(pod: PodView, volumes: readonly VolumeView[], unknown: string | undefined): readonly CheckResult[] {
  const mounts = volumes
    .filter((volume) => hostPathOf(volume) !== undefined)
    .flatMap((volume) => mountsOf(pod, volume).map((mount) => ({ volume, mount })));
  const open = mounts.filter(({ mount }) => {
    const readOnly = mount.view.get("readOnly");
    return readOnly.kind !== "known" || readOnly.value !== true;
  });
  const [first] = open;
  const words = { check: "K8S-06.writable-host-path", passes: "Nothing of the node can be written to" };
  if (!first) {
    if (mounts.length === 0 && unknown === undefined) return [];
    const facts = { path: `${pod.spec.path}.volumes`, expected: true, actual: null, reason: unknown };
    return [verdict(unknown === undefined ? "yes" : "unknown", facts, { ...words, fails: "" })];
  }
  const { volume, mount } = first;
  return [
    verdict(
      "no",
      { path: `${mount.view.path}.readOnly`, expected: true, actual: null },
      {
        ...words,
        fails: `Container ${mount.container.name} can write to ${hostPathOf(volume) || "the path"} of its node`,
      },
    ),
  ];
}
