import { nodeBootstrap } from "./nodeBootstrap";

test("nodes take their time from the given servers", () => {
  const message = Buffer.from(nodeBootstrap(["samay1.nic.in", "time.nplindia.org"]), "base64").toString("utf8");
  expect(message).toContain("server samay1.nic.in iburst\nserver time.nplindia.org iburst\nSOURCES");
  expect(message).toMatch(/^MIME-Version: 1\.0\n/);
  expect(message.trimEnd().endsWith("--PART--")).toBe(true);
});

test("what the image follows by itself is taken away before chrony starts again", () => {
  const message = Buffer.from(nodeBootstrap(["samay1.nic.in"]), "base64").toString("utf8");
  const [before = ""] = message.split("systemctl restart chronyd");
  expect(before).toContain("rm -f /etc/chrony.d/ntp-pool.sources\n");
  expect(before).toContain("sed -i '/^sourcedir \\/run\\//d' /etc/chrony.conf\n");
});
