import type { AdmissionRule } from "../model";
import { listOf } from "../text";

const dockerSocket = "(^|/)docker[.]sock/*$";
const runtimeSocket =
  "(^|/)(containerd|crio|cri-dockerd|podman|frakti|dockershim)[.]sock/*$|^(/var)?/run/(docker|containerd|crio|k3s/containerd)/*$";
const sensitiveFolder = "^(/|(/boot|/dev|/etc|/lib|/proc|/sys|/usr|/var/lib/docker)/*)$";
/** `hostPath` has checks of its own. */
const coreTypes = [
  ...["name", "hostPath", "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "image"],
  ...["persistentVolumeClaim", "projected", "secret"],
];
const isNot = (pattern: string) => `!has(volume.hostPath) || !volume.hostPath.path.matches(${JSON.stringify(pattern)})`;

export const k8s06: AdmissionRule = {
  rule: "K8S-06",
  checks: () => [
    { check: "K8S-06.docker-socket", each: "volume", expression: isNot(dockerSocket) },
    { check: "K8S-06.runtime-socket", each: "volume", expression: isNot(runtimeSocket) },
    { check: "K8S-06.sensitive-folder", each: "volume", expression: isNot(sensitiveFolder) },
    { check: "K8S-06.host-path", each: "volume", expression: "!has(volume.hostPath)" },
    {
      check: "K8S-06.writable-host-path",
      each: "container",
      expression:
        "!has(container.volumeMounts) || container.volumeMounts.all(mount, (has(mount.readOnly) && mount.readOnly == true) || !variables.volumes.exists(volume, volume.name == mount.name && has(volume.hostPath)))",
    },
    { check: "K8S-06.volume-type", each: "volume", expression: `volume.all(key, key in ${listOf(coreTypes)})` },
  ],
};
