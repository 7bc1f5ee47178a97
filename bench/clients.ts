import { setMaxListeners } from "node:events";
import { Agent, get } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { documentedInstanceId } from "../server/emulator";
import { region } from "./measured-server";

const instance = `/api/${region}/instances/${documentedInstanceId}`;

/** What readers ask: lists, histories, failures, searches, files, pages. */
const paths = [
  `/api/${region}/instances?sort=name&order=asc`,
  `/api/${region}/instances?page=2`,
  `${instance}/snapshots?q=a`,
  `${instance}/snapshots?counts=whole`,
  `/api/${region}/failures?period=30d`,
  `/api/${region}/failures/snapshots?size=100`,
  "/api/all/failures?period=24h",
  "/api/search?q=registry",
  `/api/${region}/exports/instances?format=json`,
  `/api/${region}/exports/failures?period=30d`,
  "/readyz",
  `/${region}/failures`,
];

/** What became of the requests. */
export interface Answers {
  /** How many, by HTTP status, or `cut` and `left` for the ones that ended early. */
  byStatus: Map<string, number>;
  /**
   * What a service that fails does not explain, and where: addresses that the server does not have, problems that
   * are not the upstream's, answers that break off.
   */
  unexpected: Map<string, number>;
  /** How long each took, in milliseconds. */
  tookMs: number[];
}

/** Nothing asked yet. */
export const noAnswers = (): Answers => ({
  byStatus: new Map(),
  unexpected: new Map(),
  tookMs: [],
});

/** How clients behave. */
export interface Behaviour {
  clients: number;
  /** Milliseconds between an answer and the next request. */
  pauseMs: number;
  /** Every so many requests a client goes away in the middle of one; 0 for never. */
  leaving: number;
  /** Requests of each client; any number where it is absent. */
  requests?: number;
}

/** Clients ask one address after the other until they are done or told to stop; every answer under way is waited for. */
export async function runClients(
  url: string,
  answers: Answers,
  { clients, pauseMs, leaving, requests = Number.POSITIVE_INFINITY }: Behaviour,
  signal: AbortSignal,
): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  setMaxListeners(clients, signal);
  const client = async (number: number) => {
    for (let turn = number; turn < number + requests && !signal.aborted; turn++) {
      const path = paths[turn % paths.length] ?? "/";
      const began = performance.now();
      const { outcome, problem } = await ask(
        `${url}${path}`,
        agent,
        leaving > 0 && turn % leaving === 0,
      );
      answers.tookMs.push(performance.now() - began);
      answers.byStatus.set(outcome, (answers.byStatus.get(outcome) ?? 0) + 1);
      if (isUnexpected(path, outcome, problem)) {
        const what = `${outcome} ${problem ?? ""} ${path}`;
        answers.unexpected.set(what, (answers.unexpected.get(what) ?? 0) + 1);
      }
      if (pauseMs > 0) await wait(pauseMs, undefined, { signal }).catch(() => {});
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  agent.destroy();
}

/** The counts in words. */
export const statusCounts = ({ byStatus }: Answers): string =>
  [...byStatus]
    .sort()
    .map(([status, count]) => `${status}: ${count}`)
    .join(", ");

/** A file that a fault cuts short is broken off, so that nobody takes it for the whole. */
function isUnexpected(path: string, outcome: string, problem: string | null): boolean {
  if (outcome === "cut") return !path.includes("/exports/");
  if (outcome === "404") return true;
  return Number(outcome) >= 500 && !problem?.startsWith("upstream.");
}

/** The status of the answer, or how it ended, and a failure's code. */
function ask(
  url: string,
  agent: Agent,
  leaves: boolean,
): Promise<{ outcome: string; problem: string | null }> {
  return new Promise((resolve) => {
    const end = (outcome: string, problem: string | null = null) => resolve({ outcome, problem });
    const request = get(url, { agent, headers: { "accept-encoding": "gzip" } }, (response) => {
      if (leaves) {
        response.destroy();
        end("left");
      }
      const { statusCode = 0 } = response;
      const parts: Buffer[] = [];
      if (statusCode < 500) response.resume();
      else response.on("data", (part) => parts.push(part));
      response.on("end", () => end(String(statusCode), codeOf(Buffer.concat(parts))));
      response.on("error", () => end("cut"));
    });
    request.on("error", () => end("cut"));
  });
}

/** The code of a problem, which may be compressed; null where there is none. */
function codeOf(body: Buffer): string | null {
  const text = body[0] === 0x1f ? gunzipSync(body) : body;
  return /"code":"([\w.]+)"/.exec(text.toString())?.[1] ?? null;
}
