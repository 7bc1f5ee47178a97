import { useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { useEffect } from "react";
import { Outlet, useNavigate } from "react-router";
import { instanceQuery } from "../api/instances";
import { problemOf } from "../api/problem";
import { useTranslation } from "../i18n/translation";
import { InstanceFacts } from "../instances/InstanceFacts";
import { InstanceSwitch } from "../instances/InstanceSwitch";
import { rememberInstance } from "../instances/recent";
import { paths } from "../paths/paths";
import { ProblemLine } from "../problems/ProblemLine";
import { ProblemPanel } from "../problems/ProblemPanel";
import { rememberPlace } from "../search/recent";
import { lastSearch } from "../state/last-search";
import { buttonClass } from "../ui/Button";
import { Link } from "../ui/Link";
import { late, useLate } from "../ui/late";
import { InstancePrintHead } from "./InstancePrintHead";
import { InstanceSnapshots } from "./InstanceSnapshots";
import { InstanceTab } from "./InstanceTab";
import { PageTitle } from "./PageTitle";
import { useIds } from "./useIds";

const history = late(() => import("./InstanceHistory"));

/** One instance: what it is, and its snapshots. A snapshot's drawer is the child route. */
export function Component() {
  const { t } = useTranslation();
  const { connection, instanceId, snapshotId } = useIds();
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(instanceQuery(connection, instanceId));
  const History = useLate(history, true)?.InstanceHistory;
  const instance = data?.item;
  const list = paths.instances(connection);
  const name = instance?.instanceName ?? instanceId;

  useEffect(() => {
    if (instance) {
      const { instanceId, instanceName } = instance;
      rememberInstance(connection, { id: instanceId, name: instanceName });
      rememberPlace({ connection, instanceId, instanceName, snapshot: null });
    }
  }, [connection, instance]);

  if (data === undefined && error !== null && problemOf(error).code === "upstream.notFound") {
    return <MissingInstance connection={connection} instanceId={instanceId} error={error} />;
  }
  return (
    <>
      {snapshotId === undefined && (
        <InstanceTab connection={connection} instanceId={instanceId} instanceName={name} />
      )}
      <div
        className={clsx(
          "relative flex flex-1 flex-col desktop:min-h-0 desktop:overflow-y-auto print:block print:pe-0",
          snapshotId !== undefined && "md:pe-panel",
        )}
      >
        <InstancePrintHead connection={connection} instanceId={instanceId} />
        <header className="border-line border-b bg-surface px-4 pt-2.5 pb-2">
          <nav className="text-xs print:hidden">
            <Link
              to={list + lastSearch(list)}
              className="rounded-sm text-muted hover:text-text hover:underline"
            >
              {t("instances.title")}
            </Link>
          </nav>
          <div className="flex items-center gap-1">
            <h1 className="min-w-0 truncate font-semibold text-lg" title={name}>
              {name}
            </h1>
            <InstanceSwitch
              connection={connection}
              current={instanceId}
              onPick={(picked) => navigate(paths.instance(connection, picked))}
            />
          </div>
          {data === undefined && error !== null ? (
            <ProblemLine
              what={t("instances.oneFailed")}
              error={error}
              onRetry={() => void refetch()}
            />
          ) : (
            <InstanceFacts
              instanceId={instanceId}
              instance={instance}
              links={data?.links}
              disks={data?.cloudDisks ?? []}
            />
          )}
          {History ? (
            <History connection={connection} instanceId={instanceId} openId={snapshotId} />
          ) : (
            // As high as what comes, while that has nothing to show yet.
            <div aria-busy className="min-h-22 shrink-0" />
          )}
        </header>
        <InstanceSnapshots
          key={instanceId}
          connection={connection}
          instanceId={instanceId}
          instanceName={name}
          openId={snapshotId}
        />
      </div>
      <Outlet />
    </>
  );
}

/** No such instance: one page about it, instead of a failure in every part of the page. */
function MissingInstance(props: { connection: string; instanceId: string; error: Error }) {
  const { t } = useTranslation();
  return (
    <>
      <PageTitle parts={[props.instanceId, props.connection]} />
      <h1 className="px-4 pt-5 font-semibold text-lg">{props.instanceId}</h1>
      <ProblemPanel
        what={t("instances.oneFailed")}
        error={props.error}
        action={
          <Link to={paths.instances(props.connection)} className={buttonClass()}>
            {t("pages.toInstances")}
          </Link>
        }
      />
      {/* The index may still have a snapshot of it. */}
      <Outlet />
    </>
  );
}
