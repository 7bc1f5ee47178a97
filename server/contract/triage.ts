import { z } from "zod";
import { anyConnectionParams, indexProblems, jsonWriteEndpoint } from "./endpoint";
import { memberOfGroup } from "./failure-patterns";
import { orNull, textOrNull } from "./query-params";

/** What was made of a group; `open` where nothing was, or nothing any longer. */
export const triageStatuses = ["open", "acknowledged", "muted", "resolved"] as const;
export type TriageStatus = (typeof triageStatuses)[number];

const noteAtMost = 500;

const facts = {
  until: textOrNull.meta({ description: "Muted until then; null where there is no such time." }),
  untilGrows: z.boolean().meta({
    description:
      "Muted until a day hits more instances than the worst day of the week before it was muted.",
  }),
  note: textOrNull,
  link: textOrNull.meta({ description: "An http or https address, such as an issue's." }),
  who: textOrNull.meta({
    description: "The signed-in name; null where nobody signs in: somebody.",
  }),
  at: z.string(),
};

/** One change. Times are ISO 8601 UTC. */
export const triageChangeSchema = z
  .object({
    connection: z.string(),
    status: z.enum(triageStatuses),
    ...facts,
  })
  .meta({ id: "TriageChange" });
export type TriageChange = z.infer<typeof triageChangeSchema>;

/** What holds of a group now. */
export const triageStateSchema = z
  .object({
    status: z.enum(triageStatuses).exclude(["open"]),
    ...facts,
    back: z.enum(["recurred", "grown", "over"]).nullable().meta({
      description:
        "Why it no longer holds, so that the group counts as open: a push failed after it was resolved, it grew, or the time is over.",
    }),
  })
  .meta({ id: "TriageState" });
export type TriageState = z.infer<typeof triageStateSchema>;

const isWebAddress = (text: string) => {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === "" && password === "";
};

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
const controlCharacters = /[\u0000-\u0009\u000b-\u001f\u007f]/;

/** What is to be made of a group. */
export const triageRequestSchema = z
  .strictObject({
    group: memberOfGroup.min(1).meta({ description: "The fingerprint of a member of the group." }),
    status: z.enum(triageStatuses).meta({ description: "`open` takes back what was made of it." }),
    until: z.iso
      .datetime({ message: "an ISO 8601 time in UTC is expected" })
      .optional()
      .meta({ description: "To mute until then." }),
    untilGrows: z.boolean().default(false).meta({ description: "To mute until it grows." }),
    note: z
      .string()
      .trim()
      .max(noteAtMost, `at most ${noteAtMost} characters`)
      .refine((text) => !controlCharacters.test(text), "control characters are not allowed")
      .default(""),
    link: z
      .string()
      .trim()
      .max(500, "at most 500 characters")
      .refine((text) => text === "" || isWebAddress(text), "an http or https address is expected")
      .default(""),
  })
  .refine(
    ({ status, until, untilGrows }) =>
      status === "muted" ? until !== undefined || untilGrows : until === undefined && !untilGrows,
    { path: ["until"], message: "what is muted, and nothing else, has a time or `untilGrows`" },
  )
  .meta({ id: "TriageRequest" });
export type TriageRequest = z.infer<typeof triageRequestSchema>;

export const changeTriageEndpoint = jsonWriteEndpoint({
  path: "/{connection}/failures/triage",
  feature: "failures",
  summary:
    "Acknowledges, mutes or resolves a group for everybody, or takes that back; of `all`, on every connection.",
  params: anyConnectionParams,
  body: triageRequestSchema,
  answer: z.object({ triage: orNull(triageStateSchema) }).meta({ id: "TriageResponse" }),
  problems: [...indexProblems, "triage.off", "access.readOnly", "input.notJson"],
});
