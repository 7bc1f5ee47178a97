import { DatabaseThread } from "./database-thread";

/** How long a lock of another process is waited for. */
const busyMs = 5_000;

/** Two, so that a long list does not hold up everything else that is read. */
const readersAtMost = 2;

/** The thread that writes, for one user at a time. */
export interface TakenWriter {
  thread: DatabaseThread;
  release(): void;
}

/**
 * The threads of one database file: one that writes, one transaction after the other, and some that read
 * beside it, which SQLite's write-ahead log allows. A thread is started when it is needed, and another one in
 * place of one that has ended.
 */
export class DatabaseThreads {
  readonly #file: string;
  #writer: DatabaseThread | null = null;
  #readers: DatabaseThread[] = [];
  #free: Promise<void> = Promise.resolve();
  #closed = false;
  #started = 0;
  readonly #numbers = new WeakMap<DatabaseThread, number>();

  constructor(file: string) {
    this.#file = file;
  }

  /** A thread for a statement that reads: one at rest, or the one with the least to do. */
  reader(): DatabaseThread {
    this.#readers = this.#readers.filter((thread) => !thread.hasEnded);
    const [least] = this.#readers.toSorted((a, b) => a.waiting - b.waiting);
    if (least && (least.waiting === 0 || this.#readers.length >= readersAtMost)) return least;
    const thread = this.#start("read");
    this.#readers.push(thread);
    return thread;
  }

  /** Waits for the thread that writes; whoever took it must release it. */
  async takeWriter(): Promise<TakenWriter> {
    const mine = this.#free;
    let release = () => {};
    this.#free = new Promise((resolve) => {
      release = resolve;
    });
    await mine;
    try {
      if (this.#writer === null || this.#writer.hasEnded) this.#writer = this.#start("write");
      return { thread: this.#writer, release };
    } catch (error) {
      release();
      throw error;
    }
  }

  /**
   * A text that is another one after anything was committed to the file, by this process or another. Each thread counts
   * for itself, and so it may also be another one where nothing was.
   */
  async version(): Promise<string> {
    const thread = this.reader();
    const { rows } = await thread.run("pragma data_version");
    return `${this.#numbers.get(thread)} ${JSON.stringify(rows)}`;
  }

  /** Opens the file for writing, which decides on its journal. @throws {DatabaseError} when it cannot be opened */
  async open(): Promise<void> {
    const { thread, release } = await this.takeWriter();
    await thread.run("select 1").finally(release);
  }

  /** Ends all threads; what is not answered yet is rejected. */
  async close(): Promise<void> {
    this.#closed = true;
    const threads = [...this.#readers, ...(this.#writer ? [this.#writer] : [])];
    await Promise.all(threads.map((thread) => thread.close()));
  }

  #start(role: "read" | "write"): DatabaseThread {
    if (this.#closed) throw new Error("The database is closed.");
    const thread = new DatabaseThread({ file: this.#file, role, busyMs });
    this.#started += 1;
    this.#numbers.set(thread, this.#started);
    return thread;
  }
}
