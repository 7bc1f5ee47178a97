import { createHash } from "node:crypto";
import { once } from "node:events";
import { get } from "node:http";
import { Hono } from "hono";
import { compress } from "hono/compress";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type Listening, listen } from "../http/listen";
import type { FileColumn } from "../snapshots/export-file";
import { sendFile } from "./send-file";

interface Row {
  id: string;
  text: string;
}
const columns: readonly FileColumn<Row>[] = [
  ["id", (row) => row.id],
  ["text", (row) => row.text],
];
const rowsOf = (batch: number): Row[] =>
  Array.from({ length: 100 }, (_, at) => ({
    id: `${batch}-${at}`,
    // Different enough that compressing does not keep it back until the end.
    text: createHash("sha256").update(`${batch} ${at}`).digest("hex"),
  }));

async function* batchesUntil(last: number, end: () => void): AsyncGenerator<Row[]> {
  for (let batch = 0; batch < last; batch++) yield rowsOf(batch);
  end();
}

let server: Listening | undefined;
afterEach(async () => {
  await server?.close(0);
  server = undefined;
  vi.restoreAllMocks();
});

/** The address of a server with one file. */
async function serve(
  format: "csv" | "json",
  batches: AsyncIterable<Row[]>,
  totalRows?: number,
  comments = false,
) {
  const app = new Hono().use(compress()).get("/", (c) =>
    sendFile(c, {
      name: "rows",
      format,
      columns,
      batches,
      head: { readAt: "now" },
      note: ["read\nnow"],
      language: "en",
      comments,
      ...(totalRows === undefined ? {} : { totalRows }),
    }),
  );
  app.onError((_error, c) => c.text("refused", 503));
  server = await listen(app, { host: "127.0.0.1", port: 0, keepAliveMs: 75_000 });
  return server.url;
}

/** What a client gets: the status if there was one, how it ended, and the bytes as text. */
function receive(url: string, encoding: string) {
  return new Promise<{ status: number | null; ending: string; text: string }>((resolve) => {
    let status: number | null = null;
    let text = "";
    const end = (ending: string) => resolve({ status, ending, text });
    const failed = (error: NodeJS.ErrnoException) => end(error.code ?? error.message);
    const request = get(url, { headers: { "accept-encoding": encoding } }, (response) => {
      status = response.statusCode ?? null;
      response.setEncoding("latin1").on("data", (chunk) => {
        text += chunk;
      });
      response.on("error", failed).on("end", () => end("whole"));
    });
    request.on("error", failed);
  });
}

describe("a file that is whole", () => {
  it("is, as CSV, the names of the columns and the rows, and nothing else", async () => {
    const url = await serve(
      "csv",
      batchesUntil(2, () => {}),
    );
    const lines = (await (await fetch(url)).text()).split("\r\n");
    expect(lines[0]).toBe("id,text");
    expect(lines.slice(1, -1)).toEqual(
      [...rowsOf(0), ...rowsOf(1)].map(({ id, text }) => `${id},${text}`),
    );
    expect(lines.at(-1)).toBe("");
  });

  it("ends, as CSV with comments, with the count and the digest of all before", async () => {
    const response = await fetch(
      await serve(
        "csv",
        batchesUntil(3, () => {}),
        300,
        true,
      ),
    );
    expect(response.headers.get("x-total-rows")).toBe("300");
    const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(await response.arrayBuffer());
    const lines = text.split("\r\n");
    expect(lines.pop()).toBe("");
    const last = lines.pop();
    const before = `${lines.join("\r\n")}\r\n`;
    const digest = createHash("sha256").update(before).digest("hex");
    expect(last).toBe(`# 300 rows; sha256 ${digest}`);
    expect(lines[0]).toBe("\ufeff# read now");
    expect(lines).toHaveLength(302);
  });

  it("ends, as JSON, with the count and that it is complete", async () => {
    const response = await fetch(
      await serve(
        "json",
        batchesUntil(2, () => {}),
      ),
    );
    expect(response.headers.has("x-total-rows")).toBe(false);
    const file = await response.json();
    expect(file).toEqual({
      readAt: "now",
      items: [...rowsOf(0), ...rowsOf(1)],
      rows: 200,
      complete: true,
    });
    expect(Object.keys(file).slice(-2)).toEqual(["rows", "complete"]);
  });

  it("says so without a row too", async () => {
    const json = await fetch(
      await serve(
        "json",
        batchesUntil(0, () => {}),
      ),
    );
    expect(await json.json()).toEqual({ readAt: "now", items: [], rows: 0, complete: true });
    await server?.close(0);
    const csv = await (
      await fetch(
        await serve(
          "csv",
          batchesUntil(0, () => {}),
        ),
      )
    ).text();
    expect(csv).toBe("id,text\r\n");
  });
});

describe("a file whose rows fail", () => {
  const fail = () => {
    throw new Error("the password is in this message");
  };
  const formats = ["csv", "json"] as const;
  const cases = formats.flatMap((format) =>
    ["identity", "gzip"].flatMap((encoding) =>
      [1, 2, 3, 50].map((batches) => ({ format, encoding, batches })),
    ),
  );

  it.each(cases)("is cut after $batches batches: $format, $encoding", async (file) => {
    const logged = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    vi.spyOn(console, "error").mockReturnValue(undefined);
    const url = await serve(file.format, batchesUntil(file.batches, fail));
    const { status, ending, text } = await receive(url, file.encoding);
    // Before the first byte was sent it may still be answered as an error.
    expect([200, 500, null]).toContain(status);
    if (status !== 500) expect(ending).toBe("ECONNRESET");
    expect(text).not.toContain("password");
    expect(logged).toHaveBeenCalledWith(expect.stringContaining("password"));
  });

  it.each(formats)("is answered as a problem when there is no row yet: %s", async (format) => {
    const response = await fetch(await serve(format, batchesUntil(0, fail)));
    expect([response.status, await response.text()]).toEqual([503, "refused"]);
  });
});

describe("a client that leaves", () => {
  it.each(["identity", "gzip"])("ends the reading of the rows: %s", async (encoding) => {
    let read = 0;
    let ended = false;
    async function* endless(): AsyncGenerator<Row[]> {
      try {
        for (;;) yield rowsOf(read++);
      } finally {
        ended = true;
      }
    }
    const url = await serve("csv", endless());
    const request = get(url, { headers: { "accept-encoding": encoding } });
    const [response] = await once(request, "response");
    await once(response, "data");
    response.destroy();
    await expect.poll(() => ended).toBe(true);
  });
});
