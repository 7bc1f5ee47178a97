import { QueryClient } from "@tanstack/react-query";

/** The app's one cache. The server retries what may be retried, so the browser asks once and shows Retry. */
export const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
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
