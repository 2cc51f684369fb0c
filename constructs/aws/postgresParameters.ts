/** One setting of a parameter group. Static settings take effect when the database is created or restarted. */
export interface PostgresParameter {
  readonly name: string;
  readonly value: string;
  readonly applyMethod: "immediate" | "pending-reboot";
}

const setting = (name: string, value: string): PostgresParameter => ({ name, value, applyMethod: "immediate" });
const settingAtStart = (name: string, value: string): PostgresParameter => ({
  name,
  value,
  applyMethod: "pending-reboot",
});

/**
 * Settings of every PostgreSQL database: TLS only, strong password hashes, an audit trail of schema changes, roles and
 * slow statements. Bind values are never logged, because they are citizens' data.
 */
export const postgresParameters: readonly PostgresParameter[] = [
  setting("rds.force_ssl", "1"),
  setting("rds.accepted_password_auth_method", "scram"),
  setting("log_connections", "1"),
  setting("log_disconnections", "1"),
  setting("log_statement", "ddl"),
  // Milliseconds; a statement of a second is one that users feel.
  setting("log_min_duration_statement", "1000"),
  setting("log_parameter_max_length", "0"),
  setting("log_parameter_max_length_on_error", "0"),
  settingAtStart("shared_preload_libraries", "pg_stat_statements,pgaudit"),
  setting("pgaudit.log", "role,ddl"),
  // Objects granted to this role are audited on each access; which ones, the schema owner decides.
  setting("pgaudit.role", "rds_pgaudit"),
];
