import { append } from "../../../common/append";
import type { BlockView, Reading, ResourceGraph, ResourceNode } from "../../graph/graph";
import { perGraph } from "../../graph/perGraph";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { textOf } from "../kit/datum";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { verdict } from "../kit/judge";
import { type Answer, every, some } from "../kit/predicates";
import { type WatchedEvent, watchedEvents } from "../kit/watchedEvents";

const path = "cloud_watch_logs_group_arn";

const filterType = "aws_cloudwatch_log_metric_filter";

/** Alarms watch the calls by which an attack begins or hides. */
export const rule: Rule = {
  metadata: {
    id: "LOG-05",
    aliases: [],
    title: "Alarms watch the trail for what an attack begins with",
    control: "audit.trail-alarms",
    severity: "low",
    group: "audit-and-retention",
    inputs: terraformInputs,
    resourceTypes: ["aws_cloudtrail", filterType],
    rationale:
      "A new administrator, a stopped trail or an opened security group is one call among millions; only an alarm shows it in time to report it within six hours.",
    remediation:
      "On the log group of the trail declare aws_cloudwatch_log_metric_filter with the events in pattern, and aws_cloudwatch_metric_alarm on its metric with alarm_actions.",
    parameters: {},
    checks: watchedEvents.map((event) => ({
      id: `LOG-05.${event.name}`,
      title: `An alarm watches ${event.what}`,
      severity: "low" as const,
      equivalents: { trivy: [event.trivy] },
    })),
    frameworks: frameworks({
      cisAws: watchedEvents.map((_, index) => `4.${index + 1}`),
      nist: ["AU-6", "SI-4"],
      iso: ["A.8.16"],
      dpdp: ["6(1)(c)"],
      digit: ["incident"],
    }),
  },

  evaluate(node: ResourceNode, { graph }: RuleContext): readonly CheckResult[] {
    // A trail without a log group is a finding of TRAIL-05.
    if (node.mode === "data") return [];
    if (node.type === filterType) return judgeFilter(node, graph);
    if (node.get(path).kind === "absent") return [];
    const { filters, hidden } = filtersOf(graph, node);
    return judgedOnce(graph)(filters, hidden);
  },
};

/** Where the trail is somebody else's, a filter answers for what it names: counting alone wakes nobody. */
function judgeFilter(node: ResourceNode, graph: ResourceGraph): readonly CheckResult[] {
  if (graph.ofType("aws_cloudtrail").some((trail) => trail.mode === "managed")) return [];
  const filter = filtersIn(graph).of(node);
  return watchedEvents
    .filter((event) => event.terms.every((term) => filter.names(term) === "yes"))
    .map((event) =>
      verdict(
        filter.alarmed,
        {
          path: "metric_transformation",
          expected: "an aws_cloudwatch_metric_alarm on the metric",
          actual: null,
          reason: "the metric of the filter, or of an alarm, is not known",
        },
        {
          check: `LOG-05.${event.name}`,
          fails: `No alarm watches ${event.what}, though a filter counts them`,
          passes: `An alarm watches ${event.what}`,
        },
      ),
    );
}

/** Many trails may write to groups that are watched by the same filters, and then get the same answers. */
const judgedOnce = perGraph(() => {
  const numbers = new Map<Filter, number>();
  const judged = new Map<string, readonly CheckResult[]>();
  return (filters: readonly Filter[], hidden: string | undefined): readonly CheckResult[] => {
    const numberOf = (filter: Filter): number => {
      const number = numbers.get(filter) ?? numbers.size;
      numbers.set(filter, number);
      return number;
    };
    const key = JSON.stringify([filters.map(numberOf), hidden]);
    const results = judged.get(key) ?? watchedEvents.map((event) => judgeEvent(event, filters, hidden));
    judged.set(key, results);
    return results;
  };
});

interface Filter {
  readonly node: ResourceNode;
  readonly alarmed: Answer;
  /** Whether its pattern names a term of an event. */
  names(term: string): Answer;
}

/** Filters as trails ask for them: by node, and by the name of the log group that they read. */
interface Filters {
  of(node: ResourceNode): Filter;
  readonly byGroup: ReadonlyMap<string, readonly ResourceNode[]>;
}

const filtersIn = perGraph((graph): Filters => {
  const read = new Map<ResourceNode, Filter>();
  const of = (node: ResourceNode): Filter => {
    const known = read.get(node);
    if (known) return known;
    const filter = filterOf(graph, node);
    read.set(node, filter);
    return filter;
  };
  const byGroup = new Map<string, ResourceNode[]>();
  for (const node of graph.ofType(filterType)) {
    const group = literal(node.get("log_group_name"));
    if (group === undefined) continue;
    append(byGroup, group, node);
  }
  return { of, byGroup };
});

function filtersOf(
  graph: ResourceGraph,
  trail: ResourceNode,
): { readonly filters: readonly Filter[]; readonly hidden: string | undefined } {
  const groups = trail.references(path).nodes.filter((node) => node.type === "aws_cloudwatch_log_group");
  const joined = groups.map((group) => graph.referrers(group, filterType, "log_group_name"));
  const { of, byGroup } = filtersIn(graph);
  const named = byGroup.get(groupName(trail) ?? "") ?? [];
  const nodes = [...new Set([...joined.flatMap((one) => one.nodes), ...named])];
  const managed = groups.some((group) => group.mode === "managed");
  // The group of another module has its filters there too.
  const hidden =
    joined.find((one) => one.unresolved)?.unresolved ??
    (managed || nodes.length > 0 ? undefined : "the log group of the trail is not among the inputs");
  return { filters: nodes.map(of), hidden };
}

function filterOf(graph: ResourceGraph, node: ResourceNode): Filter {
  const pattern = node.get("pattern");
  const answers = new Map<string, Answer>();
  return {
    node,
    alarmed: feedsAlarm(graph, node),
    names(term) {
      const answer = answers.get(term) ?? names(pattern, term);
      answers.set(term, answer);
      return answer;
    },
  };
}

function groupName(trail: ResourceNode): string | undefined {
  return /:log-group:([^:*]+)/.exec(literal(trail.get(path)) ?? "")?.[1];
}

function literal(reading: Reading): string | undefined {
  return reading.kind === "known" && typeof reading.value === "string" ? reading.value : undefined;
}

/** Metrics that alarms watch, and whether one of them watches something that is not known. */
const watchedMetrics = perGraph((graph): { readonly known: ReadonlySet<string>; readonly open: boolean } => {
  const names = graph.ofType("aws_cloudwatch_metric_alarm").flatMap((alarm) => {
    const queries = alarm.blocks("metric_query").items.map((query) => nameAt(query, "metric[0].metric_name"));
    return [nameAt(alarm, "metric_name"), ...queries];
  });
  return {
    known: new Set(names.flatMap(({ reading }) => literal(reading) ?? [])),
    open: names.some(({ reading, refers }) => reading.kind === "unknown" && !refers),
  };
});

/** A name that is taken from a filter is that filter's, and no other's. */
function nameAt(view: ResourceNode | BlockView, name: string): { readonly reading: Reading; readonly refers: boolean } {
  const { nodes, unresolved } = view.references(name);
  return { reading: view.get(name), refers: nodes.length > 0 && unresolved === undefined };
}

function feedsAlarm(graph: ResourceGraph, filter: ResourceNode): Answer {
  if (graph.referrers(filter, "aws_cloudwatch_metric_alarm", "metric_name").nodes.length > 0) return "yes";
  const { known, open } = watchedMetrics(graph);
  const transformations = filter.blocks("metric_transformation");
  const metrics = transformations.items.map((block) => literal(block.get("name")));
  if (metrics.some((metric) => metric !== undefined && known.has(metric))) return "yes";
  return open || transformations.unknown !== undefined ? "unknown" : "no";
}

function judgeEvent(event: WatchedEvent, filters: readonly Filter[], hidden: string | undefined): CheckResult {
  const watching = event.terms.map((term) =>
    some([
      ...filters.map((filter) => every([filter.names(term), filter.alarmed])),
      hidden === undefined ? "no" : "unknown",
    ]),
  );
  const related = filters.filter((filter) => event.terms.some((term) => filter.names(term) === "yes"));
  return verdict(
    every(watching),
    {
      path,
      expected: `an alarmed metric filter with ${event.terms.join(", ")}`,
      actual: related[0]?.node.address ?? null,
      reason: hidden ?? "the pattern of a filter, or the metric of an alarm, is not known",
    },
    {
      check: `LOG-05.${event.name}`,
      fails: `No alarm watches ${event.what}`,
      passes: `An alarm watches ${event.what}`,
    },
    { related: related.map((filter) => filter.node) },
  );
}

function names(pattern: Reading, term: string): Answer {
  if (pattern.kind === "absent") return "no";
  const datum = pattern.kind === "unknown" ? pattern.template : pattern.value;
  const text = datum === undefined ? undefined : textOf(datum);
  if (!text) return "unknown";
  // `CreateRoute` is not named by `CreateRouteTable`.
  const escaped = term.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  if (new RegExp(`(?<![A-Za-z])${escaped}(?![A-Za-z])`).test(text.text)) return "yes";
  return text.kind === "hole" ? "unknown" : "no";
}
