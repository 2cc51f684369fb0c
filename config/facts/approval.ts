import { readPublicKey } from "../../common/publicKey";
import { nearest } from "../suggest";
import type { Fact, FactInput, FactProblem } from "./fact";

/** Signers are different approvers with different keys, and as many as signatures are asked for. */
export const approvalFact: Fact = { id: "approval", reads: ["approval", "access.approvers"], judge };

function judge({ environment }: FactInput): readonly FactProblem[] {
  const { approval } = environment;
  if (approval === undefined) return [];
  const { signatures, signers } = approval;
  const addresses = environment.access.approvers.map((approver) => approver.email);
  const people = new Set(signers.map((signer) => signer.approver.toLowerCase()));
  const problems = signers.flatMap((signer, index): FactProblem[] => {
    const at = (key: string) => ["approval", "signers", index, key];
    const known = addresses.some((address) => address.toLowerCase() === signer.approver.toLowerCase());
    const meant = nearest(signer.approver, addresses);
    const firstWith = (same: (other: (typeof signers)[number]) => boolean): boolean =>
      signers.findIndex(same) === index;
    return [
      ...(known
        ? []
        : [
            {
              code: "signer-not-approver",
              path: at("approver"),
              message: `${signer.approver} signs, and access.approvers does not name that address`,
              hint: meant ? `Did you mean ${meant}?` : "Add the person to `access.approvers`.",
            },
          ]),
      ...(firstWith((other) => other.approver.toLowerCase() === signer.approver.toLowerCase())
        ? []
        : [
            {
              code: "duplicate-signer",
              path: at("approver"),
              message: `${signer.approver} is named twice: one person has one key`,
              hint: "Keep the key that is in use.",
            },
          ]),
      ...(firstWith((other) => other.publicKey === signer.publicKey)
        ? []
        : [
            {
              code: "duplicate-public-key",
              path: at("publicKey"),
              message: "another signer has the same key: nobody could tell who signed",
              hint: "Give each signer a key of their own.",
            },
          ]),
      ...(readPublicKey(signer.publicKey)
        ? []
        : [
            {
              code: "bad-public-key",
              path: at("publicKey"),
              message: "this has the form of a public key and is none: its numbers are no point of the curve",
              hint: "Copy it again from the key file or from KMS.",
            },
          ]),
    ];
  });
  if (people.size >= signatures) return problems;
  const too = {
    code: "few-signers",
    path: ["approval", "signatures"],
    message: `${signatures} signatures are asked for, and ${people.size} ${people.size === 1 ? "person" : "people"} can sign: nothing could ever be deployed`,
    hint: "Name more signers, or ask for fewer signatures.",
  };
  return [...problems, too];
}
