/**
 * What alarms on the trail must see. An event is watched when filters on the trail's log group, from which alarms are
 * fed, name all of its terms.
 */
import catalogue from "../../../catalogue/trail-events.json";

export interface WatchedEvent {
  /** Condition in the check's id. */
  readonly name: string;
  /** What goes unseen, for messages. */
  readonly what: string;
  readonly terms: readonly string[];
  /** A filter that names them. */
  readonly pattern: string;
  readonly trivy: string;
}

/** In the order of CIS, from 4.1 to 4.15. */
export const watchedEvents: readonly WatchedEvent[] = catalogue.events;
