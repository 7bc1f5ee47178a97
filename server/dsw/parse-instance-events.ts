import { z } from "zod";
import { maxInstanceEvents } from "../contract";
import { type Success, unexpectedShape } from "./parse-response";
import { readNumber, readTexts } from "./parse-values";
import type { UpstreamSeries } from "./reads";

const eventsBody = z.object({
  Events: z.array(z.unknown()).nullish(),
  TotalCount: z.unknown().optional(),
});

/**
 * The texts of `GetInstanceEvents` (docs/dsw-api.md, "Optional calls"), in the service's order; what is no text is
 * left out. @throws DswError `upstream.badAnswer` when there is no list
 */
export function parseInstanceEvents(response: Success, readAt: number): UpstreamSeries<string> {
  const body = eventsBody.safeParse(response.body).data;
  if (body === undefined) throw unexpectedShape("GetInstanceEvents", response.requestId);
  const texts = readTexts(body.Events ?? []);
  const items = texts.slice(0, maxInstanceEvents);
  const counted = readNumber(body.TotalCount) ?? texts.length;
  const complete = texts.length === items.length && counted <= (body.Events ?? []).length;
  return { items, complete, requestId: response.requestId, readAt };
}
