import { timeSourcesIn } from "./timeSources";

test.each([
  ["chrony", "server samay1.nic.in iburst\n  pool time.nplindia.org # NPL\n#server other.example\n", 2],
  ["systemd", "[Time]\nNTP=samay1.nic.in samay2.nic.in\n", 2],
  ["Bottlerocket", '[settings.ntp]\ntime-servers = ["samay1.nic.in", "samay2.nic.in"]\n', 2],
  ["Windows", 'w32tm /config /manualpeerlist:"samay1.nic.in,0x8 samay2.nic.in,0x8" /update', 2],
  [
    "cloud-init",
    "#cloud-config\nntp:\n  enabled: true\n  servers:\n    - samay1.nic.in\n  pools: []\nruncmd:\n  - x\n",
    1,
  ],
  ["cloud-init in brackets", "#cloud-config\nntp:\n  servers: [samay1.nic.in, 'samay2.nic.in']\n", 2],
])("%s", (_name, text, count) => {
  const found = timeSourcesIn(text);
  expect(found).toHaveLength(count);
  for (const source of found) expect(source).toMatch(/^(samay\d\.nic\.in|time\.nplindia\.org)$/);
});

test("words that only look like it name no source", () => {
  expect(timeSourcesIn("echo server started\nservers: none\nKEY=NTP\n")).toEqual([]);
});

test("an address of the link is a source like any other", () => {
  expect(timeSourcesIn("server 169.254.169.123 prefer iburst")).toEqual(["169.254.169.123"]);
});
