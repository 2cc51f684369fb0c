import { hole as holeOf, templateOf } from "../../expression/datum";
import type { Reading } from "../../graph/graph";
import { flagsOf, programWords, type Word } from "./commandFlags";

const words = (...items: readonly (string | Reading)[]): readonly Word[] =>
  items.map((item, index) => ({
    reading: typeof item === "string" ? { kind: "known", value: item } : item,
    path: `command[${index}]`,
  }));
const hole: Reading = { kind: "unknown", cause: "not rendered yet: {{ x }}", set: false };
const template = (start: string): Reading => ({
  kind: "unknown",
  cause: "not rendered yet",
  set: false,
  template: templateOf([start, holeOf("not rendered yet")]),
});
const flags = (...items: readonly (string | Reading)[]) => flagsOf(words(...items), "command");

test.each([
  [["--a=b"], { kind: "set", value: "b", path: "command[0]" }],
  [["--a", "b"], { kind: "set", value: "b", path: "command[0]" }],
  [["-a=b"], { kind: "set", value: "b", path: "command[0]" }],
  [["--a=x=y"], { kind: "set", value: "x=y", path: "command[0]" }],
  [["--a"], { kind: "set", value: "true", path: "command[0]" }],
  [["--a", "--b"], { kind: "set", value: "true", path: "command[0]" }],
  [["--a="], { kind: "set", value: "", path: "command[0]" }],
  [["--a=1", "--a=2"], { kind: "set", value: "2", path: "command[1]" }],
  [["kube-apiserver --a=b --c"], { kind: "set", value: "b", path: "command[0]" }],
  [['--a="b"'], { kind: "set", value: "b", path: "command[0]" }],
  [["--ab=c", "x--a=d"], { kind: "absent", path: "command" }],
])("%j says of the flag a: %j", (items, expected) => {
  expect(flags(...items).get("a")).toEqual(expected);
});

test("underscores are hyphens, as Kubernetes takes them", () => {
  expect(flags("--client_ca_file=x").get("client-ca-file")).toMatchObject({ value: "x" });
});

test("a list is what all of its flags hold", () => {
  expect(flags("--l=a, b", "--l=c").list("l")).toMatchObject({ kind: "set", values: ["a", "b", "c"] });
  expect(flags("--m=a").list("l")).toEqual({ kind: "absent", path: "command", values: [] });
});

test("a value that is filled in later is unknown, its flag is not", () => {
  const found = flags(template("--a="), "--b=1");
  expect(found.get("a")).toMatchObject({ kind: "unknown", path: "command[0]" });
  expect(found.get("b")).toMatchObject({ kind: "set" });
  expect(found.get("c")).toMatchObject({ kind: "absent" });
  expect(flags("--a", hole).get("a")).toMatchObject({ kind: "unknown" });
  expect(flags("--a", hole).get("c")).toMatchObject({ kind: "absent" });
});

test("where whole words are filled in later, no flag is known to be absent", () => {
  expect(flags("--a=1", hole).get("a")).toMatchObject({ kind: "set" });
  expect(flags("--a=1", hole).get("b")).toMatchObject({ kind: "unknown", cause: "not rendered yet: {{ x }}" });
});

test("the program is what stands before its flags, in a shell too", () => {
  expect(programWords(words("/usr/bin/etcd", "--a"))).toEqual(["/usr/bin/etcd"]);
  expect(programWords(words("hyperkube", "apiserver", "--a=b", "etcd"))).toEqual(["hyperkube", "apiserver"]);
  expect(programWords(words("/bin/sh", "-c", "exec kube-apiserver --a=b"))).toEqual([
    "/bin/sh",
    "exec",
    "kube-apiserver",
  ]);
});
