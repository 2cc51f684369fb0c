import type { DigitCatalogue, Memory, Missing, Release, Service } from "./catalogue.generated";

/** What is wrong between the parts of a catalogue whose shape is right: one sentence each, none when all holds. */
export function catalogueFacts(catalogue: DigitCatalogue): readonly string[] {
  const services = catalogue.groups.flatMap((group) => group.services);
  const components = catalogue.components.flatMap((group) => group.components);
  const { planned, personalData, sources } = catalogue.conventions;
  const planning = Object.entries(planned.runtimes).flatMap(([runtime, { memoryMib, heapMib }]) =>
    heapMib === undefined ? [] : heapProblems(`conventions.planned.runtimes.${runtime}`, memoryMib, heapMib, catalogue),
  );
  return [
    ...doubles([...services, ...components].map(({ name }) => name)),
    ...services.flatMap((service) => [
      ...memoryProblems(service.name, service.memory, catalogue),
      ...callProblems(service, services, catalogue),
      ...routeProblems(service, catalogue),
    ]),
    ...planning,
    ...[...services, ...components].flatMap(({ name, personalData: handled, sources: from }) => [
      ...("missing" in handled ? [] : handled.categories)
        .filter((category) => personalData[category] === undefined)
        .map((category) => `${name}: no kind of personal data is called ${category}`),
      ...from
        .filter((source) => sources[source.slice(0, source.indexOf(":"))] === undefined)
        .map((source) => `${name}: no source is called ${source}`),
    ]),
    ...catalogue.releases.flatMap((release) => releaseProblems(release, services, catalogue)),
    ...replacementProblems(catalogue),
    ...searchClientProblems(services, catalogue),
  ];
}

function doubles(names: readonly string[]): readonly string[] {
  return names.filter((name, at) => names.indexOf(name) !== at).map((name) => `${name} stands twice`);
}

function memoryProblems(name: string, memory: Memory | Missing, catalogue: DigitCatalogue): readonly string[] {
  if ("missing" in memory || memory.heapMib === undefined) return [];
  return heapProblems(name, memory.limitMib, memory.heapMib, catalogue);
}

function heapProblems(name: string, limit: number, heap: number, catalogue: DigitCatalogue): readonly string[] {
  const { heapShare } = catalogue.conventions.planned;
  if (heap <= limit * heapShare) return [];
  return [`${name}: a heap of ${heap} MiB is more than ${heapShare * 100} % of its limit of ${limit} MiB`];
}

/** Whom it calls must be known, and stand in an earlier wave unless it is called on demand only. */
function callProblems(service: Service, services: readonly Service[], catalogue: DigitCatalogue): readonly string[] {
  const { waves } = catalogue.conventions;
  const order = (name: string) => waves.findIndex((wave) => wave.name === name);
  if (order(service.wave) < 0) return [`${service.name}: there is no wave ${service.wave}`];
  return Object.entries(service.environment).flatMap(([variable, setting]) => {
    if ("absent" in setting) {
      const known = services.some(({ name }) => name === setting.absent);
      return known
        ? [`${service.name}: ${variable} says that ${setting.absent} is absent, which is in the catalogue`]
        : [];
    }
    if (!("service" in setting)) return [];
    const target = services.find(({ name }) => name === successorOf(setting.service, catalogue));
    if (target === undefined) return [`${service.name}: ${variable} leads to ${setting.service}, which is unknown`];
    if (target.name === service.name) return [`${service.name}: ${variable} leads to itself`];
    const later = order(target.wave) >= order(service.wave);
    if (later === (setting.onDemand === true)) return [];
    return later
      ? [`${service.name}: ${variable} needs ${target.name}, which starts in the same wave or later`]
      : [`${service.name}: ${variable} is marked onDemand, but ${target.name} starts earlier`];
  });
}

function routeProblems(service: Service, catalogue: DigitCatalogue): readonly string[] {
  const { route, contextPath, name } = service;
  const led = "through" in route && route.through === "gateway";
  if (led && typeof contextPath !== "string") return [`${name}: the gateway cannot lead to it without a context path`];
  const retired = catalogue.replacements.some((replacement) => replacement.retired === name);
  return led && retired ? [`${name}: it is retired and has a route`] : [];
}

function releaseProblems(release: Release, services: readonly Service[], catalogue: DigitCatalogue): readonly string[] {
  const basis = release.basis;
  const unknownBasis = basis !== undefined && !catalogue.releases.some((other) => other.release === basis);
  return [
    ...(unknownBasis ? [`release ${release.release}: its basis ${basis} is unknown`] : []),
    ...Object.entries(release.images).flatMap(([name, { migrationDigest }]) => {
      const service = services.find((known) => known.name === name);
      if (service === undefined) return [`release ${release.release}: ${name} is no service`];
      const migrates = service.migration !== undefined;
      return migrates === (migrationDigest !== undefined)
        ? []
        : [`release ${release.release}: ${name} ${migrates ? "lacks" : "has"} the digest of a migration`];
    }),
  ];
}

function replacementProblems({ replacements, groups, components }: DigitCatalogue): readonly string[] {
  const services = groups.flatMap((group) => group.services.map(({ name }) => name));
  const parts = components.flatMap((group) => group.components.map(({ name }) => name));
  const retired = replacements.map((replacement) => replacement.retired);
  return [
    ...doubles(retired),
    ...parts.filter((name) => !retired.includes(name)).map((name) => `${name}: nothing says what takes its place`),
    ...replacements.flatMap((replacement) => {
      if ("service" in replacement) {
        const { service } = replacement;
        if (retired.includes(service)) return [`${replacement.retired}: ${service} is retired itself`];
        return services.includes(service) && services.includes(replacement.retired)
          ? []
          : [`${replacement.retired}: it or ${service} is no service`];
      }
      const known = parts.includes(replacement.retired) || replacement.notInCharts === true;
      return known ? [] : [`${replacement.retired}: no component has that name`];
    }),
  ];
}

function searchClientProblems(services: readonly Service[], { searchClients }: DigitCatalogue): readonly string[] {
  const clients = services.filter(({ needs }) => needs.includes("search")).map(({ name }) => name);
  return [
    ...clients.filter((name) => searchClients[name] === undefined),
    ...Object.keys(searchClients).filter((name) => !clients.includes(name)),
  ].map((name) => `${name}: searchClients and needs disagree`);
}

/** The service that takes a retired one's place, or the same name. */
export function successorOf(name: string, { replacements }: DigitCatalogue): string {
  const found = replacements.find(({ retired }) => retired === name);
  return found !== undefined && "service" in found ? found.service : name;
}
