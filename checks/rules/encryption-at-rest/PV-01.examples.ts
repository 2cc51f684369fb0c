import type { RuleExamples } from "../../rule";
import { documents, manifestExample } from "../kit/podExample";

const storage = (provisioner: string, parameters = "") => `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: disks
provisioner: ${provisioner}
${parameters}`;
const volume = `apiVersion: v1
kind: PersistentVolume
metadata:
  name: records
spec:
  storageClassName: disks
  capacity:
    storage: 10Gi
`;
const encrypted = 'parameters:\n  encrypted: "true"\n';

export const examples: RuleExamples = [
  manifestExample("good-encrypted", documents(storage("ebs.csi.aws.com", encrypted), volume)),
  manifestExample("good-always", storage("disk.csi.azure.com")),
  manifestExample("good-class-elsewhere", volume),
  manifestExample("bad-class", storage("ebs.csi.aws.com"), [["PV-01.class", "StorageClass/disks"]]),
  manifestExample(
    "bad-volume",
    documents(storage("rook-ceph.rbd.csi.ceph.com", 'parameters:\n  encrypted: "false"\n'), volume),
    [
      ["PV-01.class", "StorageClass/disks"],
      ["PV-01.volume", "PersistentVolume/records"],
    ],
  ),
];
