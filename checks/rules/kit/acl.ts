/** What ACLs of S3 grant to everybody, whether canned or grant by grant, on the bucket or beside it. */
import type { BlockView, Reading, ResourceNode } from "../../graph/graph";
import { isList } from "./datum";
import { type Answer, equals, every, oneOf, some } from "./predicates";

/** The canned ACL that lets everybody write. */
const writableAcl = "public-read-write";
const writing = ["WRITE", "WRITE_ACP", "FULL_CONTROL"];
const publicAcls = ["public-read", "public-read-write", "authenticated-read", "website"];
const publicGroups = [
  "http://acs.amazonaws.com/groups/global/AllUsers",
  "http://acs.amazonaws.com/groups/global/AuthenticatedUsers",
];
const logDelivery = "http://acs.amazonaws.com/groups/s3/LogDelivery";

/** Of `aws_s3_bucket_acl`, or of a bucket with an ACL of its own: whether everybody, or every AWS customer, is let in. */
export function grantsToAll(node: ResourceNode): { readonly answer: Answer; readonly path: string } {
  const canned = node.get("acl");
  const named: Answer = canned.kind === "absent" ? "no" : oneOf(publicAcls).ask(canned);
  const grants = granteesOf(node);
  const culprit = grants.find((grantee) => grantee.isPublic !== "no");
  return {
    answer: some([named, ...grants.map((grantee) => grantee.isPublic), mayGrantMore(node)]),
    path: named === "no" && culprit ? culprit.path : "acl",
  };
}

/** As `grantsToAll`, of writing: everybody may put objects there, or change who may. */
export function grantsWritingToAll(node: ResourceNode): Answer {
  const grants = granteesOf(node).map(({ isPublic, permissions }) =>
    every([isPublic, some(permissions.map((permission) => oneOf(writing).ask(permission)))]),
  );
  const canned = node.get("acl");
  return some([canned.kind === "absent" ? "no" : equals(writableAcl).ask(canned), ...grants, mayGrantMore(node)]);
}

/** Grants of `dynamic` blocks of which nobody knows whether they will be there. */
function mayGrantMore(node: ResourceNode): Answer {
  const policies = node.blocks("access_control_policy");
  const lists = [policies, node.blocks("grant"), ...policies.items.map((policy) => policy.blocks("grant"))];
  return lists.some(({ unknown }) => unknown !== undefined) ? "unknown" : "no";
}

/** Whether the group by which S3 writes records of access may write there. */
export function letsLogsIn(node: ResourceNode): boolean {
  if (equals("log-delivery-write").ask(node.get("acl")) === "yes") return true;
  return granteesOf(node).some(({ uri }) => equals(logDelivery).ask(uri) === "yes");
}

export function statesAcl(bucket: ResourceNode): boolean {
  const grants = bucket.blocks("grant");
  return bucket.get("acl").kind !== "absent" || grants.items.length > 0 || grants.unknown !== undefined;
}

interface Grantee {
  readonly path: string;
  readonly uri: Reading;
  readonly isPublic: Answer;
  readonly permissions: readonly Reading[];
}

function granteesOf(node: ResourceNode): readonly Grantee[] {
  const split = node
    .blocks("access_control_policy")
    .items.flatMap((policy) => policy.blocks("grant").items)
    .flatMap((grant) =>
      grant.blocks("grantee").items.map((grantee) => ({ grantee, granted: [grant.get("permission")] })),
    );
  const inline = node
    .blocks("grant")
    .items.map((grant) => ({ grantee: grant, granted: valuesOf(grant, "permissions") }));
  return [...split, ...inline].map(({ grantee, granted }) => {
    const uri = grantee.get("uri");
    const isPublic = uri.kind === "absent" ? "no" : oneOf(publicGroups).ask(uri);
    return { path: `${grantee.path}.uri`, uri, isPublic, permissions: granted };
  });
}

/** The older block lists what it grants. */
function valuesOf(view: BlockView, path: string): readonly Reading[] {
  const reading = view.get(path);
  if (reading.kind !== "known" || !isList(reading.value)) return [reading];
  return reading.value.map((value) => ({ kind: "known", value }));
}
