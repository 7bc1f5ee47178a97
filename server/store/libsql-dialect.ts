import type { Client, InArgs, Transaction } from "@libsql/client";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";

/**
 * Kysely over a libSQL client. The published adapter depends on a client several majors old, and all
 * that is missing is this: Kysely's own SQLite compiler, and libSQL's way to run a statement.
 */
export const libsqlDialect = (client: Client): Dialect => ({
  createAdapter: () => new SqliteAdapter(),
  createDriver: () => new LibsqlDriver(client),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
});

/** One connection, handed to one at a time: the file has one writer, and a transaction must not be shared. */
class LibsqlDriver implements Driver {
  readonly #connection: LibsqlConnection;
  #free: Promise<void> = Promise.resolve();
  #release: () => void = () => {};

  constructor(client: Client) {
    this.#connection = new LibsqlConnection(client);
  }

  async init() {}

  async acquireConnection() {
    const mine = this.#free;
    let release = () => {};
    this.#free = new Promise((resolve) => {
      release = resolve;
    });
    await mine;
    this.#release = release;
    return this.#connection;
  }

  async releaseConnection() {
    this.#release();
  }

  async beginTransaction(connection: LibsqlConnection) {
    await connection.begin();
  }

  async commitTransaction(connection: LibsqlConnection) {
    await connection.end("commit");
  }

  async rollbackTransaction(connection: LibsqlConnection) {
    await connection.end("rollback");
  }

  async destroy() {
    this.#connection.close();
  }
}

class LibsqlConnection implements DatabaseConnection {
  readonly #client: Client;
  #transaction: Transaction | null = null;

  constructor(client: Client) {
    this.#client = client;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const result = await (this.#transaction ?? this.#client).execute({
      sql,
      args: [...parameters] as InArgs,
    });
    return {
      numAffectedRows: BigInt(result.rowsAffected),
      // libSQL's rows carry the columns by name, which is all that Kysely asks of the type it names.
      rows: result.rows as Row[],
    };
  }

  // biome-ignore lint/correctness/useYield: a file is read at once, there is nothing to stream
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error("the libSQL dialect does not stream");
  }

  async begin() {
    this.#transaction = await this.#client.transaction("write");
  }

  async end(how: "commit" | "rollback") {
    const transaction = this.#transaction;
    this.#transaction = null;
    await transaction?.[how]();
  }

  close() {
    this.#client.close();
  }
}
