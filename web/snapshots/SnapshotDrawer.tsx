import { clsx } from "clsx";
import { Archive, ChevronDown, ChevronUp, GitCompareArrows, X } from "lucide-react";
import type { KeyboardEvent, ReactNode } from "react";
import type { KnownSnapshot } from "../api/known-snapshot";
import { parseTime, useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { ProblemPanel } from "../problems/ProblemPanel";
import { StatusBadge } from "../status/StatusBadge";
import { IconButton } from "../ui/Button";
import { CopyButton } from "../ui/CopyButton";
import { ExternalLink } from "../ui/ExternalLink";
import { Code } from "../ui/Fields";
import { Link } from "../ui/Link";
import { SidePanel } from "../ui/SidePanel";
import { Skeleton } from "../ui/Skeleton";
import { SnapshotDetails } from "./SnapshotDetails";
import type { SnapshotDetailsProps } from "./snapshot-details-props";

interface SnapshotDrawerProps extends Omit<SnapshotDetailsProps, "snapshot"> {
  snapshotId: string;
  /** The page that opens its instance; null where the service names none, undefined until it is read. */
  instanceUrl: string | null | undefined;
  known: KnownSnapshot;
  /** The instance that it is of. */
  instance: { name: string; href: string };
  /** What can be done with the snapshot as a whole. */
  actions: ReactNode;
  onClose: () => void;
  /** Steps through the list in view; null where the list ends. */
  onPrevious: (() => void) | null;
  onNext: (() => void) | null;
  /** Where it is compared with earlier ones, null where none is known and undefined until that is read, and with one to choose. */
  compare: {
    withPrevious: string | null | undefined;
    withLastGood: string | null | undefined;
    withAnother: string;
  };
}

/** One snapshot beside its list. */
export function SnapshotDrawer(props: SnapshotDrawerProps) {
  const { snapshotId, onPrevious, onNext } = props;
  const { snapshot, history, fromIndex, error, onRetry } = props.known;
  const { clock } = useFormat();
  const readAt = parseTime(props.known.readAt);
  const { t } = useTranslation();
  const name = snapshot ? (snapshot.snapshotName ?? t("snapshots.unnamed")) : snapshotId;

  const step = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    // Inside the raw JSON the arrows scroll.
    if (event.target instanceof Element && event.target.closest("pre")) return;
    const move =
      event.key === "ArrowUp" ? onPrevious : event.key === "ArrowDown" ? onNext : undefined;
    if (move === undefined) return;
    event.preventDefault();
    move?.();
  };

  return (
    <SidePanel
      title={t("snapshots.detail.label", { name })}
      onClose={props.onClose}
      onKeyDown={step}
    >
      {/* Its heading first: it takes the focus, and what can be done follows it. */}
      <div className="flex min-h-11 shrink-0 items-start gap-0.5 border-line border-b py-1.5 ps-5 pe-2 print:border-0">
        <h2
          tabIndex={-1}
          className="wrap-anywhere me-auto min-w-0 rounded-sm py-1.5 font-semibold text-base leading-snug"
        >
          {name}
        </h2>
        {/* At an end they keep the focus, which a button that is disabled outright would swallow the arrows of. */}
        <IconButton
          icon={ChevronUp}
          label={t("snapshots.detail.previous")}
          aria-disabled={onPrevious === null}
          onClick={() => onPrevious?.()}
        />
        <IconButton
          icon={ChevronDown}
          label={t("snapshots.detail.next")}
          aria-disabled={onNext === null}
          onClick={() => onNext?.()}
        />
        {props.actions}
        <IconButton icon={X} label={t("actions.close")} onClick={props.onClose} />
      </div>
      {/* Never a stop of its own: while the focus is outside, Chromium would take it for one. */}
      <div
        tabIndex={-1}
        className="relative flex-1 overflow-y-auto overscroll-contain px-5 py-4 outline-none print:overflow-visible"
      >
        <p className="mb-1 text-muted">
          {t("snapshots.detail.instance")}{" "}
          <Link
            to={props.instance.href}
            className="wrap-anywhere rounded-sm font-medium text-text underline decoration-line-strong underline-offset-2"
          >
            {props.instance.name}
          </Link>
        </p>
        {snapshot ? (
          <>
            <div className="mb-4">
              <div className="-ms-1.5 print:ms-0 flex flex-wrap items-center gap-x-2">
                <StatusBadge status={snapshot.status} phase={snapshot.phase} />
                <span className="flex items-center gap-0.5 text-muted">
                  <Code>{snapshotId}</Code>
                  <CopyButton text={snapshotId} what={t("snapshots.detail.id")} />
                </span>
              </div>
              <div className="mt-1.5 flex flex-wrap gap-x-5 gap-y-1">
                <CompareLinks {...props.compare} />
                {props.instanceUrl !== null && (
                  <ExternalLink
                    href={props.instanceUrl}
                    className={clsx("print:hidden", props.instanceUrl === undefined && "invisible")}
                  >
                    {t("instances.open")}
                  </ExternalLink>
                )}
              </div>
            </div>
            {fromIndex && <FromIndex lastSeenAt={history?.lastSeenAt ?? null} />}
            <SnapshotDetails {...props} snapshot={snapshot} />
            {readAt !== null && (
              <p className="border-line border-t pt-3 text-subtle text-xs">
                {t("list.readAt", { time: clock(readAt) })}
              </p>
            )}
          </>
        ) : error ? (
          <ProblemPanel what={t("snapshots.detail.failed")} error={error} onRetry={onRetry} />
        ) : (
          <DrawerSkeleton />
        )}
      </div>
    </SidePanel>
  );
}

/**
 * Links to the comparison with earlier snapshots; with one to choose where no earlier one is known. Until they are read
 * their place is kept, so that nothing below them moves.
 */
function CompareLinks({ withPrevious, withLastGood, withAnother }: SnapshotDrawerProps["compare"]) {
  const { t } = useTranslation();
  const links = [
    [withPrevious, t("compare.withBefore")],
    [withLastGood, t("compare.withLastGood")],
    [withPrevious === null && withLastGood === null ? withAnother : null, t("compare.withAnother")],
  ] as const;
  return links.map(
    ([href, label]) =>
      href !== null && (
        <Link
          key={label}
          to={href ?? ""}
          className={clsx(
            "inline-flex items-center gap-1.5 rounded-sm text-muted underline decoration-line-strong underline-offset-2 hover:text-text print:hidden",
            href === undefined && "invisible",
          )}
        >
          <GitCompareArrows aria-hidden className="size-3.5" />
          {label}
        </Link>
      ),
  );
}

/** Says that the service no longer lists the snapshot, and since when. */
function FromIndex({ lastSeenAt }: { lastSeenAt: string | null }) {
  const { t } = useTranslation();
  const { local } = useFormat();
  const at = parseTime(lastSeenAt);
  return (
    <p className="mb-4 flex gap-2 rounded-md border border-warn-line bg-warn-tint px-3 py-2.5">
      <Archive aria-hidden className="mt-0.75 size-3.5 shrink-0 text-warn" />
      <span>
        {t("snapshots.detail.fromIndex")}{" "}
        {at !== null && t("snapshots.detail.lastSeen", { time: local(at) })}
      </span>
    </p>
  );
}

function DrawerSkeleton() {
  const { t } = useTranslation();
  return (
    <div className="mt-5 flex flex-col gap-5">
      <span className="sr-only">{t("list.loading")}</span>
      <Skeleton className="w-1/4" />
      <Skeleton className="w-full" />
      <Skeleton className="w-5/6" />
      <Skeleton className="w-3/4" />
    </div>
  );
}
