import type { Fire } from "../contract";
import type { FailureSource } from "./failures";

export async function fireNow(source: FailureSource): Promise<{ fire: Fire; readAt: string }> {
  return {
    fire: { status: "unknown", why: "history" },
    readAt: new Date(source.now).toISOString(),
  };
}
