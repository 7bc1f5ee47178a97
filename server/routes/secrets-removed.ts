import type { MiddlewareHandler } from "hono";
import { cleanedValue } from "../triage/without-secrets";

/**
 * Takes secrets out of the texts of an answer, just before it leaves: a reason may quote a login, and nobody is helped
 * by seeing it. What is stored, and what fingerprints and causes are found by, stays as the service said it. Files and
 * reports do the same where they are written (`send-file.ts`, `triage/incident-report.ts`).
 */
export const secretsRemoved: MiddlewareHandler = async (c, next) => {
  await next();
  // Secrets were taken out of it when it was computed.
  if (c.get("sent") !== undefined) return;
  if (c.res.headers.get("content-type")?.split(";")[0] !== "application/json") return;
  const text = await c.res.text();
  c.res = new Response(text === "" ? text : cleanedJson(text), c.res);
};

function cleanedJson(text: string): string {
  const value: unknown = JSON.parse(text);
  const cleaned = cleanedValue(value);
  return cleaned === value ? text : JSON.stringify(cleaned);
}
