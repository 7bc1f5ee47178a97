import { useQuery } from "@tanstack/react-query";
import { History, X } from "lucide-react";
import { useLocation, useNavigate } from "react-router";
import { useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { IconButton } from "../ui/Button";
import { useNow } from "../ui/now";
import { decodeDigest, differenceOf, type SharedDigest } from "./digest";
import { asParameter, type SharedView, withoutDigest } from "./shared-view";
import type { Shown } from "./shown";

const keepUpMs = 30_000;

/** What changed since the link was made that this view was opened by; nothing where the link does not say. */
export function SinceShared({ view }: { view: SharedView }) {
  const { search } = useLocation();
  const shared = decodeDigest(new URLSearchParams(search).get(asParameter) ?? "");
  const { data } = useQuery({
    queryKey: ["shown", ...view.key],
    queryFn: ({ client }) => view.read(client),
    enabled: shared !== null,
    refetchInterval: keepUpMs,
  });
  if (shared === null || data === undefined) return null;
  return <Difference shared={shared} shown={data} goneWord={view.goneWord} />;
}

interface DifferenceProps {
  shared: SharedDigest;
  shown: Shown;
  goneWord: SharedView["goneWord"];
}

function Difference({ shared, shown, goneWord }: DifferenceProps) {
  const { t } = useTranslation();
  const { number, local, ago } = useFormat();
  const { search, pathname } = useLocation();
  const navigate = useNavigate();
  const now = useNow();
  const { at, was, is, changes } = differenceOf(shared, shown);
  const parts = changes
    ? [
        changes.succeeded > 0 && t("share.succeeded", { count: changes.succeeded }),
        changes.failed > 0 && t("share.failed", { count: changes.failed }),
        changes.gone > 0 && t(`share.${goneWord}`, { count: changes.gone }),
        changes.fresh > 0 && t("share.fresh", { count: changes.fresh }),
      ].filter((part) => part !== false)
    : [];
  const dismiss = () =>
    navigate(pathname + withoutDigest(search), { replace: true, preventScrollReset: true });
  return (
    <div
      role="status"
      className="flex items-center gap-2 border-line border-b bg-info-tint px-4 py-1"
    >
      <History aria-hidden className="size-3.5 shrink-0 text-info" />
      <span className="me-auto">
        <time dateTime={new Date(at).toISOString()} title={local(at)}>
          {t("share.when", { ago: ago(at, now) })}
        </time>{" "}
        {t("share.counts", { was: number(was), is: number(is) })}
        {changes && <> {parts.length === 0 ? t("share.same") : parts.join(t("app.comma"))}</>}
      </span>
      <IconButton icon={X} label={t("actions.close")} onClick={() => void dismiss()} />
    </div>
  );
}
