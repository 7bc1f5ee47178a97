import { DswError } from "../dsw/index";

/** What a call came to that was made to see whether it is allowed. */
export type Attempt<T> =
  | { kind: "allowed"; value: T }
  | { kind: "failed"; error: DswError }
  | { kind: "notTried"; why: string };

/** What one candidate failed with may be about it alone: a workspace without a role, an instance deleted meanwhile. */
const isAboutOne = (error: DswError) =>
  error.code === "upstream.permission" || error.code === "upstream.notFound";

/**
 * Makes a call of one candidate after the other until one is allowed.
 * @param candidates some of them; all refused means that the call is
 * @param isEnough whether a value ends the search; the first one allowed otherwise
 * @param whyNone why there may be no candidate
 */
export async function attemptEach<C, T>(
  candidates: readonly C[],
  call: (candidate: C) => Promise<T>,
  whyNone: string,
  isEnough: (value: T) => boolean = () => true,
): Promise<Attempt<T>> {
  let result: Attempt<T> = { kind: "notTried", why: whyNone };
  for (const candidate of candidates) {
    try {
      const value = await call(candidate);
      result = { kind: "allowed", value };
      if (isEnough(value)) return result;
    } catch (error) {
      if (!(error instanceof DswError)) throw error;
      if (!isAboutOne(error)) return result.kind === "allowed" ? result : { kind: "failed", error };
      // A refusal says more of the permission than something that is not there.
      const saysMore = result.kind === "notTried" || error.code === "upstream.permission";
      if (result.kind !== "allowed" && saysMore) result = { kind: "failed", error };
    }
  }
  return result;
}
