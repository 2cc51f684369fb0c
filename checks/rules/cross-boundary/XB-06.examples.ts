import type { RuleExamples } from "../../rule";
import { clientExample } from "../kit/crossBoundaryExample";
import { rootModule } from "../kit/example";

const url = "jdbc:postgresql://main.abc.ap-south-1.rds.amazonaws.com:5432/permits?sslmode=verify-full";
const database = { engine: "postgres", instance_class: "db.t3.small", allocated_storage: 20, username: "digit" };
const kept = {
  ...database,
  kms_key_id: "arn:aws:kms:ap-south-1:123456789012:key/0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f",
  backup_retention_period: 14,
};
const one = (body: typeof database) => ({ aws_db_instance: { main: body } });
const address = "aws_db_instance.main";

/** The same workload, with the mark on its pods. */
function marked(example: RuleExamples[number]): RuleExamples[number] {
  const manifests = example.manifests?.replace(/^( +)labels:\n/gm, (line, margin: string) =>
    margin.length === 6 ? `${line}${margin}  personal-data: "true"\n` : line,
  );
  return manifests === undefined ? example : { ...example, manifests };
}

export const examples: RuleExamples = [
  marked(clientExample("good-made-for-it", url, one(kept))),
  clientExample("good-no-personal-data", url, one(database)),
  {
    ...marked(clientExample("bad-elsewhere", url, one(kept))),
    otherStacks: { data: rootModule({ resource: one(kept), provider: { aws: { region: "us-east-1" } } }) },
    fails: [{ check: "XB-06.residency", resource: address }],
  },
  {
    ...marked(clientExample("bad-nothing-of-its-own", url, one(database))),
    fails: [
      { check: "XB-06.key", resource: address },
      { check: "XB-06.backup", resource: address },
    ],
  },
];
