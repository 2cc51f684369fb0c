import { neutralise } from "./neutralise";

/** A path of the report as a relative URI reference: nothing in it is taken for a scheme, a query or a fragment. */
export function relativeUri(path: string): string {
  return neutralise(path).split("/").map(encodeURIComponent).join("/");
}
