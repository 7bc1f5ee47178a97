import { z } from "zod";
import { jsonEndpoint, noParams } from "./endpoint";

/** One named way to a region: what a reader may know of it, which is never a credential. */
export const connectionSchema = z
  .object({
    /** Stands first in every address; the region id by default. */
    id: z.string(),
    label: z.string(),
    region: z.string(),
    kind: z.enum(["emulator", "live"]),
    workspace: z.string().meta({ description: "A workspace id, or `ALL`." }),
  })
  .meta({ id: "Connection" });
export type Connection = z.infer<typeof connectionSchema>;

export const connectionListSchema = z
  .object({
    items: z.array(connectionSchema).meta({ description: "The first is the default." }),
    access: z.enum(["loopback", "open", "oidc", "proxy", "token"]).meta({
      description:
        "Who may come in: this machine alone, whoever reaches the server, whoever signs in with an OpenID provider or with a proxy before the server, or whoever has a token.",
    }),
    viewer: z
      .object({
        name: z.string().nullable().meta({ description: "Null where nobody signs in." }),
        operator: z.boolean().meta({ description: "Whether the operators' page is open to them." }),
        signOut: z.string().nullable().meta({
          description: "Where they sign out: an address to go to; null where they cannot.",
        }),
      })
      .meta({ description: "Who asks." }),
  })
  .meta({ id: "ConnectionList" });

export type ConnectionList = z.infer<typeof connectionListSchema>;

export const listConnectionsEndpoint = jsonEndpoint({
  path: "/connections",
  feature: "connections",
  summary: "The configured connections.",
  params: noParams,
  query: noParams,
  answer: connectionListSchema,
});
