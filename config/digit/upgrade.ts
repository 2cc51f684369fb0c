import type { DigitCatalogue } from "./catalogue.generated";
import { releasedServices } from "./release";

/** What becomes of one service when an environment goes from one release of DIGIT to another. */
export interface ServiceUpgrade {
  readonly service: string;
  /** Tag before; undefined: it was not there. */
  readonly from: string | undefined;
  /** Tag after; undefined: it is no longer there. */
  readonly to: string | undefined;
  /**
   * Whether its part of the database is migrated. Migrations only go forward: the way back is a restore point taken
   * before, with the loss of whatever was written since.
   */
  readonly migrates: boolean;
}

/**
 * The services that change between two releases, in the order of the catalogue. Settings are the same for all releases
 * as far as the catalogue knows, so none is listed.
 * @throws Error when the catalogue has no such release
 */
export function upgradeBetween(catalogue: DigitCatalogue, from: string, to: string): readonly ServiceUpgrade[] {
  const before = new Map(releasedServices(catalogue, from).map((released) => [released.service.name, released]));
  const after = new Map(releasedServices(catalogue, to).map((released) => [released.service.name, released]));
  return catalogue.groups
    .flatMap(({ services }) => services)
    .flatMap(({ name }): readonly ServiceUpgrade[] => {
      const [old, next] = [before.get(name), after.get(name)];
      const [oldTag, nextTag] = [old?.image.tag, next?.image.tag];
      if (oldTag === nextTag) return [];
      return [{ service: name, from: oldTag, to: nextTag, migrates: next?.migrationImage !== undefined }];
    });
}
