import type { Instance } from "../../server/contract";
import { useTranslation } from "../i18n/translation";
import { EmptyValue } from "../ui/DateTime";

/** What an instance runs on: its machine type, and the GPUs or else the CPUs it requests. */
export function Spec({ instance }: { instance: Instance }) {
  const { t } = useTranslation();
  const { ecsSpec, requestedResource } = instance;
  const gpus = Number(requestedResource?.gpu ?? 0);
  const type = requestedResource?.gpuType;
  const requested =
    gpus > 0
      ? type
        ? t("instances.gpu", { count: gpus, type })
        : t("instances.gpuBare", { count: gpus })
      : requestedResource?.cpu
        ? t("instances.cpu", { count: Number(requestedResource.cpu) })
        : null;
  if (ecsSpec === null && requested === null) return <EmptyValue />;
  return (
    <span className="flex min-w-0 items-baseline gap-2" title={ecsSpec ?? undefined}>
      {ecsSpec && <code className="truncate font-mono text-muted text-xs">{ecsSpec}</code>}
      {requested && <span className="shrink-0 text-subtle text-xs">{requested}</span>}
    </span>
  );
}
