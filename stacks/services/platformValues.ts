import type { Installation } from "./installation";
import { platformSettings, type StoreOutputs, storeRanges } from "./stores";
import type { PlatformValues } from "./values.generated";

/** Where the environment's secrets lie, in whatever store the cluster's `ClusterSecretStore` leads to. */
export function secretStoreOf({ environment }: Installation): PlatformValues["secretStore"] {
  return { name: "digit", prefix: `digit/${environment.name}` };
}

/** Values of the chart `digit-platform` for an environment. */
export function platformValues(installation: Installation, stores: StoreOutputs): PlatformValues {
  const [database] = storeRanges(["database"], installation);
  if (database === undefined) throw new Error("the database has no port");
  return {
    settings: platformSettings(installation, stores),
    priorities: {
      "digit-essential": { value: 100_000, description: "Services that all others, or the way in, hang on" },
      "digit-standard": { value: 10_000, description: "All other services of DIGIT" },
    },
    secretStore: secretStoreOf(installation),
    database,
  };
}
