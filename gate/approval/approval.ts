import { type KeyObject, verify } from "node:crypto";
import { toStableJson } from "../../common/json";
import { keyIdOf, readPublicKey } from "../../common/publicKey";
import { type Envelope, parseEnvelope, signedBytes } from "./envelope";
import type { PlanSigner } from "./signer";

/** What an environment asks for: how many people must have signed, and whose signatures count. */
export interface ApprovalPolicy {
  readonly signatures: number;
  readonly signers: readonly { readonly approver: string; readonly publicKey: string }[];
}

/** A record of a plan verdict as it lies on disk, by the hash of its bytes; the record binds all the rest. */
export interface SignedRecord {
  readonly stack: string;
  readonly sha256: string;
}

/** Who approved what. */
export interface Approval {
  /** Addresses of those whose signature is theirs, sorted. */
  readonly approvers: readonly string[];
  /** Why that is not what the environment asks for; empty when it is. */
  readonly reasons: readonly string[];
  /** Whether this very record was among what they signed. */
  covers(record: SignedRecord): boolean;
}

const payloadType = "application/vnd.in-toto+json";
const predicateType = "https://digit-platform.invalid/plan-approval/v1";

interface Statement {
  readonly _type: "https://in-toto.io/Statement/v1";
  readonly subject: readonly { readonly name: string; readonly digest: { readonly sha256: string } }[];
  readonly predicateType: string;
  readonly predicate: { readonly environment: string };
}

/** The text that is signed: the plans of one run of `plan`, all together. The same records give the same bytes. */
function statementOf(environment: string, records: readonly SignedRecord[]): Buffer {
  const statement: Statement = {
    _type: "https://in-toto.io/Statement/v1",
    subject: records.map(({ stack, sha256 }) => ({ name: subjectName(stack), digest: { sha256 } })),
    predicateType,
    predicate: { environment },
  };
  return Buffer.from(toStableJson(statement), "utf8");
}

const subjectName = (stack: string): string => `stacks/${stack}/verdict.json`;

/**
 * Signs the records and gives the text of the approval. A signature that somebody gave to the same records before stays
 * beside the new one; one on other records does not.
 */
export async function signRecords(
  environment: string,
  records: readonly SignedRecord[],
  signer: PlanSigner,
  before: string | undefined,
): Promise<string> {
  const statement = statementOf(environment, records);
  const payload = statement.toString("base64");
  const message = signedBytes(payloadType, statement);
  const signature = await signer.sign(message);
  const key = readPublicKey(signer.publicKey);
  if (!key || !holds(key, message, signature)) {
    throw new Error("the signature that was made does not fit its own public key");
  }
  const keyid = keyIdOf(key);
  const earlier = before === undefined ? undefined : parseEnvelope(before);
  const kept = earlier?.payloadType === payloadType && earlier.payload === payload ? earlier.signatures : [];
  const envelope: Envelope = {
    payloadType,
    payload,
    signatures: [...kept.filter((one) => one.keyid !== keyid), { keyid, sig: signature.toString("base64") }],
  };
  return toStableJson(envelope);
}

/** Reads an approval and holds it against what the environment asks for. */
export function readApproval(text: string | undefined, policy: ApprovalPolicy, environment: string): Approval {
  if (text === undefined) return refused("nobody has signed it");
  const envelope = parseEnvelope(text);
  if (!envelope || envelope.payloadType !== payloadType) return refused("the approval (approval.json) cannot be read");
  const bytes = Buffer.from(envelope.payload, "base64");
  const statement = parseStatement(bytes);
  if (!statement) return refused("the approval (approval.json) is none of plans");
  const signed = new Map(statement.subject.map(({ name, digest }) => [name, digest.sha256]));
  const { approvers, notes } = signaturesIn(envelope, signedBytes(payloadType, bytes), policy);
  const foreign = statement.predicate.environment !== environment;
  const few = approvers.length < policy.signatures;
  return {
    approvers,
    reasons: [
      ...(foreign ? [`it was signed for the environment ${statement.predicate.environment}`] : []),
      ...(few ? [[`${approvers.length} of ${policy.signatures} signatures are there`, ...notes].join("; ")] : []),
    ],
    covers: ({ stack, sha256 }) => signed.get(subjectName(stack)) === sha256,
  };
}

function signaturesIn(
  { signatures }: Envelope,
  message: Buffer,
  policy: ApprovalPolicy,
): { readonly approvers: readonly string[]; readonly notes: readonly string[] } {
  const declared = new Map(
    policy.signers.flatMap(({ approver, publicKey }) => {
      const key = readPublicKey(publicKey);
      return key ? [[keyIdOf(key), { approver, key }] as const] : [];
    }),
  );
  const approvers = new Set<string>();
  const notes: string[] = [];
  for (const { keyid, sig } of signatures) {
    const signer = declared.get(keyid);
    if (!signer) notes.push(`key ${keyid.slice(0, 12)} is none of approval.signers`);
    else if (holds(signer.key, message, Buffer.from(sig, "base64"))) approvers.add(signer.approver.toLowerCase());
    else notes.push(`the signature of ${signer.approver} does not fit what it stands under`);
  }
  return { approvers: [...approvers].sort(), notes };
}

/** Ed25519 hashes by itself; ECDSA on P-256 goes with SHA-256. */
function holds(key: KeyObject, message: Buffer, signature: Buffer): boolean {
  return verify(key.asymmetricKeyType === "ed25519" ? null : "sha256", message, key, signature);
}

function parseStatement(bytes: Buffer): Statement | undefined {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8"));
  } catch {
    return undefined;
  }
  const statement = value as Partial<Statement> | null;
  const fits =
    statement?._type === "https://in-toto.io/Statement/v1" &&
    statement.predicateType === predicateType &&
    typeof statement.predicate?.environment === "string" &&
    Array.isArray(statement.subject) &&
    statement.subject.every(
      (subject: Partial<Statement["subject"][number]> | null) =>
        typeof subject?.name === "string" && typeof subject.digest?.sha256 === "string",
    );
  return fits ? (statement as Statement) : undefined;
}

function refused(reason: string): Approval {
  return { approvers: [], reasons: [reason], covers: () => false };
}
