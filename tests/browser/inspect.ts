/** Questions to a page, as expressions that run in the browser and answer in JSON. */

const openAll = `for (const one of document.querySelectorAll("details")) one.open = true;`;

/** Elements that reach beyond the window, once everything is unfolded; what stands in a scrolling box may. */
export const overflowing = `(() => {
  ${openAll}
  const width = document.documentElement.clientWidth;
  const wide = [...document.querySelectorAll("body *")].filter((element) => {
    if (element.closest(".scroll, .hidden, .skip, thead")) return false;
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && (box.right > width + 1 || box.left < -1);
  });
  const whole = document.documentElement.scrollWidth > width ? ["the page itself"] : [];
  return [...whole, ...wide.map((element) => element.outerHTML.slice(0, 120))].slice(0, 5);
})()`;

export const headings = `[...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].map((element) => Number(element.tagName[1]))`;

/** Text whose contrast with what lies behind it is below WCAG 2.2 AA: 4.5, or 3 for large text. */
export const faint = `(() => {
  ${openAll}
  const parse = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
  const light = (color) => {
    const [r, g, b] = color.slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = parse(getComputedStyle(at).backgroundColor);
      if (color.length === 3 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const texts = [...document.querySelectorAll("body *")].filter((element) =>
    !element.closest("svg, .hidden, .skip") &&
    [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== "") &&
    element.getClientRects().length > 0);
  return texts.flatMap((element) => {
    const style = getComputedStyle(element);
    const [a, b] = [light(parse(style.color)), light(behind(element))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    const size = Number.parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    return ratio < (large ? 3 : 4.5) ? [ratio.toFixed(2) + " " + element.outerHTML.slice(0, 100)] : [];
  }).slice(0, 5);
})()`;

/** Accessible basics that only a laid-out page shows: names of controls, sizes of what is tapped. */
export const nameless = `[...document.querySelectorAll("a, summary, input, nav, section")].filter((element) => {
  const labelled = element.getAttribute("aria-label") ?? element.getAttribute("aria-labelledby");
  const label = element.labels?.[0]?.textContent;
  return !(labelled ?? label ?? element.textContent).trim();
}).map((element) => element.outerHTML.slice(0, 100))`;

/** Folded parts that take no room; the index, which paper cannot use, is none of them. */
export const hiddenBodies = `[...document.querySelectorAll("details > .body")].filter((body) => !body.closest("nav") && body.getBoundingClientRect().height === 0).length`;

export const visibleCards = `[...document.querySelectorAll("#failed .card")].filter((card) => card.getClientRects().length > 0)
  .map((card) => card.className)`;

/**
 * Pictures of what may talk to what that are shown: the smallest text in CSS pixels, and texts whose contrast with their
 * box is below 4.5.
 */
export const drawnTexts = `(() => {
  const parse = (text) => (text.match(/[\\d.]+/g) ?? []).map(Number);
  const light = (color) => {
    const [r, g, b] = parse(color).slice(0, 3).map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return [...document.querySelectorAll(".talk svg")].filter((svg) => svg.getClientRects().length > 0).map((svg) => {
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    const texts = [...svg.querySelectorAll("text")];
    const boxes = [...svg.querySelectorAll("rect")];
    const faint = texts.filter((text) => {
      const at = text.getBoundingClientRect();
      const box = boxes.find((one) => { const r = one.getBoundingClientRect(); return r.top <= at.top && at.bottom <= r.bottom; });
      if (!box) return true;
      const [a, b] = [light(getComputedStyle(text).fill), light(getComputedStyle(box).fill)].sort((x, y) => y - x);
      return (a + 0.05) / (b + 0.05) < 4.5;
    }).map((text) => text.textContent.slice(0, 60));
    return { smallest: Math.min(...texts.map((text) => Number(text.getAttribute("font-size")))) * scale, faint };
  });
})()`;
