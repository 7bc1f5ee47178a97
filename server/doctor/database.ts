import {
  type FileFacts,
  inspectFile,
  inspectPostgres,
  type MigrationState,
  type PostgresFacts,
} from "../store/inspect";
import { sizeOf } from "./disk";
import { type Finding, finding } from "./finding";

/** Looks at the PostgreSQL of an address; neither its user's password nor the whole address is shown. */
export async function checkPostgres(databaseUrl: string): Promise<Finding[]> {
  const place = placeOf(databaseUrl);
  let facts: PostgresFacts;
  try {
    facts = await inspectPostgres(databaseUrl);
  } catch (error) {
    return [unreachable(place, error)];
  }
  const where = `PostgreSQL ${facts.version} at ${place}`;
  return [finding("database", "ok", `${where} answers`), ...rights(facts), ...migrations(facts)];
}

/** Looks at the embedded engine's file in a folder. */
export async function checkFile(folder: string): Promise<Finding[]> {
  let facts: FileFacts | null;
  try {
    facts = await inspectFile(folder);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [
      finding("database", "failed", `the index's file in ${folder} cannot be read: ${why}`, {
        remedy: "Move the file away: the next start reads the account anew into another one.",
      }),
    ];
  }
  if (facts === null) {
    return [finding("database", "ok", "embedded; the first start makes its file")];
  }
  return [finding("database", "ok", `embedded, ${sizeOf(facts.bytes)}`), ...migrations(facts)];
}

/** Whether the user may do in the schema what the server does. */
function rights({ schema, user, refusedTables, pending }: PostgresFacts): Finding[] {
  if (schema === null) {
    return [
      finding("database", "failed", "no schema of the search path exists", {
        remedy: `Create one, for example: CREATE SCHEMA snapdeck AUTHORIZATION ${quoted(user)};`,
      }),
    ];
  }
  const { name, usable, mayCreate } = schema;
  if (!usable || (!mayCreate && pending.length > 0)) {
    return [
      finding("database", "failed", `permission denied for schema ${name} (user ${user})`, {
        remedy: `As the schema's owner run: GRANT USAGE, CREATE ON SCHEMA ${quoted(name)} TO ${quoted(user)};`,
      }),
    ];
  }
  if (refusedTables.length > 0) {
    return [
      finding(
        "database",
        "failed",
        `permission denied for ${refusedTables.join(", ")} (user ${user})`,
        {
          remedy: `As the tables' owner run: GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${quoted(name)} TO ${quoted(user)};`,
        },
      ),
    ];
  }
  return mayCreate
    ? [finding("database", "ok", `user ${user} may create tables in schema ${name}`)]
    : [
        finding(
          "database",
          "warning",
          `user ${user} may not create tables in schema ${name}: the next release's migrations may need it`,
          {
            remedy: `GRANT CREATE ON SCHEMA ${quoted(name)} TO ${quoted(user)};`,
          },
        ),
      ];
}

function migrations({ pending, unknown }: MigrationState): Finding[] {
  if (unknown.length > 0) {
    return [
      finding(
        "database",
        "failed",
        `a newer release has changed the tables (${unknown.join(", ")})`,
        {
          remedy: "Run that release, or give this one a database or schema of its own.",
        },
      ),
    ];
  }
  return [
    finding(
      "database",
      "ok",
      pending.length === 0
        ? "its tables are up to date"
        : `the next start brings its tables up to date (${pending.join(", ")})`,
    ),
  ];
}

/** What the driver's and the server's codes mean. */
const reasons: Readonly<Record<string, readonly [message: string, remedy: string]>> = {
  ECONNREFUSED: [
    "the connection was refused",
    "Check the host and the port in DATABASE_URL, and that PostgreSQL listens there.",
  ],
  ENOTFOUND: ["its name does not resolve", "Check the host in DATABASE_URL, and DNS."],
  EAI_AGAIN: ["its name could not be resolved just now", "Check DNS."],
  EHOSTUNREACH: ["there is no route to it", "Check the network between here and the database."],
  ENETUNREACH: ["there is no route to it", "Check the network between here and the database."],
  "28P01": ["it refuses the password", "Check the user and the password in DATABASE_URL."],
  "28000": ["it refuses the user", "Check the user in DATABASE_URL, and the server's pg_hba.conf."],
  "3D000": ["it has no such database", "Create the database, or correct its name in DATABASE_URL."],
  "42501": ["permission denied", "Grant the user CONNECT on the database."],
  "53300": ["it has too many connections", "Raise max_connections, or close some."],
};

function unreachable(place: string, error: unknown): Finding {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const text = error instanceof Error ? error.message : "";
  const [message, remedy] = reasons[code] ??
    (/timeout/i.test(text) ? timedOut : null) ?? [
      // The driver's own words, which name the user at most.
      text === "" ? "it could not be reached" : text,
      "Check DATABASE_URL.",
    ];
  return finding("database", "failed", `PostgreSQL at ${place}: ${message}`, { remedy });
}

const timedOut = [
  "it did not answer in time",
  "Check the network between here and the database, and firewalls on the way.",
] as const;

function placeOf(databaseUrl: string): string {
  const { host, pathname } = new URL(databaseUrl);
  return `${host}${pathname}`;
}

const quoted = (identifier: string) => `"${identifier.replaceAll('"', '""')}"`;
