import { Slots } from "./slots";

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it("runs no more at once than there are slots, in the order of arrival, failures included", async () => {
  const slots = new Slots(2);
  const begun: number[] = [];
  let running = 0;
  const results = await Promise.allSettled(
    [0, 1, 2, 3, 4].map((number) =>
      slots.run(async () => {
        begun.push(number);
        running += 1;
        expect(running).toBeLessThanOrEqual(2);
        await pause();
        running -= 1;
        if (number === 1) throw new Error("boom");
        return number;
      }),
    ),
  );
  expect(begun).toEqual([0, 1, 2, 3, 4]);
  expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled", "fulfilled", "fulfilled"]);
});
