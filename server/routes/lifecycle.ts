import { getLifecycleEndpoint } from "../contract";
import { redactFreeText } from "../triage/redact-secrets";
import { callOptions } from "./call-options";
import { connectionOf, isoTime, type RouteContext } from "./context";
import { tellReading } from "./responses";
import { createRouter } from "./router";
import { shortText } from "./short-text";

/** The statuses that an instance was in, read when it is asked for. */
export const lifecycleRoutes = (context: RouteContext) =>
  createRouter().openapi(getLifecycleEndpoint, async (c) => {
    const { connection, instanceId } = c.req.valid("param");
    const { client } = connectionOf(context, c.var.viewer, connection);
    const read = await client.getLifecycle(instanceId, callOptions(c));
    const { complete, requestId, readAt } = read;
    const steps = read.items.map((step) => ({
      ...step,
      status: short(step.status),
      reasonCode: short(step.reasonCode),
      reasonMessage: short(step.reasonMessage),
    }));
    tellReading(c, { requestId, readAt: isoTime(readAt) });
    return c.json({ steps, complete }, 200);
  });

const short = (text: string | null) => (text === null ? null : shortText(text, redactFreeText));
