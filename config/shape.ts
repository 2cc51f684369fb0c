import Ajv, { type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import type { PlacedProblem } from "./problem";
import { annotations, environmentSchema } from "./schema";
import { type Wording, worded } from "./shapeWording";
import { locate, type MapTree, type Path, pathText, type Tree, toPlain } from "./tree";

/** Judges one tree against the schema: every problem, in our own words, with its place. */
export type ShapeCheck = (tree: MapTree) => PlacedProblem[];

/** Compiles the schema, which takes about 30 ms; hand the result on rather than making it again. */
export function shapeCheck(): ShapeCheck {
  const validate = strictAjv().compile(environmentSchema());
  return (tree) => problemsOf(validate, tree);
}

/** ajv as strict as it goes, so that a slip in the schema is an error of the build and not a check that never fires. */
export function strictAjv(): Ajv {
  const ajv = new Ajv({
    allErrors: true,
    strict: true,
    strictTypes: true,
    strictRequired: true,
    verbose: true,
    ownProperties: true,
  });
  addFormats(ajv);
  ajv.addVocabulary([...annotations]);
  return ajv;
}

function problemsOf(validate: ValidateFunction, tree: MapTree): PlacedProblem[] {
  if (validate(toPlain(tree))) return [];
  const meant = new Set<string>();
  const problems = (validate.errors ?? []).flatMap((error) => {
    const path = pathOf(error.instancePath, tree);
    const wording = worded(error, path, tree);
    if (wording === undefined) return [];
    if (wording.meant !== undefined) meant.add(JSON.stringify([...path, wording.meant]));
    return [problemOf(wording, path, tree)];
  });
  // A value that breaks a pattern usually breaks a format and a length too: one place, one problem.
  const seen = new Set<string>();
  return problems.flatMap((problem) => {
    const key = JSON.stringify(problem.at);
    if (seen.has(key)) return [];
    seen.add(key);
    return problem.code === "missing-key" && meant.has(key) ? [{ ...problem, isImplied: true }] : [problem];
  });
}

function problemOf(wording: Wording, path: Path, tree: MapTree): PlacedProblem {
  const at = wording.below === undefined ? path : [...path, wording.below];
  const position = locate(tree, at, wording.showKey === true ? "key" : "value");
  const { code, message, hint } = wording;
  const where = pathText(at);
  return {
    code,
    message,
    ...(hint === undefined ? {} : { hint }),
    ...position,
    ...(where === "" ? {} : { path: where }),
    at,
  };
}

/** A JSON pointer as keys; whether a digit is an index or a key is seen from the tree. */
function pathOf(pointer: string, tree: Tree): Path {
  const path: (string | number)[] = [];
  let current: Tree | undefined = tree;
  for (const step of pointer.split("/").slice(1)) {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
    const isIndex: boolean = current?.kind === "list";
    path.push(isIndex ? Number(key) : key);
    if (current?.kind === "list") current = current.items[Number(key)];
    else current = current?.kind === "map" ? current.entries.get(key)?.value : undefined;
  }
  return path;
}
