import { resolveBinaries } from "../../tools/cluster/binaries";
import { type Cluster, clusterCommands, startCluster } from "../../tools/cluster/cluster";
import { cacheDirectory } from "../../tools/resolve/cache";

/** A cluster for one file of tests; ends with it. */
export async function openCluster(): Promise<Cluster> {
  const progress = (text: string) => process.stderr.write(`${text}\n`);
  const binaries = await resolveBinaries(clusterCommands, { cache: cacheDirectory(), progress });
  return startCluster({ binaries });
}

/** A pod that Pod Security's profile `restricted` admits; `spec` and `container` are laid over it. */
export function pod(name: string, container: object = {}, spec: object = {}): object {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name },
    spec: {
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
      containers: [
        {
          name: "app",
          image: "registry.example.org/app:1.0.0",
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
          ...container,
        },
      ],
      ...spec,
    },
  };
}
