import { QueryClient } from "@tanstack/react-query";

import { problemOf } from "./problem";

/** A page that asks too often waits its turn so many times before it says so. */
const rateRetries = 3;
/** A longer wait is the reader's to decide on. */
const longestRateWaitS = 10;

const waitOf = (error: unknown) => {
  const { code, retryAfter = 1 } = problemOf(error);
  return code === "rate.limited" && retryAfter <= longestRateWaitS ? retryAfter * 1000 : null;
};

/**
 * The app's one cache. The server retries what may be retried, so the browser asks once and shows Retry; only
 * where this browser itself was too fast it asks again, when the server has said.
 */
export const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < rateRetries && waitOf(error) !== null,
        retryDelay: (_failures, error) => waitOf(error) ?? 0,
        // A loader has just asked: a failure is shown, not asked for again by the page mounting.
        retryOnMount: false,
        staleTime: 5000,
        gcTime: 5 * 60_000,
        // Everything comes from the host that served the page; `navigator.onLine` says nothing about it.
        networkMode: "always",
        refetchOnReconnect: true,
      },
    },
  });
