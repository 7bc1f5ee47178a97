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
import type { StatementResult } from "./database-thread";
import type { DatabaseThreads, TakenWriter } from "./database-threads";

/** Kysely over a database file whose statements run in threads of their own: its SQLite compiler, and a driver. */
export const libsqlDialect = (threads: DatabaseThreads): Dialect => ({
  createAdapter: () => new SqliteAdapter(),
  createDriver: () => new LibsqlDriver(threads),
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
});

class LibsqlDriver implements Driver {
  readonly #threads: DatabaseThreads;

  constructor(threads: DatabaseThreads) {
    this.#threads = threads;
  }

  async init() {}

  /** Nothing is held by it: what a statement needs is known when it is run. */
  async acquireConnection() {
    return new LibsqlConnection(this.#threads);
  }

  async releaseConnection() {}

  async beginTransaction(connection: LibsqlConnection) {
    await connection.begin();
  }

  commitTransaction(connection: LibsqlConnection) {
    return connection.commit();
  }

  rollbackTransaction(connection: LibsqlConnection) {
    return connection.rollback();
  }

  destroy() {
    return this.#threads.close();
  }
}

class LibsqlConnection implements DatabaseConnection {
  readonly #threads: DatabaseThreads;
  #transaction: TakenWriter | null = null;

  constructor(threads: DatabaseThreads) {
    this.#threads = threads;
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { rows, changes } = await this.#run(query);
    // A row has the columns by name, which is all that Kysely asks of the type it names.
    return { rows: rows as Row[], numAffectedRows: BigInt(changes) };
  }

  /**
   * A transaction's statements go to its thread. Of the others, a select is read beside whatever is written,
   * as it was before that; the rest is a transaction of its own.
   */
  async #run({ sql, parameters, query }: CompiledQuery): Promise<StatementResult> {
    if (this.#transaction !== null) return this.#transaction.thread.run(sql, parameters);
    if (query.kind === "SelectQueryNode" || isSelect(sql))
      return this.#threads.reader().run(sql, parameters);
    const { thread } = await this.begin();
    try {
      const result = await thread.run(sql, parameters);
      await this.commit();
      return result;
    } catch (error) {
      await this.rollback();
      throw error;
    }
  }

  // biome-ignore lint/correctness/useYield: a statement's rows are read at once, there is nothing to stream
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error("the libSQL dialect does not stream");
  }

  async begin(): Promise<TakenWriter> {
    const transaction = await this.#threads.takeWriter();
    try {
      await transaction.thread.run("begin immediate");
      this.#transaction = transaction;
      return transaction;
    } catch (error) {
      transaction.release();
      throw error;
    }
  }

  async commit() {
    await this.#transaction?.thread.run("commit");
    this.#end();
  }

  /** Never fails: the reason for it is what is to be told. */
  async rollback() {
    const thread = this.#transaction?.thread;
    // A connection that cannot roll back, perhaps since the database did so itself, is not used again.
    await thread?.run("rollback").catch(() => thread.close());
    this.#end();
  }

  #end() {
    this.#transaction?.release();
    this.#transaction = null;
  }
}

/** Of what is given as text. A reading thread refuses to write, so nothing but a select gets through there. */
const isSelect = (sql: string) => /^\s*select\b/i.test(sql);
