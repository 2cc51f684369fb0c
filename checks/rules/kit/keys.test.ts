import { hole as holeOf, templateOf } from "../../expression/datum";
import type { BlockView, Reading, References, ResourceNode } from "../../graph/graph";
import { isCustomerKey } from "./keys";

function view(reading: Reading, nodes: readonly ResourceNode[] = []): BlockView {
  const references: References = { nodes, unresolved: undefined };
  return {
    path: "",
    get: () => reading,
    blocks: () => ({ items: [], unknown: undefined }),
    references: () => references,
  };
}

function key(type: string, mode: "managed" | "data", reading: Reading): ResourceNode {
  return {
    ...view(reading),
    address: `${type}.x`,
    type,
    writtenType: type,
    mode,
    input: 0,
    stack: null,
    source: {},
    policy: () => ({ kind: "absent" }),
    region: () => ({ kind: "absent" }),
    sensitive: () => false,
  };
}

const hole: Reading = { kind: "unknown", cause: "known after apply", set: true };
const open: Reading = { kind: "unknown", cause: "a variable", set: false };
const text = (value: string): Reading => ({ kind: "known", value });

test("a key of AWS is none of the customer's, whichever way it is named", () => {
  expect(isCustomerKey(view({ kind: "absent" }), "k")).toBe("no");
  expect(isCustomerKey(view(text("alias/aws/rds")), "k")).toBe("no");
  expect(isCustomerKey(view(text("arn:aws:kms:ap-south-1:123456789012:alias/aws/s3")), "k")).toBe("no");
  const account = holeOf("account", { set: true });
  const template = templateOf(["arn:aws:kms:ap-south-1:", account, ":alias/aws/s3"]);
  expect(isCustomerKey(view({ kind: "unknown", cause: "account", set: true, template }), "k")).toBe("no");
});

test("a data source is followed to the alias that it names", () => {
  const managed = key("aws_kms_alias", "data", text("alias/aws/rds"));
  const own = key("aws_kms_alias", "data", text("alias/digit"));
  expect(isCustomerKey(view(hole, [managed]), "k")).toBe("no");
  expect(isCustomerKey(view(hole, [own]), "k")).toBe("yes");
  expect(isCustomerKey(view(hole, [managed, own]), "k")).toBe("unknown");
  expect(isCustomerKey(view(hole, [key("aws_kms_key", "data", text("alias/aws/rds"))]), "k")).toBe("no");
});

test("a value that will be there counts, one that may be missing does not", () => {
  expect(isCustomerKey(view(hole), "k")).toBe("yes");
  expect(isCustomerKey(view(open), "k")).toBe("unknown");
  expect(isCustomerKey(view(open, [key("aws_kms_key", "managed", { kind: "absent" })]), "k")).toBe("yes");
  expect(isCustomerKey(view(text("alias/digit")), "k")).toBe("yes");
});
