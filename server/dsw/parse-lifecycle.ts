import { z } from "zod";
import { type LifecycleStep, maxLifecycleSteps } from "../contract";
import { type Success, unexpectedShape } from "./parse-response";
import { isRecord, readNumber, readText } from "./parse-values";
import type { UpstreamSeries } from "./reads";

const lifecycleBody = z.object({
  Lifecycle: z.array(z.unknown()).nullish(),
  TotalCount: z.unknown().optional(),
});

/**
 * The steps of `GetLifecycle` (docs/dsw-api.md, "Optional calls"), oldest first over all its sessions; what has no
 * time that can be read has no place among them. @throws DswError `upstream.badAnswer` when there is no list
 */
export function parseLifecycle(response: Success, readAt: number): UpstreamSeries<LifecycleStep> {
  const body = lifecycleBody.safeParse(response.body).data;
  if (body === undefined) throw unexpectedShape("GetLifecycle", response.requestId);
  const sessions = body.Lifecycle ?? [];
  const steps = sessions
    .flat()
    .map(readStep)
    .filter((step) => step !== null)
    .sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const items = steps.slice(-maxLifecycleSteps);
  const counted = readNumber(body.TotalCount) ?? sessions.length;
  const complete = items.length === steps.length && counted <= sessions.length;
  return { items, complete, requestId: response.requestId, readAt };
}

function readStep(value: unknown): LifecycleStep | null {
  if (!isRecord(value)) return null;
  const at = readTime(value.GmtCreateTime);
  if (at === null) return null;
  return {
    status: readText(value.Status),
    reasonCode: readText(value.ReasonCode),
    reasonMessage: readText(value.ReasonMessage),
    at,
    endedAt: readTime(value.GmtEndTime),
  };
}

/** A time as ISO 8601 UTC (docs/dsw-api.md, "Forms of values"); null for text that is none. */
function readTime(value: unknown): string | null {
  const text = readText(value) ?? "";
  const time = /^\d{12,14}$/.test(text)
    ? Number(text)
    : /^\d{4}-\d\d-\d\dT/.test(text)
      ? Date.parse(text)
      : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
