/** One piece of work and the names of those that must have succeeded before it. */
export interface Task {
  readonly name: string;
  readonly needs: readonly string[];
}

/**
 * Runs tasks side by side as soon as everything that they need has succeeded, at most `parallelism` at a time.
 * `run` answers whether the task succeeded; after the first that did not, or once `stopped()` is true, nothing new
 * starts, and what runs is waited for. Tasks that never started are left out of the result.
 */
export async function runInOrder<T extends Task>(
  tasks: readonly T[],
  run: (task: T) => Promise<boolean>,
  options: { readonly parallelism: number; readonly stopped?: () => boolean },
): Promise<ReadonlyMap<string, boolean>> {
  const results = new Map<string, boolean>();
  const running = new Map<string, Promise<void>>();
  const waiting = [...tasks];
  let failed = false;
  let thrown: { readonly error: unknown } | undefined;

  const startable = (): T | undefined => {
    if (failed || thrown || options.stopped?.() || running.size >= options.parallelism) return undefined;
    const index = waiting.findIndex((task) => task.needs.every((need) => results.get(need) === true));
    return index < 0 ? undefined : waiting.splice(index, 1)[0];
  };

  for (;;) {
    for (let task = startable(); task; task = startable()) {
      const { name } = task;
      const work = run(task).then(
        (succeeded) => {
          results.set(name, succeeded);
          failed ||= !succeeded;
        },
        (error: unknown) => {
          thrown ??= { error };
        },
      );
      running.set(
        name,
        work.finally(() => running.delete(name)),
      );
    }
    if (running.size === 0) break;
    await Promise.race(running.values());
  }
  if (thrown) throw thrown.error;
  return results;
}
