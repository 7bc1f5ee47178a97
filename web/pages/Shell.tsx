import { CSPProvider } from "@base-ui/react/csp-provider";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Outlet, ScrollRestoration, useHref, useLocation } from "react-router";
import { PageKeys } from "../keys/PageKeys";
import { LinkWatch } from "../live/LinkWatch";
import { Announcer } from "../ui/announce";
import { AppHeader } from "./AppHeader";
import { LinkNotice } from "./LinkNotice";

/** What every page stands in: the skip link, the header, the page's own ground, the live region. */
export function Shell({ children }: { children?: ReactNode }) {
  const { t } = useTranslation();
  const main = useRef<HTMLElement>(null);
  const { pathname, search } = useLocation();
  return (
    // The CSP allows no inline style elements; their rules are written in theme.css instead.
    <CSPProvider disableStyleElements>
      <a
        // Whole, for a fragment alone is relative to the page's base and would leave the page. And the
        // focus is set by hand, so that the address that is copied stays what it was.
        href={useHref({ pathname, search, hash: "main" })}
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
        className="sr-only z-50 rounded-md bg-ink px-3 py-2 font-medium text-surface focus:not-sr-only focus:fixed focus:start-2 focus:top-2"
      >
        {t("app.skip")}
      </a>
      <div className="flex min-h-dvh flex-col deck:h-dvh">
        <AppHeader />
        <LinkWatch />
        <main
          ref={main}
          id="main"
          tabIndex={-1}
          className="flex flex-1 flex-col outline-none deck:min-h-0 deck:overflow-y-auto"
        >
          <LinkNotice />
          {children ?? <Outlet />}
        </main>
      </div>
      <ScrollRestoration />
      <PageKeys />
      <Announcer />
    </CSPProvider>
  );
}
