/** Functions of paths as text; those that read files stand in `files.ts`. */
import { type Functions, textOf } from "./values";

export const pathFunctions: Functions = {
  overValues: {
    basename: ([path]) => {
      const trimmed = textOf(path).replace(/\/+$/, "");
      return trimmed === "" ? (textOf(path) === "" ? "." : "/") : (trimmed.split("/").at(-1) ?? "");
    },
    dirname: ([path]) => {
      const text = textOf(path);
      const at = text.lastIndexOf("/");
      if (at < 0) return ".";
      const folder = text
        .slice(0, at)
        .replace(/\/+/g, "/")
        .replace(/(.)\/$/, "$1");
      return folder === "" ? "/" : folder.replace(/^(\.\/)+(?=.)/, "");
    },
  },
};
