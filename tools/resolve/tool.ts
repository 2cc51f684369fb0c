/** A tool as found on this machine. */
export interface ResolvedTool {
  readonly name: string;
  readonly title: string;
  readonly version: string;
  /** File that is run, or the directory that serves a provider. */
  readonly path: string;
  /** Where it came from, in words: `PATH`, `cache`, `official release`, `filesystem mirror`, … */
  readonly origin: string;
}

/** Says what is happening while a tool is looked for or fetched; one short line each. */
export type Progress = (message: string) => void;
