import { z } from "zod";
import { connectionSyncSchema } from "./coverage";
import { anyConnectionParams, indexProblems, jsonEndpoint, noParams } from "./endpoint";

export const getSyncEndpoint = jsonEndpoint({
  path: "/{connection}/sync",
  feature: "sync",
  summary: "How the reading of the account goes: what it costs, and when it goes on.",
  params: anyConnectionParams,
  query: noParams,
  answer: z.object({ syncs: z.array(connectionSyncSchema) }).meta({ id: "SyncResponse" }),
  problems: indexProblems,
});
