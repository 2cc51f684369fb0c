import type { LoadOptions } from "./load";

/** For tests: a whole good file, and reading from memory. */
export const goodFile = `apiVersion: digit-platform/v1
name: sample
target: aws
aws:
  accountId: "111122223333"
region: ap-south-1
size: state
access:
  approvers:
    - name: Asha Rao
      email: asha.rao@example.org
    - name: Imran Khan
      email: imran.khan@example.org
tenants:
  state:
    code: np
    name: Navapradesh
`;

/** Options that read from these texts instead of the disk. */
export function reading(files: { readonly [file: string]: string }): LoadOptions {
  return {
    kitVersion: "0.1.0",
    read: (file) => {
      const text = files[file];
      return text === undefined
        ? { problem: { code: "file-not-found", message: "there is no such file", file } }
        : { text };
    },
  };
}
