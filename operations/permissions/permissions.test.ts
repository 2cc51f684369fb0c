import { readFileSync } from "node:fs";
import { join } from "node:path";
import { evaluate } from "../../checks/evaluate";
import { buildGraph } from "../../checks/graph/buildGraph";
import { readInputs } from "../../checks/inputs/readInputs";
import { allRules } from "../../checks/rules";
import { packageRoot } from "../../common/packageRoot";
import type { PolicyStatement } from "../../constructs/aws/policy";
import { fixtureEnvironment } from "../../stacks/fixture";
import { synthesizedFixture } from "../../stacks/generated";
import { boundaryStatements, boundedPolicies, underBoundary } from "./boundary";
import { mostPolicies, permissionFiles } from "./files";
import {
  actionsOf,
  dataDeletions,
  grantsOf,
  isKnown,
  levelOf,
  matches,
  notRecorded,
  recording,
  reviewedStatements,
  scoped,
  tiedByTag,
} from "./grants";
import { permissionsPage } from "./page";
import {
  deployStatements,
  destroyStatements,
  longestPolicy,
  readStatements,
  sizeOf,
  split,
  stateReading,
} from "./policies";

type Document = { readonly Statement: readonly PolicyStatement[] };

const stacks = Object.keys(recording);
const fixture = synthesizedFixture();
const filesOf = (environment = fixtureEnvironment): ReadonlyMap<string, object> =>
  permissionFiles(environment, [...fixture.keys()]);
const files = filesOf();
const documents = [...files].map(([path, content]) => [path, content as Document] as const);
const named = (beginning: RegExp): readonly PolicyStatement[] =>
  documents.filter(([path]) => beginning.test(path)).flatMap(([, { Statement }]) => Statement);

/** Every call of the recording as single questions: this action, on this ARN, in this region. */
function questionsOf(stack: string, phases?: readonly string[]) {
  return Object.entries(recording[stack] ?? {}).flatMap(([phase, operations]) =>
    phases?.includes(phase) === false
      ? []
      : Object.entries(operations).flatMap(([operation, byRegion]) =>
          actionsOf(operation).flatMap((action) =>
            Object.entries(byRegion).flatMap(([region, targets]) =>
              (targets.length === 0 ? [undefined] : targets).map((target) => ({ action, region, target })),
            ),
          ),
        ),
  );
}

const filled = (text: string): string =>
  text
    .replaceAll("{name}", "sample")
    .replaceAll("{account}", "111122223333")
    .replaceAll("{region}", "ap-south-1")
    .replaceAll("{recoveryRegion}", "ap-south-2");

/** Whether IAM would allow it, tags taken for granted: the emulator's things carry those that the stacks give. */
function allows(
  statements: readonly PolicyStatement[],
  { action, region, target }: { readonly action: string; readonly region: string; readonly target: string | undefined },
): boolean {
  return statements.some(({ Action, Resource, Condition }) => {
    if (![Action].flat().some((pattern) => matches(pattern, action))) return false;
    const regions = Condition?.StringEquals?.["aws:RequestedRegion"];
    if (regions !== undefined && ![regions].flat().includes(filled(region))) return false;
    return target === undefined || [Resource].flat().some((pattern) => matches(pattern, filled(target)));
  });
}

/** ARNs that the action does not know (a role's policy, a key among the arguments) ask nothing of this action. */
function isAsked(question: { readonly action: string; readonly target: string | undefined }, stack: string): boolean {
  if (question.target === undefined) return true;
  const grant = grantsOf(recording, stack, ["create", "read", "update", "destroy"]).find(
    ({ action }) => action === question.action,
  );
  const target = scoped(question.target);
  return grant?.resources.some((resource) => matches(resource, target)) === true;
}

test("the page is fresh (npm run generate)", () => {
  expect(readFileSync(join(packageRoot(), "docs", "permissions.md"), "utf8")).toBe(permissionsPage());
});

test("the recording has every stack that synthesis writes, in every phase but those that are said to lack", () => {
  expect([...stacks].sort()).toEqual([...fixture.keys()].sort());
  const missing = stacks.flatMap((stack) =>
    ["create", "read", "update", "destroy"]
      .filter((phase) => recording[stack]?.[phase] === undefined)
      .map((phase) => `${stack} ${phase}`),
  );
  expect(missing.sort()).toEqual(notRecorded.map(({ stack, phase }) => `${stack} ${phase}`).sort());
});

describe.each(stacks)("%s", (stack) => {
  const deploying = named(new RegExp(`^stacks/${stack}-\\d`));
  const destroying = named(new RegExp(`^stacks/${stack}-destroy`));

  test("each recorded call is allowed by its stack's policies, a deletion of data by those of destroy alone", () => {
    const questions = questionsOf(stack).filter((question) => isAsked(question, stack));
    expect(questions.length).toBeGreaterThan(20);
    const denied = questions.filter((question) => {
      const isDeletion = dataDeletions.has(question.action);
      return !allows(isDeletion ? destroying : deploying, question);
    });
    expect(denied).toEqual([]);
    for (const action of dataDeletions) {
      expect([action, deploying.some(({ Action }) => [Action].flat().includes(action))]).toEqual([action, false]);
    }
  });

  test("each recorded call names something that the action is for, or an action that is for nothing in particular", () => {
    const actions = new Map<string, boolean>();
    for (const question of questionsOf(stack)) {
      actions.set(question.action, actions.get(question.action) === true || isAsked(question, stack));
    }
    const open = [...actions].filter(([, asked]) => !asked).map(([action]) => action);
    const granted = new Map(
      grantsOf(recording, stack, ["create", "read", "update", "destroy"]).map((one) => [one.action, one]),
    );
    // Nothing it names is a resource of the action: then the policy has the action on all of the account's.
    for (const action of open) expect([action, granted.get(action)?.resources.length]).not.toEqual([action, 0]);
  });

  test("nothing is allowed beyond the recording and the reviewed table", () => {
    const recorded = new Set(
      Object.values(recording[stack] ?? {}).flatMap((one) => Object.keys(one).flatMap(actionsOf)),
    );
    const reviewed = reviewedStatements
      .filter((one) => one.stacks.includes(stack) || one.stacks.includes("*"))
      .flatMap(({ actions }) => actions);
    const allowed = [...deploying, ...destroying].flatMap(({ Action }) => [Action].flat());
    expect(allowed.filter((action) => !recorded.has(action) && !reviewed.includes(action))).toEqual([]);
  });

  test("without one of its actions a call would be denied", () => {
    const [first] = questionsOf(stack, ["create"]).filter((question) => isAsked(question, stack));
    if (first === undefined) throw new Error("nothing recorded");
    const fewer = deploying.map((statement) => ({
      ...statement,
      Action: [statement.Action].flat().filter((action) => action !== first.action),
    }));
    expect([allows(deploying, first), allows(fewer, first)]).toEqual([true, false]);
  });
});

test("resources are the account's or the environment's, and a bare * stands only where IAM knows no resource", () => {
  for (const [path, { Statement }] of documents.filter(([one]) => !/trust|boundary/.test(one))) {
    for (const { Sid, Resource } of Statement) {
      for (const arn of [Resource].flat().filter((one) => one !== "*")) {
        const isOurs =
          /:111122223333[:/]|^arn:aws:s3:::digit-sample-|^arn:aws:(iam|eks)::aws:|::image\/|::parameter\/aws\/service\/|::snapshot\/|^arn:aws:route53:::/;
        expect([path, Sid, arn, isOurs.test(arn)]).toEqual([path, Sid, arn, true]);
      }
    }
  }
});

test("every action is in AWS's reference as far as it is kept here", () => {
  const actions = [
    ...stacks.flatMap((stack) => [...deployStatements(stack), ...destroyStatements(stack)]),
    ...readStatements(),
    ...stateReading,
  ].flatMap(({ Action }) => [Action].flat());
  expect([...new Set([...actions, ...dataDeletions, ...tiedByTag])].filter((action) => !isKnown(action))).toEqual([]);
});

test("the reader reads: nothing is written but the lock of a state", () => {
  const written = [...readStatements(), ...stateReading].flatMap(({ Action, Resource }) =>
    [Action]
      .flat()
      .flatMap((action) => (/^(Read|List)$/.test(levelOf(action) ?? "") ? [] : [[action, Resource] as const])),
  );
  const lock = ["arn:aws:s3:::digit-{name}-tfstate-{account}/*/*.tflock"];
  expect(written.map(([action, resources]) => [action, resources])).toEqual([
    ["s3:DeleteObject", lock],
    ["s3:PutObject", lock],
    ["kms:Decrypt", ["arn:aws:kms:{region}:{account}:key/*"]],
    ["kms:GenerateDataKey", ["arn:aws:kms:{region}:{account}:key/*"]],
  ]);
  for (const stack of stacks) {
    const asked = questionsOf(stack, ["read"]).filter((question) => isAsked(question, stack));
    expect(asked.filter((question) => !allows(named(/^reader-\d/), question))).toEqual([]);
  }
});

test("documents keep IAM's limit of size, and one role's number of them", () => {
  for (const [path, { Statement }] of documents.filter(([one]) => !/trust/.test(one))) {
    expect([path, sizeOf(Statement) <= longestPolicy]).toEqual([path, true]);
    expect(new Set(Statement.map(({ Sid }) => Sid)).size).toBe(Statement.length);
    for (const { Sid } of Statement) expect(Sid).toMatch(/^[A-Za-z0-9]+$/);
  }
  for (const role of [/^deployer-\d/, /^destroyer-\d/, /^reader-\d/]) {
    expect(documents.filter(([path]) => role.test(path)).length).toBeLessThanOrEqual(mostPolicies);
  }
  expect(documents.filter(([path]) => /^boundary-\d/.test(path))).toHaveLength(1);
});

test("the longest environment name still fits", () => {
  const longest = { ...fixtureEnvironment, name: `n${"x".repeat(30)}` };
  const paths = [...filesOf(longest).keys()];
  expect(paths.filter((path) => path.startsWith("deployer-")).length).toBeLessThanOrEqual(mostPolicies);
  expect(paths.filter((path) => path.startsWith("boundary-"))).toHaveLength(1);
});

test("one role's packed policies allow what the stacks' own do", () => {
  const packed = named(/^deployer-\d/);
  for (const stack of stacks) {
    const asked = questionsOf(stack).filter(
      (question) => isAsked(question, stack) && !dataDeletions.has(question.action),
    );
    expect([stack, asked.filter((question) => !allows(packed, question))]).toEqual([stack, []]);
  }
});

describe("the product's own rules", () => {
  const policies = documents
    .filter(([path]) => !/trust/.test(path))
    .map(([path, content]) => [path.replace(/\W/g, "_"), { name: path, policy: JSON.stringify(content) }]);
  const content = JSON.stringify({ resource: { aws_iam_policy: Object.fromEntries(policies) } });
  const graph = buildGraph(readInputs([{ path: "main.tf.json", content }]).inputs);
  const { findings } = evaluate(graph, allRules, { version: "test", now: new Date("2026-11-26"), show: "all" });

  test("find no wildcard, no administration, no way to more rights", () => {
    expect(findings.filter(({ status }) => status === "pass").length).toBeGreaterThan(policies.length);
    const others = findings.filter(
      ({ status, check }) => status !== "pass" && check !== "IAM-06.permissions-management",
    );
    expect(others.map(({ check, resource, actual }) => `${check} ${resource} ${JSON.stringify(actual)}`)).toEqual([]);
  });

  test("find permissions managed on everything only where AWS has no resource for it", () => {
    const actual = findings
      .filter(({ status, check }) => status !== "pass" && check === "IAM-06.permissions-management")
      .flatMap((finding) => finding.actual as readonly string[]);
    expect([...new Set(actual)].sort()).toEqual([
      "iam:UpdateAccountPasswordPolicy",
      "logs:DeleteResourcePolicy",
      "logs:PutResourcePolicy",
      "s3:PutAccountPublicAccessBlock",
    ]);
  });
});

test("each reviewed right says why and where AWS says so", () => {
  for (const { sid, why, source, stacks: of } of reviewedStatements) {
    expect([sid, why.length > 20, source]).toEqual([
      sid,
      true,
      expect.stringMatching(/^https:\/\/(docs\.aws\.amazon|developer\.hashicorp)\.com\//),
    ]);
    expect([sid, of.filter((stack) => stack !== "*" && !stacks.includes(stack))]).toEqual([sid, []]);
  }
});

describe("roles of the stacks", () => {
  const roles = [...fixture].flatMap(([stack, json]) => {
    const resource = (json.resource ?? {}) as {
      readonly [type: string]: { readonly [name: string]: { readonly [key: string]: unknown } };
    };
    return Object.entries(resource.aws_iam_role ?? {}).map(([name, role]) => ({ stack, name, role, resource }));
  });

  test("may be handed to the services that they trust, and their own rights are within the boundary", () => {
    for (const { stack, name, role, resource } of roles) {
      const { Statement } = JSON.parse(String(role.assume_role_policy)) as {
        Statement: readonly { Principal: { Service?: string } }[];
      };
      const passed = reviewedStatements.find(({ sid, stacks: of }) => sid === "PassOwnRoles" && of.includes(stack));
      for (const { Principal } of Statement.filter((one) => one.Principal.Service !== undefined)) {
        const services = passed?.condition?.StringEquals?.["iam:PassedToService"] ?? [];
        expect([stack, name, services]).toEqual([stack, name, expect.arrayContaining([Principal.Service])]);
      }
      const inline = Object.values(resource.aws_iam_role_policy ?? {}).filter(({ role: of }) =>
        String(of).includes(`aws_iam_role.${name}.`),
      );
      const actions = inline.flatMap(({ policy }) =>
        (JSON.parse(String(policy)) as Document).Statement.flatMap(({ Action }) => [Action].flat()),
      );
      const within = (action: string) =>
        boundaryStatements.some(({ Action }) => [Action].flat().some((pattern) => matches(pattern, action)));
      expect([stack, name, actions.filter((action) => !within(action))]).toEqual([stack, name, []]);
    }
  });

  test("hold only policies of AWS of which the boundary says what it leaves out", () => {
    const held = [...fixture.values()].flatMap((json) =>
      Object.values(
        ((json.resource ?? {}) as { aws_iam_role_policy_attachment?: { [name: string]: { policy_arn: string } } })
          .aws_iam_role_policy_attachment ?? {},
      ).map(({ policy_arn }) => policy_arn.split("/").at(-1) ?? ""),
    );
    expect([...new Set(held)].sort()).toEqual(Object.keys(boundedPolicies).sort());
  });

  test("are made only under the boundary where the environment names one", () => {
    const bounded = filesOf({
      ...fixtureEnvironment,
      aws: { ...fixtureEnvironment.aws, permissionsBoundary: "digit-boundary" },
    });
    const statements = [...bounded]
      .filter(([path]) => /^(stacks|deployer)/.test(path))
      .flatMap(([, content]) => (content as Document).Statement);
    const making = statements.filter(({ Action }) => [Action].flat().includes("iam:CreateRole"));
    expect(making.length).toBeGreaterThan(5);
    for (const { Condition } of making) {
      expect(Condition).toEqual({ StringEquals: { "iam:PermissionsBoundary": expect.anything() } });
      expect(JSON.stringify(Condition)).toContain("arn:aws:iam::111122223333:policy/digit-boundary");
    }
    expect(statements.flatMap(({ Action }) => [Action].flat())).not.toContain("iam:DeleteRolePermissionsBoundary");
  });

  test("a statement with a condition of its own is left as it is", () => {
    const statement: PolicyStatement = {
      Sid: "A",
      Effect: "Allow",
      Action: ["iam:CreateRole"],
      Resource: "x",
      Condition: { Null: {} },
    };
    expect(underBoundary([statement], "b")).toEqual([statement]);
  });
});

describe("the pipeline's roles", () => {
  const trustOf = (pipeline: NonNullable<(typeof fixtureEnvironment)["aws"]["pipeline"]>) => {
    const written = filesOf({ ...fixtureEnvironment, aws: { ...fixtureEnvironment.aws, pipeline } });
    return [written.get("deployer-trust.json"), written.get("reader-trust.json")];
  };

  test("GitHub: one protected environment deploys, proposals read", () => {
    const [deployer, reader] = trustOf({ system: "github", project: "navapradesh/digit", deployFrom: "production" });
    expect(deployer).toMatchObject({
      Statement: [
        {
          Principal: { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            StringEquals: {
              "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
              "token.actions.githubusercontent.com:sub": "repo:navapradesh/digit:environment:production",
            },
          },
        },
      ],
    });
    expect(JSON.stringify(reader)).toContain("repo:navapradesh/digit:pull_request");
  });

  test("GitLab: one protected branch deploys, branches of the project read", () => {
    const [deployer, reader] = trustOf({
      system: "gitlab",
      host: "gitlab.example.org",
      project: "np/digit",
      deployFrom: "main",
    });
    expect(JSON.stringify(deployer)).toContain(
      '"gitlab.example.org:sub":"project_path:np/digit:ref_type:branch:ref:main"',
    );
    expect(JSON.stringify(reader)).toContain("project_path:np/digit:ref_type:branch:ref:*");
  });

  test("pass the rules on trust of our own engine", () => {
    for (const pipeline of [
      { system: "github", project: "navapradesh/digit", deployFrom: "production" },
      { system: "gitlab", project: "np/digit", deployFrom: "main" },
    ] as const) {
      const roles = trustOf(pipeline).map((trust, index) => [
        `r${index}`,
        { name: `r${index}`, assume_role_policy: JSON.stringify(trust) },
      ]);
      const content = JSON.stringify({ resource: { aws_iam_role: Object.fromEntries(roles) } });
      const graph = buildGraph(readInputs([{ path: "main.tf.json", content }]).inputs);
      const { findings } = evaluate(graph, allRules, { version: "test", now: new Date("2026-11-26"), show: "all" });
      expect(findings.filter(({ status }) => status === "fail").map(({ check }) => check)).toEqual([]);
      expect(findings.map(({ check }) => check)).toEqual(expect.arrayContaining(["IAM-03.oidc-conditions"]));
    }
  });

  test("without a pipeline there is no trust", () => {
    expect([...files.keys()].filter((path) => path.includes("trust"))).toEqual([]);
  });
});

describe("splitting", () => {
  const statement = (Sid: string, count: number): PolicyStatement => ({
    Sid,
    Effect: "Allow",
    Action: Array.from({ length: count }, (_, index) => `ec2:Describe${index}`),
    Resource: "*",
  });

  test("keeps each action once, within the limit", () => {
    const all = [statement("A", 40), statement("B", 3), statement("C", 10)];
    const parts = split(all, 400);
    for (const { Statement } of parts) expect(sizeOf(Statement)).toBeLessThanOrEqual(400);
    const actions = (list: readonly PolicyStatement[]) => list.flatMap(({ Action }) => [Action].flat()).sort();
    expect(actions(parts.flatMap(({ Statement }) => Statement))).toEqual(actions(all));
  });

  test("one action that does not fit is an error", () => {
    expect(() => split([statement("A", 1)], 50)).toThrow("statement A does not fit");
  });
});
