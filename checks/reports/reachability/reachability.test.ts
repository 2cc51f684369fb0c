import type { Matrix } from "../../reachability/matrix";
import { renderHtml } from "../html";
import { sampleReport } from "../testing/sample";
import { reachabilitySection } from ".";

const matrix: Matrix = {
  network: "aws",
  parties: [
    { id: "internet", kind: "outside", members: [], size: 0 },
    { id: "aws_instance.web", kind: "compute", members: ["aws_instance.web", "aws_instance.<b>"], size: 12 },
    { id: "aws_db_instance.main", kind: "store", members: ["aws_db_instance.main"], size: 1 },
  ],
  edges: [
    {
      from: "aws_instance.web",
      to: "aws_db_instance.main",
      answer: "may",
      traffic: ["tcp 5432"],
      by: ["aws_security_group.db"],
      anybody: true,
    },
    {
      from: "internet",
      to: "aws_instance.web",
      answer: "yes",
      traffic: ["tcp 443"],
      by: ["aws_route.out"],
      anybody: false,
    },
  ],
  omitted: 3,
};

test("the outside stands first, doubt and limits are said, and names are no markup", () => {
  const page = renderHtml(sampleReport(), { reachability: [matrix] });
  const section = page.slice(page.indexOf('<div id="talk-aws-table"'));
  expect(section.indexOf("the internet")).toBeLessThan(section.indexOf("aws_db_instance.main"));
  expect(section).toContain("tcp 443; some addresses only");
  expect(section).toContain("tcp 5432; perhaps");
  expect(section).toContain("3 further groups of resources were left out");
  expect(section).toContain("and 10 more");
  expect(section).toContain("aws_instance.&lt;b&gt;");
});

test("nothing in a network is no section", () => {
  expect(reachabilitySection({ reachability: [] })).toBe("");
});
