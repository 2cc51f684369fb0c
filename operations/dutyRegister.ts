import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { dutyData } from "../checks/frameworks/data";
import { type DutyEntry, readDutyRegister } from "../checks/frameworks/duties";

/** `environments/evidence/<name>.yaml`, beside the environment file. */
export function registerPath(environmentFile: string, name: string): string {
  return join(dirname(environmentFile), "evidence", `${name}.yaml`);
}

/** Undefined where there is no register. @throws UserError exit 2 with every problem of the file */
export function readRegister(path: string): readonly DutyEntry[] | undefined {
  if (!existsSync(path)) return undefined;
  return readDutyRegister(readFileSync(path, "utf8"), relative(process.cwd(), path) || path, dutyData);
}
