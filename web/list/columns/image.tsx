import type { InstanceImage } from "../../../server/contract";
import { useFormat } from "../../i18n/format";
import { useTranslation } from "../../i18n/translation";
import { EmptyValue } from "../../ui/DateTime";
import { columnKind } from "./column";
import { imageName } from "./image-name";

interface ImageCell {
  imageUrl: string | null;
  imageId: string | null;
  /** Whether it is still there and how large it is, where that is known. */
  known?: Pick<InstanceImage, "state" | "sizeGb"> | undefined;
}

/** Images by repository and tag, with their size where it is known; the whole address is in the tooltip. */
export const imageColumn = columnKind(({ imageUrl, imageId, known }: ImageCell) => {
  const address = imageUrl ?? imageId;
  if (address === null) return <EmptyValue />;
  return (
    <span className="flex items-baseline gap-2">
      <code title={address} className="min-w-0 truncate font-mono text-muted text-xs">
        {imageName(address)}
      </code>
      {known && <Known known={known} />}
    </span>
  );
});

function Known({ known: { state, sizeGb } }: { known: NonNullable<ImageCell["known"]> }) {
  const { t } = useTranslation();
  const { gigabytes } = useFormat();
  if (state === "gone") {
    return (
      <span className="shrink-0 font-medium text-danger text-xs">{t("images.goneShort")}</span>
    );
  }
  return sizeGb === null ? null : (
    <span className="shrink-0 text-subtle text-xs">{gigabytes(sizeGb)}</span>
  );
}
