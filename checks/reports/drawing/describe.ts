/** The picture in words, for readers who hear it, for narrow screens, and for tests. One sentence per line. */
import type { DrawingModel, NetworkModel, PlacedModel } from "./model";
import { clean, isEmpty, keepsData, keyNumbers, kindWords, labelsOf, tierWords } from "./words";

export function describeDrawing(model: DrawingModel): string[] {
  if (isEmpty(model)) return ["Nothing to draw."];
  const numbers = keyNumbers(model);
  const labels = labelsOf(model);
  const name = (id: string) => labels.get(id) ?? id;
  const withKey = ({ key }: { readonly key: string | null }) =>
    key === null ? "without a key of its own" : `encrypted with ${numbers.get(key) ?? key}`;
  const thing = (placed: PlacedModel) =>
    [
      `${kindWords[placed.kind]} ${placed.label}`,
      ...placed.facts,
      ...(keepsData(placed.kind) || placed.key !== null ? [withKey(placed)] : []),
      ...(placed.copiesTo.length === 0 ? [] : [`copied to ${placed.copiesTo.map(name).join(", ")}`]),
      ...(placed.recovery ? ["in the recovery region"] : []),
    ].join(", ");
  const sentences = [
    ...(model.region === null ? [] : [`Home region ${model.region}`]),
    ...(model.recoveryRegions.length === 0 ? [] : [`Recovery region ${model.recoveryRegions.join(", ")}`]),
    ...model.networks.flatMap((network) => networkWords(network, thing)),
    ...model.stores.map(thing),
    ...model.vaults.map((vault) =>
      [
        `Backup vault ${vault.label}`,
        ...(vault.locked ? ["locked"] : []),
        withKey(vault),
        ...(vault.protects.length === 0 ? [] : [`keeps ${vault.protects.join(", ")}`]),
        ...(vault.copiesTo.length === 0 ? [] : [`copied to ${vault.copiesTo.map(name).join(", ")}`]),
        ...(vault.recovery ? ["in the recovery region"] : []),
      ].join(", "),
    ),
    ...model.trails.map((trail) =>
      [
        `Audit trail ${trail.label}`,
        ...trail.facts,
        withKey(trail),
        ...(trail.archive === null ? [] : [`writes to ${name(trail.archive)}`]),
      ].join(", "),
    ),
    ...model.keys.map((key) => {
      const used = [...key.usedBy.map(name), ...key.alsoFor];
      return `Key ${numbers.get(key.id) ?? ""} ${key.label}, ${key.rotates ? "rotates" : "no rotation"}, ${used.length === 0 ? "use not seen" : `encrypts ${used.join(", ")}`}`;
    }),
  ];
  return sentences.map((sentence) => `${clean(sentence)}.`);
}

function networkWords(network: NetworkModel, thing: (placed: PlacedModel) => string): string[] {
  const gateway = network.internetGateway ? "with an internet gateway" : "without an internet gateway";
  const log = network.flowLog ? "flow log on" : "no flow log";
  return [
    [`Network ${network.label}`, ...(network.cidr === "" ? [] : [network.cidr]), gateway, log].join(", "),
    ...network.tiers.flatMap((tier) => [
      [
        `Tier ${tier.name} of ${network.label}`,
        tierWords[tier.kind],
        `subnets ${tier.subnets.map(({ cidr, label, zone }) => `${cidr === "" ? label : cidr} in ${zone}`).join(", ")}`,
        ...(tier.natZones.length === 0 ? [] : [`NAT gateway in ${tier.natZones.join(", ")}`]),
      ].join(", "),
      ...tier.residents.map((placed) => `In tier ${tier.name}: ${thing(placed)}`),
    ]),
    ...(network.endpoints.length === 0
      ? []
      : [`Private endpoints of ${network.label}: ${network.endpoints.join(", ")}`]),
  ];
}
