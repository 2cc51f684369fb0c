import { readYamlManifest } from "./manifest";

const object = (kind: string) => `apiVersion: v1\nkind: ${kind}\n`;
const commentsOf = (text: string) =>
  readYamlManifest(text, "a.yaml").objects.map(
    ({ body, comments }) => `${String(body.kind)}: ${(comments?.() ?? []).map(({ text }) => text).join(", ")}`,
  );

test("each object has the comments in it and in front of it, the first one those of the file", () => {
  const text = `# kics-scan disable=1
---
${object("A")}# trivy:ignore:AVD-KSV-0012
spec: {} # in A
# after A
---
# in front of B

${object("B")}---
kind: List
items:
  # in front of C
  - ${object("C").trimEnd().replaceAll("\n", "\n    ")} # in C

  # in front of D
  - kind: D
`;
  expect(commentsOf(text)).toEqual([
    "A: kics-scan disable=1, trivy:ignore:AVD-KSV-0012, in A, after A",
    "B: in front of B",
    "C: in front of C, in C",
    "D: in front of D",
  ]);
});

test("a comment names its file and line", () => {
  const [read] = readYamlManifest(`${object("A")}spec: {} # checkov:skip=CKV_K8S_1:why\n`, "charts/a.yaml").objects;
  expect(read?.comments?.()).toEqual([{ text: "checkov:skip=CKV_K8S_1:why", file: "charts/a.yaml", line: 3 }]);
});

test("without a directive in the text no comment is kept", () => {
  expect(commentsOf(`# a note\n${object("A")}`)).toEqual(["A: "]);
});
