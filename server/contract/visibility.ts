import { z } from "zod";

/**
 * What of an account a credential is shown. Without `paidsw:ListAllInstances` the service leaves out other
 * people's private instances and says nothing (docs/dsw-api.md, "Who sees what").
 */
export const visibilityScopes = [
  "everything",
  "ownAndPublic",
  "limited",
  "refused",
  "unknown",
] as const;
export type VisibilityScope = (typeof visibilityScopes)[number];

export const visibilityScopeSchema = z.enum(visibilityScopes).meta({
  id: "VisibilityScope",
  description:
    "`everything`: private instances of several owners are listed. `ownAndPublic`: several owners' instances are, but private ones of one owner only. `limited`: the server's access rules show this reader a part of the connection. `refused`: the service refuses the list. `unknown`: what is listed does not tell.",
});

/** What the credential of one connection is shown. */
export const visibilitySchema = z
  .object({
    connection: z.string(),
    scope: visibilityScopeSchema,
    workspace: z
      .string()
      .nullable()
      .meta({ description: "The workspace that the service refused, where it named one." }),
  })
  .meta({ id: "Visibility" });
export type Visibility = z.infer<typeof visibilitySchema>;
