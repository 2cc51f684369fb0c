/** What is meant to face the internet, as an environment or an organisation declares it. */

/** Whether one of the names is the resource's address; `*` stands for any part of it. */
export function isDeclared(address: string, names: readonly string[]): boolean {
  return names.some((name) => {
    const parts = name.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`).test(address);
  });
}
