import { z } from "zod";

const name = z.string().trim().min(1).max(80);

/** A named view that everybody is offered. */
export const teamView = z.strictObject({
  name: z.union([
    name.transform((text) => ({ en: text, "zh-CN": text })),
    z.strictObject({ en: name, "zh-CN": name }),
  ]),
  /** One of Snapdeck's own addresses: another host, or `//host`, is refused. */
  path: z
    .string()
    .max(2000)
    .refine((path) => {
      const base = "http://snapdeck.invalid";
      if (!path.startsWith("/") || !URL.canParse(path, base)) return false;
      return new URL(path, base).origin === base;
    }, "an address that begins with / is expected"),
});
