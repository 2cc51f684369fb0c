/** Which comment of a YAML text belongs to which of its objects. */
import type { Comment, ManifestObject } from "./model";
import { toolDirective } from "./toolDirective";
import { yamlComments } from "./yamlComments";

/**
 * The objects of one text, each with the comments in it and directly in front of it; the first one also has what stands
 * at the top of the text. Texts without a directive for any tool, which are nearly all, are not read a second time.
 */
export function commentsOfObjects(
  objects: readonly ManifestObject[],
  text: string,
  file: string,
): readonly ManifestObject[] {
  if (!toolDirective.test(text)) return objects;
  const comments = yamlComments(text);
  const lines = text.split("\n");
  const tops = objects.map((object, index) => (index === 0 ? 1 : topOf(object.lineOf([]) ?? 1, lines)));
  return objects.map((object, index) => {
    const from = tops[index] ?? 1;
    const to = tops[index + 1] ?? Number.POSITIVE_INFINITY;
    const own: readonly Comment[] = comments
      .filter(({ line }) => line >= from && line < to)
      .map((comment) => ({ ...comment, file }));
    return { ...object, comments: () => own };
  });
}

/** First of the lines in front of a line (from 1) that hold nothing but comments and blanks. */
function topOf(line: number, lines: readonly string[]): number {
  let top = line;
  while (top > 1 && /^\s*(?:#.*)?$/.test(lines[top - 2] ?? "-")) top -= 1;
  return top;
}
