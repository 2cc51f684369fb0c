import { once } from "node:events";
import { PassThrough } from "node:stream";
import { rankChanges } from "../gate/changes/rank";
import { changeOf, planOf } from "../gate/changes/testing";
import { askInTurn } from "./askForName";

const [change] = rankChanges("data", planOf(changeOf("aws_s3_bucket.files", { before: { bucket: "files" } })));

it("asks one question after the other, and takes the end of input for a no", async () => {
  if (!change) throw new Error("there is no change to ask about");
  const [input, output] = [new PassThrough(), new PassThrough()];
  let asked = 0;
  output.on("data", (chunk: Buffer) => {
    if (chunk.toString().includes("Type its address")) asked += 1;
  });
  const ask = askInTurn({ input, output });
  const answers = Promise.all([ask(change), ask(change), ask(change)]);
  await once(output, "data");
  expect(asked).toBe(1);
  input.write("aws_s3_bucket.files\n");
  await once(output, "data");
  expect(asked).toBe(2);
  input.end();
  expect(await answers).toEqual(["aws_s3_bucket.files", "", ""]);
});
