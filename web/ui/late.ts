import { startTransition, useLayoutEffect, useState } from "react";

/** Code that is fetched when it is first needed, or what kept it from coming. */
type Outcome<Module> = { module: Module } | { error: unknown };

export interface Late<Module> {
  /** Undefined until the code is there. */
  outcome: Outcome<Module> | undefined;
  /** Fetches the code, again where it did not come. Never rejects. */
  fetch: () => Promise<Outcome<Module>>;
}

/**
 * Makes code come late, whatever it is; React's `lazy` is for components alone.
 * @param load imports the module
 */
export function late<Module>(load: () => Promise<Module>): Late<Module> {
  const made: Late<Module> = {
    outcome: undefined,
    async fetch() {
      if (made.outcome) return made.outcome;
      try {
        made.outcome = { module: await load() };
        return made.outcome;
      } catch (error) {
        return { error };
      }
    },
  };
  return made;
}

/**
 * Late code in a component that needs it, once it is there. That is never in the first render: what stands around
 * what is made of it is in the document before it is.
 * @throws what kept the code from coming
 */
export function useLate<Module>(code: Late<Module>, isNeeded: boolean): Module | undefined {
  const [outcome, setOutcome] = useState<Outcome<Module>>();
  useLayoutEffect(() => {
    if (!isNeeded) return;
    if (code.outcome) setOutcome(code.outcome);
    // In parts, so that what comes later does not hold up what is there.
    else void code.fetch().then((fetched) => startTransition(() => setOutcome(fetched)));
  }, [code, isNeeded]);
  if (outcome && "error" in outcome) throw outcome.error;
  return outcome?.module;
}
