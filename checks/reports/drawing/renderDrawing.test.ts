import { type SampleResource, sampleGraph } from "../testing/graph";
import { platformResources } from "../testing/graphSample";
import { type Element, elementsOf, parseHtml, textOf } from "../testing/parseHtml";
import { buildDrawing } from "./buildDrawing";
import { describeDrawing } from "./describe";
import { textWidth } from "./measure";
import { renderDrawing } from "./renderDrawing";

const long = "a-very-long-name-that-somebody-chose-".repeat(8);
const hostile = `"></text><script>alert(1)</script>&\u001b[2J\u202e`;
const crowd: SampleResource[] = [
  ...platformResources,
  ...Array.from({ length: 40 }, (_, index) => ({
    type: "aws_s3_bucket",
    name: `b${index}`,
    values: { bucket: `${long}${index}` },
  })),
  ...Array.from({ length: 30 }, (_, index) => ({
    type: "aws_subnet",
    name: `s${index}`,
    values: {
      vpc_id: `\${${"aws_vpc.main"}.id}`,
      availability_zone: `zone-${index % 9}`,
      tags: { tier: index % 2 ? long : "ಸೇವೆ" },
    },
  })),
  ...Array.from({ length: 20 }, (_, index) => ({
    type: "aws_instance",
    name: `i${index}`,
    values: { subnet_id: `\${${"aws_subnet.data_a"}.id}`, tags: { Name: hostile }, instance_type: long },
  })),
  ...Array.from({ length: 50 }, (_, index) => ({
    type: "aws_vpc_endpoint",
    name: `e${index}`,
    values: { vpc_id: `\${${"aws_vpc.main"}.id}`, service_name: `${long}${index}` },
  })),
  { type: "aws_vpc", name: "second", values: { cidr_block: "10.99.0.0/16", tags: { Name: hostile } } },
  { type: "aws_internet_gateway", name: "second", values: { vpc_id: `\${${"aws_vpc.second"}.id}` } },
];
const pictures: readonly (readonly [string, readonly SampleResource[]])[] = [
  ["platform", platformResources],
  ["crowded", crowd],
  ["network-less", platformResources.filter(({ type }) => type === "aws_s3_bucket" || type === "aws_kms_key")],
  ["empty", []],
];

function box({ attributes }: Element) {
  const number = (name: string) => Number(attributes[name]);
  return { x: number("x"), y: number("y"), width: number("width"), height: number("height") };
}

describe.each(pictures)("the %s picture", (_, resources) => {
  const model = buildDrawing(sampleGraph(resources));
  const svg = renderDrawing(model, { title: "Platform demo" });
  const root = parseHtml(svg);
  const [, , width = 0, height = 0] = elementsOf(root, "svg")[0]?.attributes["viewBox"]?.split(" ").map(Number) ?? [];

  test("is well formed, harmless and the same each time", () => {
    expect(renderDrawing(buildDrawing(sampleGraph([...resources].reverse())), { title: "Platform demo" })).toBe(svg);
    const tags = new Set(elementsOf(root).map(({ tag }) => tag));
    expect([...tags].filter((tag) => ["script", "image", "use", "foreignObject", "a"].includes(tag))).toEqual([]);
    expect(/(?!\n)[\p{Cc}\u202e]/u.test(svg)).toBe(false);
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(/https?:/);
  });

  test("has a title and says in words what it shows", () => {
    const [picture] = elementsOf(root, "svg");
    expect(picture?.attributes).toMatchObject({ role: "img", "aria-labelledby": "dg-title dg-desc" });
    expect(elementsOf(root, "title").map(textOf)[0]).toBe("Platform demo");
    expect(elementsOf(root, "desc").map(textOf)).toEqual([describeDrawing(model).join(" ")]);
  });

  test("every text fits its room, and every box lies inside the picture", () => {
    for (const text of elementsOf(root, "text")) {
      const shown = text.children.filter((child) => typeof child === "string").join("");
      const decoded = textOf({ ...text, children: [shown] });
      const bold = text.attributes.class?.includes("dg-b") === true;
      expect(textWidth(decoded, Number(text.attributes["font-size"]), bold)).toBeLessThanOrEqual(
        Number(text.attributes["data-room"]) + 0.1,
      );
    }
    for (const { x, y, width: w, height: h } of elementsOf(root, "rect").map(box)) {
      expect(x).toBeGreaterThanOrEqual(-1);
      expect(y).toBeGreaterThanOrEqual(-1);
      expect(x + w).toBeLessThanOrEqual(width);
      expect(y + h).toBeLessThanOrEqual(height);
    }
  });

  test("no card covers another", () => {
    const cards = elementsOf(root, "rect")
      .filter(({ attributes }) => /dg-(?:card|cell)/.test(attributes.class ?? ""))
      .map(box);
    const clashes = cards.filter((a, index) =>
      cards
        .slice(index + 1)
        .some((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height),
    );
    expect(clashes).toEqual([]);
  });
});

test("shows every store, its key, and where copies go", () => {
  const model = buildDrawing(sampleGraph(platformResources));
  const texts = elementsOf(parseHtml(renderDrawing(model)), "text").map(textOf);
  for (const label of [
    "demo-main",
    "demo-files",
    "demo-archive",
    "demo-files-replica",
    "demo-home",
    "demo-away",
    "/demo/flow",
    "way-in",
  ]) {
    expect(texts).toContain(label);
  }
  for (const number of ["K1", "K2", "K3", "K4"])
    expect(texts.filter((text) => text === number).length).toBeGreaterThan(1);
  expect(texts).toContain("Recovery region ap-south-2");
  expect(texts.join(" ")).toContain("copied to demo-files-replica");
});

test("says when it does not show everything", () => {
  const texts = elementsOf(parseHtml(renderDrawing(buildDrawing(sampleGraph(crowd)))), "text").map(textOf);
  expect(texts).toContain("Stores (12 of 42)");
  expect(texts.filter((text) => /^and \d+ more$/.test(text)).length).toBeGreaterThan(0);
});
