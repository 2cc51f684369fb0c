/** Which time servers a text of configuration names: start-up data of a machine, or chrony's own files. */

/** One spelling each; the name or address stands in the group. */
const lines: readonly RegExp[] = [
  // chrony and ntpd: `server samay1.nic.in iburst`.
  /^[ \t]*(?:server|pool|peer)[ \t]+([^\s#;]+)/gim,
];

/** Spellings that list several, in the group. */
const lists: readonly RegExp[] = [
  // systemd-timesyncd: `NTP=samay1.nic.in samay2.nic.in`.
  /^[ \t]*(?:Fallback)?NTP[ \t]*=[ \t]*([^\n#]+)$/gim,
  // Bottlerocket: `time-servers = ["samay1.nic.in"]`.
  /^[ \t]*time-servers[ \t]*=[ \t]*\[([^\]]*)\]/gim,
  // Windows: `w32tm /config /manualpeerlist:"samay1.nic.in,0x8"`.
  /\/manualpeerlist:"?([^"\n]+)"?/gi,
];

/** Names and addresses of time servers, each once, in the order of the text. */
export function timeSourcesIn(text: string): readonly string[] {
  const named = lines.flatMap((line) => [...text.matchAll(line)].map((match) => match[1] ?? ""));
  const listed = lists.flatMap((list) => [...text.matchAll(list)].flatMap((match) => itemsOf(match[1] ?? "")));
  return [...new Set([...named, ...listed, ...cloudInit(text)])];
}

function itemsOf(list: string): readonly string[] {
  return list
    .split(/[\s,]+/)
    .map((item) => item.replace(/^["']|["']$/g, ""))
    .filter((item) => item !== "" && !/^0x\d+$/i.test(item));
}

/** cloud-init: the lists `servers` and `pools` below `ntp:`, indented or in brackets. */
function cloudInit(text: string): readonly string[] {
  const block = /^ntp:[ \t]*\n((?:[ \t]+[^\n]*\n?|[ \t]*\n)*)/m.exec(text)?.[1];
  if (block === undefined) return [];
  const found: string[] = [];
  let inList = false;
  for (const line of block.split("\n")) {
    const key = /^[ \t]+([a-z_]+):[ \t]*(.*)$/.exec(line);
    const item = /^[ \t]+-[ \t]+(\S+)/.exec(line);
    if (key) {
      inList = key[1] === "servers" || key[1] === "pools";
      const inline = /^\[(.*)\]$/.exec(key[2]?.trim() ?? "")?.[1];
      if (inList && inline !== undefined) found.push(...itemsOf(inline));
    } else if (inList && item) found.push(...itemsOf(item[1] ?? ""));
  }
  return found;
}
