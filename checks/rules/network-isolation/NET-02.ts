import type { ResourceNode } from "../../graph/graph";
import { anything, type Flow, tcp } from "../../reachability/core/traffic";
import type { CheckResult, Rule, RuleContext } from "../../rule";
import { groupsOf, storesBehind } from "../kit/dataStores";
import { frameworks, terraformInputs } from "../kit/frameworks";
import { consequenceOf, nothingMore } from "../kit/groupReach";
import { verdict, type Words } from "../kit/judge";
import { onlyRedirectsPlaintext } from "../kit/loadBalancer";
import { includesEverything, includesOtherPort, includesPort, type Opening } from "../kit/opening";
import { numbersOf } from "../kit/parameters";
import { type Answer, every, not, some } from "../kit/predicates";
import { answeredExposure, exposureFacts, securityGroupTypes } from "../kit/securityGroup";

/** PostgreSQL, Kafka, Redis and OpenSearch first; then the other stores that one meets: by their registered ports. */
const dataPorts = [
  5432, 9092, 9093, 9094, 9095, 9096, 9097, 9098, 6379, 9200, 9300, 1433, 1434, 1521, 2181, 2379, 2380, 3306, 5984,
  6380, 7000, 7001, 8086, 9042, 11211, 27017, 27018, 27019, 50000,
];
/** Administration, file sharing and plaintext logins; those of the list of Security Hub's EC2.19 among them. */
const riskyPorts = [
  20, 21, 23, 25, 110, 111, 135, 137, 138, 139, 143, 389, 445, 512, 513, 514, 873, 2049, 2375, 2376, 2383, 3000, 4333,
  5000, 5500, 5601, 5900, 5985, 5986, 8080, 8088, 8888, 10250,
];
const http = 80;
const https = 443;
/** NET-01 judges them. */
const loginPorts = [22, 3389];

/** No security group lets the world reach everything, plaintext HTTP, or a store's port. */
export const rule: Rule = {
  metadata: {
    id: "NET-02",
    aliases: [],
    title: "Stores, plaintext HTTP and whole machines are closed to the world",
    control: "network-isolation.ingress",
    severity: "critical",
    group: "network-isolation",
    inputs: terraformInputs,
    resourceTypes: securityGroupTypes("ingress"),
    rationale:
      "A store or a whole machine that the internet reaches stands or falls with its own login; plaintext HTTP shows citizens' data to everyone on the way.",
    remediation:
      "Remove the rule; let stores in from the security groups of their clients (security_groups, referenced_security_group_id), and take public traffic on 443 at the load balancer only.",
    parameters: {
      dataPorts: { description: "Ports on which stores listen", default: dataPorts },
      riskyPorts: { description: "Ports of administration, file sharing and plaintext logins", default: riskyPorts },
      publicPorts: { description: "Ports that the world may reach beside those of HTTP and HTTPS", default: [] },
    },
    checks: [
      {
        id: "NET-02.all-ports",
        title: "Not all ports are open to the world",
        severity: "critical",
        equivalents: { checkov: ["CKV_AWS_277"], fsbp: ["EC2.18", "EC2.19"] },
      },
      {
        id: "NET-02.http",
        title: "Port 80 is open to the world only for a load balancer that redirects to HTTPS",
        severity: "critical",
        equivalents: { checkov: ["CKV_AWS_260"] },
      },
      {
        id: "NET-02.data-ports",
        title: "Ports of stores are closed to the world",
        severity: "critical",
        equivalents: { fsbp: ["EC2.18", "EC2.19"] },
      },
      {
        id: "NET-02.risky-ports",
        title: "Ports of administration, file sharing and plaintext logins are closed to the world",
        severity: "high",
        equivalents: { fsbp: ["EC2.18", "EC2.19"] },
      },
      {
        id: "NET-02.other-ports",
        title: "Only ports that are meant for the public are open to the world",
        severity: "medium",
        equivalents: { fsbp: ["EC2.18"] },
      },
    ],
    frameworks: frameworks({
      nist: ["SC-7", "SC-7(5)"],
      iso: ["A.8.20", "A.8.22"],
      dpdp: ["6(1)(b)"],
      digit: ["network"],
    }),
  },

  evaluate(node: ResourceNode, context: RuleContext): readonly CheckResult[] {
    const ports = storePorts(node, context);
    const risky = numbersOf(context, "riskyPorts");
    const ask = (
      matches: Question["matches"],
      words: Words,
      expected: string,
      wanted?: readonly Flow[],
      excused?: () => Answer,
    ) =>
      judgeExposure(node, context, {
        matches,
        words,
        expected,
        ...(wanted ? { wanted } : {}),
        ...(excused ? { excused } : {}),
      });
    return [
      ...ask(
        includesEverything,
        { check: "NET-02.all-ports", fails: "All ports are open to the world" },
        "no range that is the world for all ports",
        [anything],
      ),
      ...ask(
        (opening) => includesPort(opening, { port: 80, protocols: ["tcp"] }),
        { check: "NET-02.http", fails: "Plaintext HTTP (port 80) is open to the world" },
        "no range that is the world for port 80, but for a load balancer that only redirects to HTTPS",
        [tcp(80)],
        () => redirectsOnly(node, context),
      ),
      ...ask(
        (opening) => some(ports.map((port) => includesPort(opening, { port, protocols: ["tcp"] }))),
        { check: "NET-02.data-ports", fails: "A port of data stores is open to the world" },
        "no range that is the world for a store's port",
        ports.map((port) => tcp(port)),
      ),
      ...ask(
        (opening) => some(risky.map((port) => includesPort(opening, { port, protocols }))),
        {
          check: "NET-02.risky-ports",
          fails: "A port of administration, file sharing or plaintext login is open to the world",
        },
        "no range that is the world for such a port",
      ),
      ...ask(
        otherPort(context),
        { check: "NET-02.other-ports", fails: "A port that is not meant for the public is open to the world" },
        "no range that is the world but for HTTPS",
      ),
    ];
  },
};

const protocols = ["tcp", "udp"];

/** What no other check speaks of: ports that nobody has named, unless everything is open anyway. */
function otherPort(context: RuleContext): (opening: Opening) => Answer {
  const named = new Set([
    http,
    https,
    ...loginPorts,
    ...["dataPorts", "riskyPorts", "publicPorts"].flatMap((name) => numbersOf(context, name)),
  ]);
  return (opening) => every([not(includesEverything(opening)), includesOtherPort(opening, named)]);
}

interface Question {
  readonly matches: (opening: Opening) => Answer;
  readonly words: Words;
  readonly expected: string;
  /** The traffic as reachability names it, where the way of it is to be told. */
  readonly wanted?: readonly Flow[];
  /** Whether the exposure is a permitted one. */
  readonly excused?: () => Answer;
}

function judgeExposure(node: ResourceNode, context: RuleContext, question: Question): readonly CheckResult[] {
  const found = answeredExposure(context.graph, node, "ingress", question.matches);
  if (!found) return [];
  const closed = not(found.answer);
  const answer = closed === "yes" ? closed : some([closed, question.excused?.() ?? "no"]);
  const { related, ...facts } = exposureFacts(node, "ingress", found);
  const then =
    answer === "no" && question.wanted ? consequenceOf(context.graph, node, "ingress", question.wanted) : nothingMore;
  const words = { ...question.words, fails: `${question.words.fails}${then.words}` };
  return [
    verdict(answer, { ...facts, expected: question.expected }, words, { related: [...related, ...then.related] }),
  ];
}

function redirectsOnly(node: ResourceNode, context: RuleContext): Answer {
  const { groups } = groupsOf(node);
  // The opening is plain to see; an excuse that nothing in the input shows is none.
  if (groups.length === 0) return "no";
  return every(groups.map((group) => onlyRedirectsPlaintext(context.graph, group)));
}

/** 443 is a store's port where the group is that of a store; elsewhere it is the web. */
function storePorts(node: ResourceNode, context: RuleContext): readonly number[] {
  const ports = numbersOf(context, "dataPorts");
  const ofStore = groupsOf(node).groups.some((group) => storesBehind(context.graph, group).length > 0);
  return ofStore ? [...ports, https] : ports;
}
