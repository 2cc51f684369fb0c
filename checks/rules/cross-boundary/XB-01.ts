import { clientRule } from "../kit/crossBoundary";

/** Who calls the managed database insists on TLS, and on the right server. */
export const rule = clientRule({
  id: "XB-01",
  title: "Clients of the database verify TLS",
  check: "XB-01.verify-full",
  kind: "database",
  storeTypes: ["aws_db_instance", "aws_rds_cluster"],
  expected: "sslmode=verify-full",
  unverified: "low",
  rationale:
    "A database that forces TLS is still read by whoever stands between, if its client takes any certificate; one that does not force it is read in the clear.",
  remediation:
    "Write sslmode=verify-full and sslrootcert (the RDS certificate bundle) into the PostgreSQL URL in env[].value or the ConfigMap; set rds.force_ssl = 1 on the database.",
});
