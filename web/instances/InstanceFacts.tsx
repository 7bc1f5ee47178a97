import type { ReactNode } from "react";
import type { CloudDisk, Instance, InstanceLinks } from "../../server/contract";
import { useTranslation } from "../i18n/translation";
import { StatusBadge } from "../status/StatusBadge";
import { CopyButton } from "../ui/CopyButton";
import { DateTime } from "../ui/DateTime";
import { ExternalLink } from "../ui/ExternalLink";
import { Skeleton } from "../ui/Skeleton";
import { DiskNow } from "./DiskNow";
import { diskUsage } from "./disk-usage";
import { Spec } from "./Spec";

interface InstanceFactsProps {
  instanceId: string;
  /** Undefined until the first answer. */
  instance: Instance | undefined;
  links: InstanceLinks | undefined;
  disks: readonly CloudDisk[];
}

/** One line that says which instance this is. */
export function InstanceFacts({ instanceId, instance, links, disks }: InstanceFactsProps) {
  const { t } = useTranslation();
  const disk = diskUsage(disks);
  return (
    <dl className="flex min-h-6 flex-wrap items-center gap-x-5 gap-y-1">
      <Fact term={t("instances.status")} hideTerm>
        {instance ? (
          <span className="-ms-1.5 inline-flex print:ms-0">
            <StatusBadge status={instance.status} />
          </span>
        ) : (
          <Skeleton className="w-16" />
        )}
      </Fact>
      <Fact term={t("instances.id")} hideTerm>
        <code className="font-mono text-muted text-xs">{instanceId}</code>
        <CopyButton text={instanceId} what={t("instances.id")} />
      </Fact>
      {instance ? (
        <>
          <Fact term={t("instances.workspace")}>
            {instance.workspaceName ?? instance.workspaceId}
          </Fact>
          <Fact term={t("instances.owner")}>{instance.userName ?? instance.userId}</Fact>
          <Fact term={t("instances.spec")}>
            <Spec instance={instance} />
          </Fact>
          {disk && (
            <Fact term={t("instances.disk")}>
              <DiskNow disk={disk} />
            </Fact>
          )}
          <Fact term={t("instances.modified")}>
            <DateTime at={instance.gmtModifiedTime} />
          </Fact>
          {links && <Links links={links} />}
        </>
      ) : (
        <Fact term={t("list.loading")} hideTerm>
          <Skeleton className="w-80 max-w-full" />
        </Fact>
      )}
    </dl>
  );
}

/** Pages that the service names: the instance itself, and the repository of its newest snapshot. */
function Links({ links: { instance, repositories } }: { links: InstanceLinks }) {
  const { t } = useTranslation();
  const [repository] = repositories;
  if (instance === null && repository === undefined) return null;
  return (
    <Fact term={t("instances.pages")} hideTerm>
      <span className="flex flex-wrap gap-x-5 gap-y-1 text-sm print:hidden">
        {instance && <ExternalLink href={instance}>{t("instances.open")}</ExternalLink>}
        {repository && (
          <ExternalLink href={repository.url}>{t("instances.openRepository")}</ExternalLink>
        )}
      </span>
    </Fact>
  );
}

interface FactProps {
  term: string;
  hideTerm?: boolean;
  children: ReactNode;
}

function Fact({ term, hideTerm = false, children }: FactProps) {
  if (children === null) return null;
  return (
    <div className="flex min-w-0 items-center gap-1.5">
      <dt className={hideTerm ? "sr-only" : "text-subtle text-xs"}>{term}</dt>
      <dd className="flex min-w-0 items-center gap-0.5 text-muted">{children}</dd>
    </div>
  );
}
