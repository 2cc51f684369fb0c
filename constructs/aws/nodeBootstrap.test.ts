import { nodeBootstrap } from "./nodeBootstrap";

test("nodes take their time from the given servers", () => {
  const message = Buffer.from(nodeBootstrap(["samay1.nic.in", "time.nplindia.org"]), "base64").toString("utf8");
  expect(message).toContain("server samay1.nic.in iburst\nserver time.nplindia.org iburst\nSOURCES");
  expect(message).toMatch(/^MIME-Version: 1\.0\n/);
  expect(message.trimEnd().endsWith("--PART--")).toBe(true);
});
