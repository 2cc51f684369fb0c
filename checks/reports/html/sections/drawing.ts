import { describeDrawing, renderDrawing } from "../../drawing";
import { isEmpty } from "../../drawing/words";
import { html, type Markup, trusted } from "../markup";
import { section } from "../parts";
import type { View } from "../view";

/** The picture, and the same in words for whoever cannot use a picture. */
export function drawingSection({ drawing, title }: View): Markup | "" {
  if (drawing === null || isEmpty(drawing)) return "";
  const sentences = describeDrawing(drawing);
  return section(
    "drawing",
    "Drawing",
    html`<figure><div class="scroll" role="region" tabindex="0" aria-label="Drawing, scrolls sideways">
${trusted(renderDrawing(drawing, { title, inline: true }))}</div>
<figcaption>What was judged, where it stands, and which key (K) encrypts it. Drawn from the resources, not by hand.</figcaption></figure>`,
    html`<details><summary>The drawing in words</summary><div class="body"><ul>${sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul></div></details>`,
  );
}
