import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { Flame } from "lucide-react";
import type { ReactNode } from "react";
import type { Fire } from "../../server/contract";
import { fireQuery } from "../api/failure-group";
import { parseTime, useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { momentOf } from "../paths/days";
import { type FailureState, failureParams } from "../paths/failures";
import { paths } from "../paths/paths";
import { Link } from "../ui/Link";
import { useNow } from "../ui/now";
import { Sentence, slot } from "../ui/Sentence";
import { useGroupTitle } from "./useGroupTitle";

/** What it says is read by itself, and stands over most of the page: its place is kept for it. */
const place = "min-h-14.25 shrink-0 px-4 md:min-h-9.25";

/** Whether more fails than usual, and what it has in common. */
export function FireLine({ connection }: { connection: string }) {
  const { t } = useTranslation();
  const { data, isError } = useQuery(fireQuery(connection));
  if (isError) return null;
  if (data === undefined) return <div className={clsx(place, "print:hidden")} />;
  const { fire } = data;
  if (fire.status !== "unusual") {
    return (
      <p className={clsx(place, "flex items-center text-subtle text-xs")}>
        {fire.status === "usual"
          ? t("failures.fire.usual")
          : t(`failures.fire.unknown.${fire.why}`)}
      </p>
    );
  }
  return (
    <section
      aria-label={t("failures.fire.title")}
      className={clsx(place, "border-danger-line border-b bg-danger-tint py-2 text-sm")}
    >
      <Flame aria-hidden className="me-1.5 inline size-3.5 align-[-0.15em] text-danger" />
      <Unusual fire={fire} connection={connection} />
    </section>
  );
}

type UnusualFire = Extract<Fire, { status: "unusual" }>;

const hourMs = 3_600_000;

function Unusual({ fire, connection }: { fire: UnusualFire; connection: string }) {
  const { t } = useTranslation();
  const { percent, number, duration } = useFormat();
  const titleOf = useGroupTitle();
  const now = useNow();
  const { leading, failed, settled, rate, usualRate } = fire;
  const [from, to, since] = [fire.from, fire.to, leading.since].map(parseTime);
  // A time that cannot be read leads to a page without the span, never to a broken one.
  const span = from && to ? { from: momentOf(from), to: momentOf(to) } : {};
  const hrefOf = (change: Partial<FailureState>) =>
    paths.failures(connection, { ...failureParams.defaults, ...span, ...change });
  const { registry } = leading;
  const cause = titleOf({ ...leading, name: null, instanceId: null, registry: null });
  const counts = { count: leading.count, failed: number(failed), cause: slot("cause") };
  return (
    <>
      <Sentence
        text={t("failures.fire.rate", {
          rate: slot("rate"),
          usual: percent(usualRate),
          failed: number(failed),
          settled: number(settled),
          // The window begins at a full hour, and the one that has begun counts as one.
          hours: from && to ? Math.floor((to - from) / hourMs) + 1 : 0,
        })}
        slots={{ rate: <FireLink to={hrefOf({ by: "push" })}>{percent(rate)}</FireLink> }}
      />
      <Sentence
        text={
          registry === null
            ? t("failures.fire.leading", counts)
            : t("failures.fire.leadingOn", { ...counts, registry: slot("registry") })
        }
        slots={{
          cause: <FireLink to={hrefOf({ group: leading.group })}>{cause}</FireLink>,
          registry: registry && (
            <FireLink to={hrefOf({ group: leading.group, registry: [registry.value] })}>
              {registry.value}
            </FireLink>
          ),
        }}
      />
      {since && t("failures.fire.since", { duration: duration(Math.max(0, now - since)) })}
      {t("failures.fire.hit", {
        instances: t("failures.instances", { count: leading.instances }),
        workspaces: t("failures.fire.workspaces", { count: leading.workspaces.distinct }),
      })}
    </>
  );
}

const FireLink = ({ to, children }: { to: string; children: ReactNode }) => (
  <Link
    to={to}
    className="wrap-anywhere inline-block max-w-full rounded-sm align-top font-medium underline decoration-danger-line underline-offset-2 hover:decoration-current"
  >
    {children}
  </Link>
);
