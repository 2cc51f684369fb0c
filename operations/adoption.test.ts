import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { initialEnvironment } from "../config/init";
import { loadEnvironment } from "../config/load";
import { adoption } from "./adoption";
import { importsPath, readImports } from "./importsFile";

const files = {
  "infra-as-code/terraform/aws/input.yaml": 'cluster_name: "np-live"\ndb_username: digitdb\n',
  "infra-as-code/terraform/aws/variables.tf": 'variable "vpc_cidr_block" {\n  default = "10.30.0.0/16"\n}\n',
  "infra-as-code/terraform/gcp/input.yaml": 'ENVIRONMENT_NAME: "other-cloud"\n',
  "deploy-as-code/helm/environments/np.yaml":
    "global:\n  domain: digit.np.example.org\ncluster-configs:\n  configmaps:\n    egov-config:\n      data:\n        egov-state-level-tenant-id: np\n",
  "deploy-as-code/helm/environments/np-secrets.yaml":
    "cluster-configs:\n  secrets:\n    db:\n      password: canary-7f3a\n",
};

const managed = (type: string, values: object) => ({ type, mode: "managed", values });
const state = {
  format_version: "1.0",
  values: {
    root_module: {
      resources: [
        managed("aws_s3_bucket", { bucket: "np-live-filestore-bucket" }),
        managed("aws_iam_access_key", { secret: "canary-91be" }),
      ],
      child_modules: [
        {
          resources: [
            managed("aws_vpc", { id: "vpc-1", cidr_block: "10.30.0.0/16" }),
            managed("aws_internet_gateway", { id: "igw-1", vpc_id: "vpc-1" }),
            managed("aws_subnet", { id: "subnet-1", vpc_id: "vpc-1", cidr_block: "10.30.248.0/21" }),
            managed("aws_db_instance", { identifier: "np-live-db", password: "canary-44c1" }),
          ],
        },
      ],
    },
  },
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "digit-adoption-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  writeFileSync(join(folder, "state.json"), JSON.stringify(state));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const people = {
  accountId: "111122223333",
  size: "state",
  stateName: "Navapradesh",
  approverName: "Asha Rao",
  approverEmail: "asha.rao@example.org",
};

test("a folder and a state give a valid environment file, and imports for what stays", () => {
  const adopted = adoption(folder, join(folder, "state.json"));
  const answers = { name: "", region: "", stateCode: "", ...people, ...adopted.answers };
  const file = join(folder, "environments", "np-live.yaml");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, initialEnvironment({ ...answers, region: "ap-south-1" }, undefined, undefined, adopted.parts));
  expect(loadEnvironment(file, {}).environment).toMatchObject({
    name: "np-live",
    network: { cidr: "10.30.0.0/16", neighbours: {} },
    domain: { name: "digit.np.example.org", dns: "manual" },
    tenants: { state: { code: "np" } },
  });
  expect(adopted.write(file, "np-live")).toEqual([importsPath(file, "np-live")]);
  expect(readImports(importsPath(file, "np-live")).network).toEqual([
    { stack: "network", to: "aws_vpc.vpc", id: "vpc-1" },
    { stack: "network", to: "aws_internet_gateway.vpc_internet_gateway", id: "igw-1" },
  ]);
  expect(() => adopted.write(file, "np-live")).toThrow("exists already");
});

test("what has no place is listed with the reason, and no secret is shown or read", () => {
  const { text, fates } = adoption(folder, join(folder, "state.json"));
  expect(text).toContain("np-secrets.yaml: not read");
  expect(text).toContain("database np-live-db: cannot become the new one");
  expect(text).toContain("bucket np-live-filestore-bucket: cannot become the new one");
  expect(text + JSON.stringify(fates)).not.toMatch(/canary|other-cloud/);
});

test("subnets that stand where ours would come keep the network beside the new one", () => {
  const crowded = JSON.stringify(state).replace("10.30.248.0/21", "10.30.64.0/19");
  writeFileSync(join(folder, "crowded.json"), crowded);
  const adopted = adoption(folder, join(folder, "crowded.json"));
  expect(adopted.parts.network).toEqual({ cidr: "10.80.0.0/16", neighbours: { today: "10.30.0.0/16" } });
  const file = join(folder, "environments", "other.yaml");
  expect([adopted.write(file, "other"), existsSync(importsPath(file, "other"))]).toEqual([[], false]);
});

test("a state as it lies in the bucket is read alike", () => {
  const raw = {
    version: 4,
    resources: [
      {
        mode: "managed",
        type: "aws_vpc",
        name: "v",
        instances: [{ attributes: { id: "vpc-2", cidr_block: "10.30.0.0/16" } }],
      },
    ],
  };
  writeFileSync(join(folder, "raw.json"), JSON.stringify(raw));
  expect(adoption(folder, join(folder, "raw.json")).parts.network).toEqual({ cidr: "10.30.0.0/16" });
});

test.each([
  ["nothing.json", undefined, "does not exist"],
  ["text.json", "no json", "is no JSON"],
  ["plan.json", "{}", "is no state of Terraform"],
])("a state %s that is none is refused", (name, text, words) => {
  if (text !== undefined) writeFileSync(join(folder, name), text);
  expect(() => adoption(folder, join(folder, name))).toThrow(words);
});

test("a folder of something else is refused", () => {
  expect(() => adoption(join(folder, "environments"), undefined)).toThrow("holds nothing of DIGIT-DevOps");
});
