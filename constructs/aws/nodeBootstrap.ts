/**
 * Start-up data of a machine of Amazon Linux 2023, base64: sets the clock's sources to servers that CERT-In names, and
 * to these alone, because the image prefers Amazon's link-local service (written to /run/chrony.d at boot) and knows a
 * public pool. They are reached by NTP, UDP port 123. Multi-part, because EKS adds its own part. A plain constant, so
 * that a check can read it.
 */
export function nodeBootstrap(timeServers: readonly string[]): string {
  const sources = timeServers.map((server) => `server ${server} iburst`);
  const script = [
    "#!/bin/bash",
    "set -euo pipefail",
    "rm -f /etc/chrony.d/ntp-pool.sources",
    "sed -i '/^sourcedir \\/run\\//d' /etc/chrony.conf",
    "cat > /etc/chrony.d/cert-in.sources <<'SOURCES'",
    ...sources,
    "SOURCES",
    "systemctl restart chronyd",
  ];
  const message = [
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="PART"',
    "",
    "--PART",
    'Content-Type: text/x-shellscript; charset="us-ascii"',
    "",
    ...script,
    "",
    "--PART--",
    "",
  ];
  return Buffer.from(message.join("\n"), "utf8").toString("base64");
}
