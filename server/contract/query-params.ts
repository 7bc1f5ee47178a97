import { z } from "zod";

/** The largest page a list may be asked for. */
export const maxPageSize = 100;

export const orderSchema = z.enum(["asc", "desc"]);
export type Order = z.infer<typeof orderSchema>;

/** A whole number in the address, from `least` to `most`. */
export const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, "a whole number is expected")
    .transform(Number)
    .refine((n) => n >= least && n <= most, `from ${least} to ${most}`)
    .meta({ type: "integer", minimum: least, maximum: most });

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
const controlCharacters = /[\u0000-\u001f\u007f]/;

/** Text from the address bar: short, and free of control characters. */
export const queryText = (most: number) =>
  z
    .string()
    .max(most, `at most ${most} characters`)
    .refine((text) => !controlCharacters.test(text), "control characters are not allowed");

/** Several values by comma, blanks around them dropped; absent is none. */
export const commaList = z
  .optional(queryText(2000))
  .transform((text) =>
    (text ?? "")
      .split(",")
      .map((word) => word.trim())
      .filter(Boolean),
  )
  .meta({ description: "Several values by comma." });

/** Several of a fixed set of words by comma; absent is none. */
export const knownWords = <Word extends string>(words: readonly Word[], description: string) =>
  commaList
    .pipe(
      z.custom<Word[]>(
        (given) => Array.isArray(given) && given.every((word) => words.includes(word)),
        `of ${words.join(", ")} are expected`,
      ),
    )
    .meta({
      description: `${description} Several by comma of ${words.map((word) => `\`${word}\``).join(", ")}.`,
    });

/** Rows that may be chosen by their ids: an address has room for so many. */
export const mostChosen = 100;

/**
 * Ids of chosen rows by comma; absent is none.
 * @param id the pattern of one
 */
export const chosenIds = (id: RegExp) =>
  z
    .optional(queryText(8000))
    .transform((text) => (text ?? "").split(",").filter(Boolean))
    .refine((ids) => ids.length <= mostChosen, `at most ${mostChosen}`)
    .refine((ids) => ids.every((each) => id.test(each)), "ids are expected");

/** What every list takes: page from 1, size up to {@link maxPageSize}. */
export const pageQuery = z.strictObject({
  page: wholeNumber(1, 1_000_000).default(1).meta({ default: 1 }),
  size: wholeNumber(1, maxPageSize).default(20).meta({ default: 20 }),
});

/** A text to search for; absent is none. */
export const searchText = queryText(200)
  .default("")
  .transform((text) => text.trim());

/** What a status filter takes for rows that have no status. */
export const noStatus = "none";
export type NoStatus = typeof noStatus;

/** What a list of the service takes besides: statuses by comma, and a search text. */
export const listQuery = pageQuery.extend({
  status: commaList.meta({
    description: `Several values by comma; \`${noStatus}\` stands for an absent status.`,
  }),
  q: searchText,
});

/** The language of the texts that an answer or a file has of its own. */
export const textLanguage = z.enum(["en", "zh-CN"]);
export type TextLanguage = z.infer<typeof textLanguage>;

/** What a list is written as. */
export const fileOptions = {
  format: z.enum(["csv", "json"]).default("csv"),
  language: textLanguage
    .default("en")
    .meta({ description: "Of what a CSV file says in its comments." }),
  comments: z
    .enum(["on", "off"])
    .default("off")
    .transform((word) => word === "on")
    .meta({
      description:
        "`on` puts lines that begin with `#` around CSV: what it covers above, the count of rows and a SHA-256 below. JSON has them in any case.",
      type: "string",
      enum: ["on", "off"],
      default: "off",
    }),
};
export type FileFormat = z.infer<typeof fileOptions.format>;

/** A moment in the address. */
export const isoTimeText = z.iso.datetime({ message: "an ISO 8601 time in UTC is expected" });

/** A time zone's IANA name, which this server must know. */
export const timeZone = queryText(64)
  .default("UTC")
  .refine(isTimeZone, "an IANA time zone such as Asia/Shanghai, or UTC, is expected")
  .meta({ default: "UTC", description: "The IANA time zone that hours and days begin in." });

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** A text that may be absent from an answer. */
export const textOrNull = z.string().nullable();

/** An object that may be absent from an answer; a union, which OpenAPI can say of a named schema. */
export const orNull = <Schema extends z.ZodType>(schema: Schema) => z.union([schema, z.null()]);
