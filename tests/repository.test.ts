/** What is committed: nothing of a real installation, no secret, no state. Weaknesses 21, 23 and 29 of the list. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { packageRoot } from "../common/packageRoot";

/** Folders that a checkout does not bring along. */
const ownOfMachine = new Set(["node_modules", ".git", "dist", "out", "coverage", "__pycache__", ".terraform"]);

/** AWS's own numbers for examples, the emulator's, and others that no account has. */
const exampleAccounts = new Set([
  ...["123456789012", "111122223333", "444455556666", "999999999999", "210987654321", "011122223333"],
  ...["999900001111", "000000000000", "000000000001", "000000000002", "000000000003"],
]);

const root = packageRoot();
const committed = filesBelow(root).map((path) => relative(root, path));
const areas = [...new Set(committed.map((path) => (path.includes("/") ? (path.split("/")[0] ?? "") : ".")))].sort();

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (ownOfMachine.has(entry.name) || entry.isSymbolicLink()) return [];
    return entry.isDirectory() ? filesBelow(path) : [path];
  });
}

function filesOf(area: string): readonly string[] {
  return committed.filter((path) => (area === "." ? !path.includes("/") : path.startsWith(`${area}/`)));
}

/** Numbers in ARNs, host names of databases and domains that AWS gave out: each names one installation. */
function tracesIn(text: string): readonly string[] {
  const accounts = [...text.matchAll(/arn:aws[\w-]*:[\w-]*:[\w-]*:(\d{12})\b/g)].map((match) => match[1] ?? "");
  const hosts = [...text.matchAll(/\b[a-z0-9-]+\.([a-z0-9]{12})\.[a-z]{2}-[a-z]+-\d\.rds\.amazonaws\.com/g)];
  return [...accounts.filter((account) => !exampleAccounts.has(account)), ...hosts.map(([host]) => host)];
}

test.each(areas)("%s holds no account number, host name or address of a real installation", (area) => {
  const found = filesOf(area)
    .filter((path) => statSync(join(root, path)).size < 20_000_000)
    .flatMap((path) => tracesIn(readFileSync(join(root, path), "latin1")).map((trace) => `${path}: ${trace}`));
  expect([...new Set(found)]).toEqual([]);
});

test("a trace of an installation is seen", () => {
  const account = ["680", "148", "267", "093"].join("");
  expect(tracesIn(`role: arn:aws:iam::${account}:role/deployer`)).toEqual([account]);
  const host = ["digit", "ctm6jbmr5mnj", "ap-south-1", "rds", "amazonaws", "com"].join(".");
  expect(tracesIn(`jdbc:postgresql://${host}:5432`)).toEqual([host]);
  expect(tracesIn("arn:aws:iam::123456789012:role/deployer")).toEqual([]);
});

test.each(areas)("%s is no file of a secret, a state or a cluster's credentials", (area) => {
  const named = filesOf(area).filter((path) =>
    /(^|\/)(kubeconfig|\.kube|id_(rsa|ed25519|ecdsa)|.*\.(tfstate|tfstate\.backup|pem|p12|pfx|key|jks|tfplan))$/.test(
      path,
    ),
  );
  const written = filesOf(area).filter((path) => {
    if (statSync(join(root, path)).size > 200_000) return false;
    const text = readFileSync(join(root, path), "latin1");
    return /^-----BEGIN [A-Z ]*PRIVATE KEY-----$/m.test(text) || /^ *client-key-data: [A-Za-z0-9+/=]{200}/m.test(text);
  });
  expect([...named, ...written]).toEqual([]);
});
