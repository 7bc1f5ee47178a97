import { Unlink, X } from "lucide-react";
import { useMemo } from "react";
import { useLocation, useNavigate } from "react-router";
import { useTranslation } from "../i18n/translation";
import { IconButton } from "../ui/Button";
import { late, useLate } from "../ui/late";

// Without its code there is nothing to complain of.
const checking = late(() => import("./unknown-params").catch(() => null));
const allKnown = { parts: [], kept: "" };
const shownParts = 5;
const shownLength = 60;

/**
 * Says which part of the address the page did not understand. Putting it away takes that part out of
 * the address, so that neither a reload nor a link copied onward brings it back.
 */
export function UnknownParamsNotice() {
  const { t } = useTranslation();
  const { pathname, search, state } = useLocation();
  const navigate = useNavigate();
  const find = useLate(checking, search !== "")?.findUnknownParams;
  const { parts, kept } = useMemo(
    () => find?.(pathname, search) ?? allKnown,
    [find, pathname, search],
  );

  const dismiss = () => {
    navigate(pathname + kept, { replace: true, state, preventScrollReset: true });
    // The button goes with the notice; the focus moves to where the page begins.
    document.getElementById("main")?.focus({ preventScroll: true });
  };
  const shown = parts.slice(0, shownParts).map((part) => shorten(part));
  if (parts.length > shownParts) shown.push("…");

  return (
    // Always in the document: a live region that comes together with its text is not read.
    <div role="status" className="print:hidden">
      {parts.length > 0 && (
        <p className="flex items-center gap-2 border-line border-b bg-inset py-1 ps-4 pe-2 text-muted text-xs">
          <Unlink aria-hidden className="size-3.5 shrink-0" />
          <span className="min-w-0 max-w-2xl wrap-anywhere">
            {t("unknownParams.notUnderstood", { parts: shown.join(", ") })}
          </span>
          {/* Beside its words: the page's end may be under the drawer. */}
          <IconButton size="sm" icon={X} label={t("unknownParams.dismiss")} onClick={dismiss} />
        </p>
      )}
    </div>
  );
}

const shorten = (part: string) =>
  part.length > shownLength ? `${part.slice(0, shownLength)}…` : part;
