import { textWidth } from "../drawing/measure";
import { awsMatrix, crowdedMatrix, hostileMatrix } from "../testing/matrices";
import { type Element, elementsOf, parseHtml, textOf } from "../testing/parseHtml";
import { talkOf } from "./groups";
import { renderTalk, undrawn } from "./picture";
import { describeTalk } from "./words";

const matrices = { ordinary: awsMatrix, crowded: crowdedMatrix, hostile: hostileMatrix };
const cases = Object.entries(matrices).flatMap(([name, matrix]) =>
  [344, 700].map((width) => ({ name, matrix, width })),
);

const number = ({ attributes }: Element, name: string) => Number(attributes[name]);
const box = (element: Element) => ({
  x: number(element, "x"),
  y: number(element, "y"),
  width: number(element, "width"),
  height: number(element, "height"),
});

describe.each(cases)("$name, $width wide", ({ matrix, width }) => {
  const talk = talkOf(matrix);
  const render = () => renderTalk(talk, { id: "t", title: "What may talk to what", width, describedBy: "listing" });
  const svg = render();
  const root = parseHtml(svg);
  const [picture] = elementsOf(root, "svg");
  const [, , wide = 0, high = 0] = (picture?.attributes.viewBox ?? "").split(" ").map(Number);
  const boxes = elementsOf(root, "rect").map(box);

  test("is the same each time, and harmless", () => {
    expect(render()).toBe(svg);
    const tags = new Set(elementsOf(root).map(({ tag }) => tag));
    const drawn = ["svg", "title", "desc", "rect", "text", "path", "circle"];
    expect([...tags].filter((tag) => tag !== root.tag && !drawn.includes(tag))).toEqual([]);
    expect(/(?!\n)[\p{Cc}\u202e]/u.test(svg)).toBe(false);
  });

  test("says in words what it shows, and where all of it stands", () => {
    expect(picture?.attributes).toMatchObject({ role: "img", "aria-labelledby": "t-title" });
    expect(picture?.attributes["aria-describedby"]).toBe("t-desc listing");
    expect(elementsOf(root, "desc").map(textOf)).toHaveLength(1);
    for (const { title } of talk.groups.slice(0, 1)) expect(describeTalk(talk)).toContain(title);
  });

  test("every text fits its room, and nothing reaches out of the picture or covers a box", () => {
    for (const text of elementsOf(root, "text")) {
      const shown = textOf({ ...text, children: text.children.filter((child) => typeof child === "string") });
      const bold = text.attributes.class?.includes("tk-b") === true;
      expect(textWidth(shown, number(text, "font-size"), bold)).toBeLessThanOrEqual(number(text, "data-room") + 0.1);
    }
    for (const one of boxes) {
      expect(one.x).toBeGreaterThanOrEqual(-1);
      expect(one.width).toBeGreaterThan(150);
      expect(one.x + one.width).toBeLessThanOrEqual(wide);
      expect(one.y + one.height).toBeLessThanOrEqual(high);
    }
    for (const [index, one] of boxes.entries())
      expect(boxes.slice(index + 1).every((other) => one.y + one.height < other.y)).toBe(true);
    for (const dot of elementsOf(root, "circle")) expect(number(dot, "cx")).toBeLessThanOrEqual(wide - 2);
  });

  test("every line ends in the box that lets it in", () => {
    const heads = elementsOf(root, "path").filter(({ attributes }) => attributes.class?.endsWith("-head"));
    const foreign = talk.groups.flatMap(({ id, lets }) => lets.filter(({ from }) => from.some((one) => one !== id)));
    expect(heads).toHaveLength(foreign.length - undrawn(talk, width));
    for (const { attributes } of heads) {
      const y = Number(/ ([\d.]+)l/.exec(attributes.d ?? "")?.[1]);
      expect(boxes.some((one) => one.y < y && y < one.y + one.height)).toBe(true);
    }
  });
});

test("what may pass is a broken line, and what the internet opens a thick one", () => {
  const [target] = awsMatrix.edges;
  if (!target) throw new Error("the sample has edges");
  const draw = (answer: "yes" | "may", from: string) =>
    renderTalk(talkOf({ ...awsMatrix, edges: [{ ...target, from, answer }] }), { id: "t", title: "t", width: 344 });
  expect(draw("yes", "internet")).toContain('class="tk-open"');
  expect(draw("may", "internet")).toContain('class="tk-open-may"');
  expect(draw("may", "other networks")).toContain('class="tk-line-may"');
});
