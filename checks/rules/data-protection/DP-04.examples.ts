import type { RuleExamples } from "../../rule";
import { objectOf } from "../kit/clusterExample";
import { container, deployment, documents, manifestExample } from "../kit/podExample";

const service = "Deployment/registry/egov-enc-service";
const reference = (name: string, secret = "egov-enc-service") =>
  `  - name: ${name}\n    valueFrom:\n      secretKeyRef:\n        name: ${secret}\n        key: value\n`;
const encryption = (variables: string) => deployment("egov-enc-service", container(`env:\n${variables}`));
const keys = encryption(reference("MASTER_PASSWORD") + reference("MASTER_SALT") + reference("MASTER_INITIALVECTOR"));
const sealed = (name: string) =>
  objectOf("bitnami.com/v1alpha1", "SealedSecret", name, "spec:\n  encryptedData:\n    value: AgBy3i4OJSWK\n");

export const examples: RuleExamples = [
  manifestExample("good-sealed", documents(sealed("egov-enc-service"), keys)),
  manifestExample(
    "good-external",
    documents(
      objectOf(
        "external-secrets.io/v1",
        "ExternalSecret",
        "encryption",
        "spec:\n  target:\n    name: egov-enc-service\n",
      ),
      keys,
    ),
  ),
  manifestExample(
    "good-key-service",
    encryption(
      "  - name: MASTER_PASSWORD_PROVIDER\n    value: awskms\n  - name: AWS_KMS_REGION\n    value: ap-south-1\n",
    ),
  ),
  manifestExample("good-other-service", deployment("permits", container("env:\n  - name: LEVEL\n    value: info"))),
  manifestExample(
    "good-provider",
    objectOf(
      "v1",
      "ConfigMap",
      "encryption",
      "data:\n  application.properties: |\n    master.password.provider=awskms\n    master.salt=${MASTER_SALT}\n",
    ),
  ),
  manifestExample("unknown-source", keys, [], [["DP-04.key-source", service]]),
  manifestExample("bad-literal", encryption('  - name: MASTER_PASSWORD\n    value: "asd@#$@$!132123"\n'), [
    ["DP-04.literal-key", service],
  ]),
  manifestExample(
    "bad-properties",
    objectOf(
      "v1",
      "ConfigMap",
      "encryption",
      "data:\n  application.properties: |\n    server.port=8080\n    master.salt=qweasdzx\n",
    ),
    [["DP-04.literal-key", "ConfigMap/registry/encryption"]],
  ),
  manifestExample(
    "bad-secret-of-chart",
    documents(objectOf("v1", "Secret", "egov-enc-service", "data:\n  value: YXNkZmdoamtsCg==\n"), keys),
    [["DP-04.key-source", service]],
  ),
  manifestExample(
    "bad-sealed-elsewhere",
    documents(
      sealed("egov-enc-service").replace("namespace: registry", "namespace: billing"),
      objectOf("v1", "Secret", "egov-enc-service", "stringData:\n  value: asdfghjkl\n"),
      keys,
    ),
    [["DP-04.key-source", service]],
  ),
];
