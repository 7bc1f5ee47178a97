import { useTranslation } from "react-i18next";
import type { Instance } from "../../server/contract";
import { Absent } from "../ui/DateTime";

/** What an instance runs on: its machine type, and the GPUs or else the CPUs it asked for. */
export function Spec({ instance }: { instance: Instance }) {
  const { t } = useTranslation();
  const { ecsSpec, requestedResource } = instance;
  const gpus = Number(requestedResource?.gpu ?? 0);
  const type = requestedResource?.gpuType;
  const asked =
    gpus > 0
      ? type
        ? t("instances.gpu", { count: gpus, type })
        : t("instances.gpuBare", { count: gpus })
      : requestedResource?.cpu
        ? t("instances.cpu", { count: Number(requestedResource.cpu) })
        : null;
  if (ecsSpec === null && asked === null) return <Absent />;
  return (
    <span className="flex min-w-0 items-baseline gap-2" title={ecsSpec ?? undefined}>
      {ecsSpec && <code className="truncate font-mono text-muted text-xs">{ecsSpec}</code>}
      {asked && <span className="shrink-0 text-subtle text-xs">{asked}</span>}
    </span>
  );
}
