/** Drives Debian's Chromium over its debugging pipe: no port, no download, no library. */
import { type ChildProcess, spawn } from "node:child_process";
import { accessSync, constants, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import type { Readable, Writable } from "node:stream";

export function findChromium(): string | undefined {
  const folders = ["/usr/bin", ...(process.env.PATH ?? "").split(delimiter)];
  const paths = folders.flatMap((folder) => ["chromium", "chromium-browser"].map((name) => join(folder, name)));
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

type Message = Readonly<Record<string, unknown>>;
interface Waiting {
  readonly resolve: (result: Message) => void;
  readonly reject: (error: Error) => void;
}

export interface PageOptions {
  readonly width: number;
  readonly scheme?: "light" | "dark";
  readonly media?: "screen" | "print";
}

/** Milliseconds after which a silent browser is a broken one: a loaded machine needs seconds, never a minute. */
const patience = 60_000;

export class Chromium {
  private readonly waiting = new Map<number, Waiting>();
  private readonly listeners: ((message: Message) => void)[] = [];
  private next = 0;
  private pending = "";

  private constructor(
    private readonly child: ChildProcess,
    private readonly output: Writable,
    input: Readable,
    private readonly profile: string,
  ) {
    input.setEncoding("utf8");
    input.on("data", (chunk: string) => this.receive(chunk));
    child.once("exit", () => {
      for (const { reject } of this.waiting.values()) reject(new Error("Chromium has ended"));
      this.waiting.clear();
    });
  }

  static start(executable: string): Chromium {
    const profile = mkdtempSync(join(tmpdir(), "digit-chromium-"));
    const child = spawn(
      executable,
      [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        "--no-first-run",
        "--remote-debugging-pipe",
        `--user-data-dir=${profile}`,
        "about:blank",
      ],
      { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] },
    );
    const [, , , output, input] = child.stdio;
    return new Chromium(child, output as Writable, input as Readable, profile);
  }

  private receive(chunk: string): void {
    const parts = `${this.pending}${chunk}`.split("\0");
    this.pending = parts.pop() ?? "";
    for (const part of parts) {
      const message = JSON.parse(part) as Message & { readonly id?: number };
      const waiting = message.id === undefined ? undefined : this.waiting.get(message.id);
      if (message.id === undefined) for (const listener of this.listeners) listener(message);
      if (message.id === undefined || waiting === undefined) continue;
      this.waiting.delete(message.id);
      if ("error" in message) waiting.reject(new Error(JSON.stringify(message.error)));
      else waiting.resolve(message.result as Message);
    }
  }

  send(method: string, params: Message = {}, sessionId?: string): Promise<Message> {
    this.next += 1;
    const id = this.next;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${method} has no answer`)), patience);
      const settle =
        <T>(then: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer);
          then(value);
        };
      this.waiting.set(id, { resolve: settle(resolve), reject: settle(reject) });
      this.output.write(`${JSON.stringify({ id, method, params, ...(sessionId ? { sessionId } : {}) })}\0`);
    });
  }

  listen(listener: (message: Message) => void): void {
    this.listeners.push(listener);
  }

  async open(url: string, options: PageOptions): Promise<Page> {
    const { targetId } = await this.send("Target.createTarget", { url: "about:blank" });
    const { sessionId } = await this.send("Target.attachToTarget", { targetId, flatten: true });
    const page = new Page(this, String(sessionId), String(targetId));
    await page.load(url, options);
    return page;
  }

  async stop(): Promise<void> {
    const ended = new Promise<void>((resolve) => this.child.once("exit", () => resolve()));
    this.child.kill("SIGKILL");
    await ended;
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

export class Page {
  /** What the page or the browser complained of: console messages, exceptions, refused requests. */
  readonly complaints: string[] = [];
  /** Addresses that the page asked for, its own among them. */
  readonly requests: string[] = [];

  constructor(
    private readonly browser: Chromium,
    private readonly session: string,
    private readonly target: string,
  ) {}

  private send(method: string, params: Message = {}): Promise<Message> {
    return this.browser.send(method, params, this.session);
  }

  async load(url: string, options: PageOptions): Promise<void> {
    const loaded = new Promise<void>((resolve) => {
      this.browser.listen((message) => {
        if (message.sessionId !== this.session) return;
        const params = (message.params ?? {}) as { readonly request?: { readonly url: string } };
        if (message.method === "Page.loadEventFired") resolve();
        else if (message.method === "Network.requestWillBeSent") this.requests.push(params.request?.url ?? "");
        else if (
          ["Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"].includes(String(message.method))
        )
          this.complaints.push(JSON.stringify(message.params));
      });
    });
    for (const domain of ["Page", "Runtime", "Log", "Network"]) await this.send(`${domain}.enable`);
    await this.resize(options);
    await this.send("Page.navigate", { url });
    await loaded;
  }

  async resize({ width, scheme = "light", media = "screen" }: PageOptions): Promise<void> {
    await this.send("Emulation.setDeviceMetricsOverride", {
      width,
      height: Math.max(800, Math.round(width * 0.6)),
      deviceScaleFactor: 1,
      mobile: width < 600,
    });
    await this.send("Emulation.setEmulatedMedia", {
      media,
      features: [{ name: "prefers-color-scheme", value: scheme }],
    });
  }

  /** The value of an expression that is JSON. Runs in the debugger, so the page's own policy does not matter. */
  async evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = (await this.send("Runtime.evaluate", {
      expression,
      returnByValue: true,
      awaitPromise: true,
    })) as { readonly result: { readonly value: unknown }; readonly exceptionDetails?: unknown };
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
    return result.value as T;
  }

  async screenshot(whole = true): Promise<Buffer> {
    const { data } = await this.send("Page.captureScreenshot", { format: "png", captureBeyondViewport: whole });
    return Buffer.from(String(data), "base64");
  }

  async pdf(): Promise<Buffer> {
    const { data } = await this.send("Page.printToPDF", { preferCSSPageSize: true, printBackground: true });
    return Buffer.from(String(data), "base64");
  }

  async close(): Promise<void> {
    await this.browser.send("Target.closeTarget", { targetId: this.target });
  }
}
