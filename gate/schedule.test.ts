import fc from "fast-check";
import { runInOrder, type Task } from "./schedule";

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("runInOrder", () => {
  it("starts a task only after everything that it needs, and never more than allowed at once", async () => {
    const graphs = fc
      .integer({ min: 1, max: 12 })
      .chain((size) =>
        fc.tuple(
          ...Array.from({ length: size }, (_, index) =>
            fc.subarray(Array.from({ length: index }, (__, earlier) => `t${earlier}`)),
          ),
        ),
      );
    await fc.assert(
      fc.asyncProperty(graphs, fc.integer({ min: 1, max: 4 }), async (needs, parallelism) => {
        const tasks: Task[] = needs.map((list, index) => ({ name: `t${index}`, needs: list }));
        const done = new Set<string>();
        let running = 0;
        await runInOrder(
          tasks,
          async (task) => {
            expect(task.needs.every((need) => done.has(need))).toBe(true);
            running += 1;
            expect(running).toBeLessThanOrEqual(parallelism);
            await pause();
            running -= 1;
            done.add(task.name);
            return true;
          },
          { parallelism },
        );
        expect(done.size).toBe(tasks.length);
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  it("starts nothing new after a failure, and lets what runs finish", async () => {
    const finished: string[] = [];
    const results = await runInOrder(
      [
        { name: "a", needs: [] },
        { name: "slow", needs: [] },
        { name: "after-a", needs: ["a"] },
        { name: "after-slow", needs: ["slow"] },
      ],
      async (task) => {
        if (task.name === "slow") for (let turn = 0; turn < 5; turn += 1) await pause();
        finished.push(task.name);
        return task.name !== "a";
      },
      { parallelism: 2 },
    );
    expect(finished).toEqual(["a", "slow"]);
    expect([...results]).toEqual([
      ["a", false],
      ["slow", true],
    ]);
  });

  it("passes an exception on, after what runs has finished", async () => {
    const finished: string[] = [];
    const failing = runInOrder(
      [
        { name: "broken", needs: [] },
        { name: "other", needs: [] },
      ],
      async (task) => {
        if (task.name === "broken") throw new Error("boom");
        await pause();
        finished.push(task.name);
        return true;
      },
      { parallelism: 2 },
    );
    await expect(failing).rejects.toThrow("boom");
    expect(finished).toEqual(["other"]);
  });
});
