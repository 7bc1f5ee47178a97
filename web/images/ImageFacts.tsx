import { useQuery } from "@tanstack/react-query";
import { ImageOff } from "lucide-react";
import type { Image } from "../../server/contract";
import { imageQuery } from "../api/images";
import { problemOf } from "../api/problem";
import { useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { EmptyValue } from "../ui/DateTime";
import { Field, Fields } from "../ui/Fields";
import { Skeleton } from "../ui/Skeleton";
import { ImageProblem } from "./ImageProblem";

interface ImageFactsProps {
  connection: string;
  instanceId: string;
  imageId: string;
}

/** Whether a saved snapshot's image is still there, its size, and who may see it; read when it is shown. */
export function ImageFacts({ connection, instanceId, imageId }: ImageFactsProps) {
  const { t } = useTranslation();
  const { data, error } = useQuery(imageQuery(connection, instanceId, imageId));
  if (data?.state === "gone") return <ImageGone />;
  if (data) return <PresentImage image={data} />;
  if (error === null) {
    return (
      <div className="mt-2 min-h-12">
        <span className="sr-only">{t("list.loading")}</span>
        <Skeleton className="w-1/3" />
      </div>
    );
  }
  return (
    <p className="mt-2 text-muted">
      {t("images.notKnown")} <ImageProblem problem={problemOf(error)} />
    </p>
  );
}

function PresentImage({ image: { sizeGb, accessibility } }: { image: Image }) {
  const { t } = useTranslation();
  const { gigabytes } = useFormat();
  const visibility =
    accessibility === "PRIVATE" || accessibility === "PUBLIC"
      ? t(`images.accessibility.${accessibility}`)
      : accessibility;
  return (
    <div className="mt-2">
      <Fields>
        <Field term={t("images.size")}>
          {sizeGb === null ? <EmptyValue /> : gigabytes(sizeGb)}
        </Field>
        <Field term={t("images.visibility")}>{visibility ?? <EmptyValue />}</Field>
      </Fields>
    </div>
  );
}

function ImageGone() {
  const { t } = useTranslation();
  return (
    <p className="mt-3 flex gap-2 rounded-md border border-danger-line bg-danger-tint px-3 py-2.5">
      <ImageOff aria-hidden className="mt-0.75 size-3.5 shrink-0 text-danger" />
      <span>
        <span className="font-medium text-danger">{t("images.gone")}</span> {t("images.goneHint")}
      </span>
    </p>
  );
}
