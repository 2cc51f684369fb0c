import backbone from "../../catalogue/digit/backbone.json";
import business from "../../catalogue/digit/business.json";
import conventions from "../../catalogue/digit/conventions.json";
import core from "../../catalogue/digit/core.json";
import schema from "../../catalogue/digit/digit.schema.json";
import frontends from "../../catalogue/digit/frontends.json";
import monitoring from "../../catalogue/digit/monitoring.json";
import release28 from "../../catalogue/digit/releases/2.8.json";
import releaseCore from "../../catalogue/digit/releases/2.9-core.json";
import releaseLts from "../../catalogue/digit/releases/2.9-lts.json";
import replacements from "../../catalogue/digit/replacements.json";
import { strictAjv } from "../shape";
import type { DigitCatalogue } from "./catalogue.generated";
import { catalogueFacts } from "./facts";

/** The files of catalogue/digit/ put together, not yet looked at. */
export function rawDigitCatalogue(): unknown {
  return {
    groups: [core, business, frontends],
    components: [backbone, monitoring],
    releases: [release28, releaseCore, releaseLts],
    conventions,
    replacements: replacements.replacements,
    searchClients: replacements.searchClients.clients,
  };
}

let checked: DigitCatalogue | undefined;

/**
 * The catalogue of DIGIT's services, checked once a process: its shape by the schema, then what one file says of
 * another, heaps and the order of the start.
 * @throws Error with every problem; the catalogue is part of the product, so none is the caller's to mend.
 */
export function digitCatalogue(): DigitCatalogue {
  checked ??= checkDigitCatalogue(rawDigitCatalogue());
  return checked;
}

/** @throws Error with every problem of what is given. */
export function checkDigitCatalogue(candidate: unknown): DigitCatalogue {
  const validate = strictAjv().compile<DigitCatalogue>(schema);
  if (!validate(candidate)) {
    throw refused((validate.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message ?? "wrong"}`));
  }
  const problems = catalogueFacts(candidate);
  if (problems.length > 0) throw refused(problems);
  return candidate;
}

function refused(problems: readonly string[]): Error {
  return new Error(`catalogue/digit is wrong:\n${problems.join("\n")}`);
}
