import { listInstanceEventsEndpoint } from "../contract";
import { ProblemError } from "../problems/problem";
import { redactFreeText } from "../triage/redact-secrets";
import { callOptions } from "./call-options";
import { connectionOf, isoTime, type RouteContext } from "./context";
import { tellReading } from "./responses";
import { createRouter } from "./router";
import { shortText } from "./short-text";

/** What the service recorded on an instance, read when it is asked for. */
export const instanceEventRoutes = (context: RouteContext) =>
  createRouter().openapi(listInstanceEventsEndpoint, async (c) => {
    const { connection, instanceId } = c.req.valid("param");
    const { client } = connectionOf(context, c.var.viewer, connection);
    const { from, to } = c.req.valid("query");
    const span = { from: timeOf(from), to: timeOf(to) };
    if (span.from !== undefined && span.to !== undefined && span.to < span.from) {
      throw new ProblemError("input.invalid", "to: it is before `from`.", "to");
    }
    const read = await client.getInstanceEvents(instanceId, span, callOptions(c));
    const { complete, requestId, readAt } = read;
    const events = read.items.map((text) => shortText(text, redactFreeText));
    tellReading(c, { requestId, readAt: isoTime(readAt) });
    return c.json({ events, complete }, 200);
  });

const timeOf = (text: string | undefined) => (text === undefined ? undefined : Date.parse(text));
