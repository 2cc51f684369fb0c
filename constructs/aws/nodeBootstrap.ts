/**
 * Start-up data of a machine, base64: sets the clock's sources to servers that CERT-In names. Multi-part, because EKS
 * adds its own part. A plain constant, so that a check can read it.
 */
export function nodeBootstrap(timeServers: readonly string[]): string {
  const sources = timeServers.map((server) => `server ${server} iburst`);
  const script = [
    "#!/bin/bash",
    "set -euo pipefail",
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
