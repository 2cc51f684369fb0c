#!/usr/bin/env node
/**
 * Starts the command (`program.js` beside this file) with the code that V8 compiled for it when it was built. Compiling
 * takes longer than judging a small plan. V8 itself refuses what another version of it has compiled, and compiles anew.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createRequire, wrap } from "node:module";
import { join } from "node:path";
import { constants, Script } from "node:vm";

const path = join(__dirname, "program.js");
const compiled = join(__dirname, "program.cache");

const sumLength = 32;
const sumOf = (code: Buffer): Buffer => createHash("sha256").update(code).digest();

/** V8 checks for which version code was compiled, and not whether all of it arrived: it stands behind its SHA-256. */
function compiledCode(): Buffer | undefined {
  if (!existsSync(compiled)) return undefined;
  const bytes = readFileSync(compiled);
  const code = bytes.subarray(sumLength);
  return sumOf(code).equals(bytes.subarray(0, sumLength)) ? code : undefined;
}

const code = compiledCode();

// The bundle is written in ASCII alone, and V8 keeps such text in half the room.
const script = new Script(wrap(readFileSync(path, "latin1")), {
  filename: path,
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  ...(code ? { cachedData: code } : {}),
});

/** Where the build asks for it, what was compiled by the end of this run. */
const target = process.env.DIGIT_COMPILED_CODE;
if (target !== undefined) {
  process.on("exit", () => {
    const { writeFileSync } = require("node:fs") as typeof import("node:fs");
    const now = script.createCachedData();
    writeFileSync(target, Buffer.concat([sumOf(now), now]));
  });
}

type Wrapped = (
  exports: object,
  require: NodeJS.Require,
  module: { exports: object },
  file: string,
  directory: string,
) => void;

const program = { exports: {} };
(script.runInThisContext() as Wrapped)(program.exports, createRequire(path), program, path, __dirname);
