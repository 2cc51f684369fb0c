import fc from "fast-check";
import { parseEvent } from "./events";

describe("parseEvent", () => {
  it("reads what an apply reports of a resource", () => {
    const line = JSON.stringify({
      type: "apply_complete",
      hook: {
        resource: { addr: "aws_vpc.main" },
        action: "create",
        id_key: "id",
        id_value: "vpc-1",
        elapsed_seconds: 3,
      },
    });
    expect(parseEvent(line)).toEqual({
      type: "apply_complete",
      address: "aws_vpc.main",
      action: "create",
      elapsedSeconds: 3,
      id: "vpc-1",
    });
  });

  it("reads an error with its resource", () => {
    const line = JSON.stringify({
      type: "diagnostic",
      diagnostic: { severity: "error", summary: "No", detail: "why", address: "aws_vpc.main" },
    });
    expect(parseEvent(line)).toEqual({
      type: "diagnostic",
      diagnostic: { severity: "error", summary: "No", detail: "why", address: "aws_vpc.main" },
    });
  });

  it("passes over anything else without failing", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (line) => {
        const event = parseEvent(line);
        expect(event === undefined || typeof event.type === "string").toBe(true);
      }),
      { seed: 11 },
    );
  });
});
