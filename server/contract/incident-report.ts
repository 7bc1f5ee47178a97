import { z } from "zod";
import { anyConnectionParams, indexProblems, jsonEndpoint, snapshotParams } from "./endpoint";
import { failureListQuery } from "./failures";
import { orNull, queryText, textLanguage, textOrNull } from "./query-params";
import { labelSchema } from "./snapshots";

/** How an incident report is written. */
export const incidentReportOptions = z.strictObject({
  masked: z
    .enum(["true", "false"])
    .default("true")
    .transform((word) => word === "true")
    .meta({
      type: "boolean",
      description:
        "Account ids, owners, namespaces, repositories and private addresses are taken out unless `false`. Secrets are always taken out, as in every answer.",
    }),
  language: textLanguage.default("en"),
  base: z
    .url({ protocol: /^https?$/ })
    .transform((text) => new URL(text).origin)
    .meta({ description: "The origin that its links begin with." }),
});
export type IncidentReportOptions = z.infer<typeof incidentReportOptions>;

export const incidentReportQuery = failureListQuery
  .extend(incidentReportOptions.shape)
  .extend({ group: queryText(40) });

/** One failed snapshot of a report. Times are ISO 8601. */
export const incidentExampleSchema = z.object({
  instanceId: z.string(),
  instanceName: textOrNull,
  snapshotId: z.string(),
  snapshotName: textOrNull,
  status: textOrNull,
  imageUrl: textOrNull,
  reasonCode: textOrNull,
  reasonMessage: textOrNull,
  gmtCreateTime: textOrNull,
  gmtModifiedTime: textOrNull,
  labels: z.array(labelSchema),
  requestId: textOrNull.meta({ description: "Of the service's answer it was read from." }),
  link: z.string().meta({ description: "Its address in Snapdeck." }),
  region: z.string(),
});
export type IncidentExample = z.infer<typeof incidentExampleSchema>;

/** The report as plain values in one language, at most three examples, times in UTC. */
export const incidentReportSchema = z
  .object({
    snapdeck: z.literal("incident/1"),
    madeAt: z.string(),
    masked: z.boolean(),
    title: z.string(),
    fingerprint: z.string(),
    reasonCode: textOrNull,
    cause: orNull(
      z.object({
        id: z.string(),
        adviceOf: z.enum(["snapdeck", "team"]),
        title: z.string(),
        why: textOrNull,
        advice: z.array(z.string()),
        sources: z.array(z.object({ title: z.string(), url: z.string() })),
      }),
    ),
    count: z.number(),
    instances: z.number(),
    firstSeen: textOrNull,
    lastSeen: textOrNull,
    period: z.object({ from: z.string(), to: z.string() }),
    coverage: z.string(),
    link: z.string(),
    examples: z.array(incidentExampleSchema.extend({ command: z.string() })),
  })
  .meta({ id: "IncidentReport" });
export type IncidentReport = z.infer<typeof incidentReportSchema>;

/** A group or one push as a report for a ticket or a chat. */
export const incidentReportResponseSchema = z
  .object({
    markdown: z.string(),
    json: incidentReportSchema.meta({ description: "The same as plain values." }),
  })
  .meta({ id: "IncidentReportResponse" });
export type IncidentReportResponse = z.infer<typeof incidentReportResponseSchema>;

export const getGroupIncidentReportEndpoint = jsonEndpoint({
  path: "/{connection}/failures/incident-report",
  feature: "incident-report",
  summary: "A group as Markdown and JSON for a ticket.",
  params: anyConnectionParams,
  query: incidentReportQuery,
  answer: incidentReportResponseSchema,
  problems: indexProblems,
});

export const getSnapshotIncidentReportEndpoint = jsonEndpoint({
  path: "/{connection}/instances/{instanceId}/snapshots/{snapshotId}/incident-report",
  feature: "incident-report",
  summary: "One push as Markdown and JSON for a ticket.",
  params: snapshotParams,
  query: incidentReportOptions,
  answer: incidentReportResponseSchema,
  problems: indexProblems,
});
