import { CSPProvider } from "@base-ui/react/csp-provider";
import type { ReactNode } from "react";
import { Outlet } from "react-router";
import { PageKeys } from "../keys/PageKeys";
import { ConnectionStatus } from "../live/ConnectionStatus";
import { SignInStatus } from "../live/SignInStatus";
import { Announcer } from "../ui/announce";
import { SkipLink } from "../ui/SkipLink";
import { AppHeader } from "./AppHeader";
import { OpenAccess } from "./OpenAccess";
import { UnknownParamsNotice } from "./UnknownParamsNotice";
import { useHeadingFocus } from "./useHeadingFocus";

/** The frame of every page: the skip link, the header, the page itself, the live region. */
export function Shell({ children }: { children?: ReactNode }) {
  useHeadingFocus();
  return (
    // The CSP allows no inline style elements; their rules are written in theme.css instead.
    <CSPProvider disableStyleElements>
      <SkipLink />
      <div className="relative flex min-h-dvh flex-col desktop:h-dvh desktop:overflow-clip print:block print:min-h-0">
        <AppHeader />
        <OpenAccess />
        <ConnectionStatus />
        <SignInStatus />
        <main
          id="main"
          tabIndex={-1}
          className="relative flex flex-1 flex-col outline-none desktop:min-h-0 desktop:overflow-y-auto print:block"
        >
          <UnknownParamsNotice />
          {children ?? <Outlet />}
        </main>
      </div>
      <PageKeys />
      <Announcer />
    </CSPProvider>
  );
}
