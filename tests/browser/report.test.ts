/** The HTML report in a real browser: three widths, light, dark and on paper. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Chromium, findChromium, type Page } from "./chromium";
import { drawnTexts, faint, headings, hiddenBodies, nameless, overflowing, visibleCards } from "./inspect";
import { pages } from "./pages";

const folder = mkdtempSync(join(tmpdir(), "digit-pages-"));
const addresses = new Map<string, string>();
let browser: Chromium;

beforeAll(() => {
  const executable = findChromium();
  // The suite's own set-up has installed it or has ended with exit 3; a skipped test would look like a pass.
  if (executable === undefined) throw new Error("Chromium is missing; `npm run test:browser` installs it.");
  browser = Chromium.start(executable);
  for (const [name, render] of Object.entries(pages)) {
    const file = join(folder, `${name}.html`);
    writeFileSync(file, render());
    addresses.set(name, `file://${file}`);
  }
});
afterAll(async () => {
  await browser.stop();
  rmSync(folder, { recursive: true, force: true });
});

const addressOf = (name: string): string => addresses.get(name) ?? "";
async function withPage<T>(name: string, options: Parameters<Chromium["open"]>[1], look: (page: Page) => Promise<T>) {
  const page = await browser.open(addressOf(name), options);
  try {
    return await look(page);
  } finally {
    await page.close();
  }
}

const widths = [360, 768, 1440];
const cases = Object.keys(pages).flatMap((name) => widths.map((width) => ({ name, width })));

describe.each(cases)("$name at $width pixels", ({ name, width }) => {
  test("fits, asks for nothing, complains of nothing, and runs nothing", async () => {
    await withPage(name, { width }, async (page) => {
      expect(await page.evaluate(overflowing)).toEqual([]);
      expect(page.requests).toEqual([addressOf(name)]);
      expect(page.complaints).toEqual([]);
      expect(await page.evaluate("window.injected ?? null")).toBeNull();
      expect(await page.evaluate("document.scripts.length + document.images.length")).toBe(0);
    });
  });

  test.each(["light", "dark"] as const)("can be read in %s colours", async (scheme) => {
    await withPage(name, { width, scheme }, async (page) => {
      expect(await page.evaluate(faint)).toEqual([]);
    });
  });

  test("has headings in order and a name for everything that is used", async () => {
    await withPage(name, { width }, async (page) => {
      const levels = await page.evaluate<number[]>(headings);
      expect(levels[0]).toBe(1);
      expect(levels.filter((level) => level === 1)).toHaveLength(1);
      expect(levels.filter((level, at) => at > 0 && level > (levels[at - 1] ?? 0) + 1)).toEqual([]);
      expect(await page.evaluate(nameless)).toEqual([]);
    });
  });
});

test.each([360, 400, 800, 1280])(
  "what may talk to what is drawn once, and can be read, at %i pixels",
  async (width) => {
    for (const media of ["screen", "print"] as const) {
      await withPage("platform", { width, media }, async (page) => {
        const seen = await page.evaluate<{ smallest: number; faint: string[] }[]>(drawnTexts);
        expect(seen).toHaveLength(2);
        for (const picture of seen) expect(picture.faint).toEqual([]);
        if (media === "screen") for (const { smallest } of seen) expect(smallest).toBeGreaterThanOrEqual(11);
      });
    }
  },
);

test("dark colours differ from light ones", async () => {
  const colour = "getComputedStyle(document.body).backgroundColor";
  const seen = await Promise.all(
    (["light", "dark"] as const).map((scheme) =>
      withPage("platform", { width: 768, scheme }, (page) => page.evaluate<string>(colour)),
    ),
  );
  expect(new Set(seen).size).toBe(2);
});

test("on paper everything is unfolded, light, and without what only a screen can use", async () => {
  await withPage("many", { width: 768, scheme: "dark", media: "print" }, async (page) => {
    expect(await page.evaluate(hiddenBodies)).toBe(0);
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
    expect(
      await page.evaluate(
        `[...document.querySelectorAll(".filters, nav.contents, .skip, .up")].filter((one) => one.getClientRects().length > 0).length`,
      ),
    ).toBe(0);
    expect((await page.pdf()).subarray(0, 5).toString()).toBe("%PDF-");
  });
});

test("a choice of severity hides the others, and paper shows all again", async () => {
  await withPage("many", { width: 768 }, async (page) => {
    const all = await page.evaluate<string[]>(visibleCards);
    await page.evaluate(`document.querySelector("#failed-severity-high").click()`);
    const some = await page.evaluate<string[]>(visibleCards);
    expect(some.length).toBeGreaterThan(0);
    expect(some.length).toBeLessThan(all.length);
    expect(some.every((names) => names.includes("high"))).toBe(true);
    await page.resize({ width: 768, media: "print" });
    expect(await page.evaluate<string[]>(visibleCards)).toHaveLength(all.length);
  });
});

test("only what is new can be shown", async () => {
  await withPage("compared", { width: 768 }, async (page) => {
    await page.evaluate(`document.querySelector("#failed-state-new").click()`);
    const names = await page.evaluate<string[]>(visibleCards);
    expect(names).toHaveLength(1);
    expect(names[0]).toContain("critical");
  });
});

test("the skip link appears when it has the focus", async () => {
  await withPage("platform", { width: 360 }, async (page) => {
    const top = `document.querySelector(".skip").getBoundingClientRect().top`;
    expect(await page.evaluate<number>(top)).toBeLessThan(0);
    await page.evaluate(`document.querySelector(".skip").focus()`);
    expect(await page.evaluate<number>(top)).toBeGreaterThanOrEqual(0);
  });
});

test("the questions find what is wrong", async () => {
  await withPage("compared", { width: 768 }, async (page) => {
    await page.evaluate(`document.body.style.color = "#999"; document.querySelector("h1").style.width = "2000px"`);
    expect(await page.evaluate<string[]>(faint)).not.toEqual([]);
    expect(await page.evaluate<string[]>(overflowing)).toContain("the page itself");
    await page.evaluate(`document.querySelector("summary").textContent = ""; console.log("x")`);
    expect(await page.evaluate<string[]>(nameless)).not.toEqual([]);
    expect(page.complaints).not.toEqual([]);
  });
});
