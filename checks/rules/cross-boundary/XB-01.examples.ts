import type { RuleExamples } from "../../rule";
import { clientExample } from "../kit/crossBoundaryExample";

const database = { engine: "postgres", instance_class: "db.t3.small", allocated_storage: 20, username: "digit" };
const one = { aws_db_instance: { main: database } };
const check = "XB-01.verify-full";
const url = "jdbc:postgresql://main.abc.ap-south-1.rds.amazonaws.com:5432/permits";

export const examples: RuleExamples = [
  clientExample("good-verify-full", `${url}?sslmode=verify-full`, one),
  clientExample("good-two-databases-of-which-none-is-meant-for-sure", url, {
    aws_db_instance: { main: database, other: database },
  }),
  clientExample("good-database-of-the-cluster", "postgres://db.registry.svc/permits", one),
  clientExample("bad-nothing-said", url, one, check),
  clientExample("bad-required-only", `${url}?sslmode=require`, one, check),
  clientExample(
    "bad-named-by-its-host",
    url,
    {
      aws_db_instance: { main: { ...database, address: "main.abc.ap-south-1.rds.amazonaws.com" }, other: database },
    },
    check,
  ),
];
