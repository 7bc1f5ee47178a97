import { useQuery } from "@tanstack/react-query";
import type { InstanceImage } from "../../server/contract";
import { instanceImagesQuery } from "../api/images";
import { useFormat } from "../i18n/format";
import { useTranslation } from "../i18n/translation";
import { sizeLine } from "./size-line";
import { UnknownImages } from "./UnknownImages";

interface SizeTrendProps {
  connection: string;
  instanceId: string;
}

const box = { width: 96, height: 16 };

/** How the image of an instance grew from one good snapshot to the next, and how many images are gone. Nothing where there is no index. */
export function SizeTrend({ connection, instanceId }: SizeTrendProps) {
  const { t } = useTranslation();
  const { data, error } = useQuery(instanceImagesQuery(connection, instanceId));
  // Its line is kept free while it is being read, so that the list below stays where it is.
  if (!data) return error === null ? <div aria-busy className="mt-1 min-h-4" /> : null;
  const { items, problem, unread } = data;
  if (items.length === 0 && unread === 0 && problem === null) return null;
  const sizes = items.map(({ sizeGb }) => sizeGb).filter((size) => size !== null);
  const gone = items.filter(({ state }) => state === "gone").length;
  return (
    <div
      aria-busy={unread > 0 && problem === null}
      className="mt-1 flex min-h-4 flex-wrap items-center gap-x-4 gap-y-1 text-subtle text-xs"
    >
      {sizes.length > 0 && <Sizes items={items} sizes={sizes} />}
      {gone > 0 && <span className="text-danger">{t("images.goneOf", { count: gone })}</span>}
      <UnknownImages
        what={t("images.sizesNotKnown")}
        problems={problem === null ? [] : [{ connection, problem }]}
      />
    </div>
  );
}

function Sizes({ items, sizes }: { items: readonly InstanceImage[]; sizes: readonly number[] }) {
  const { t } = useTranslation();
  const { gigabytes } = useFormat();
  const first = sizes[0] ?? 0;
  const last = sizes.at(-1) ?? first;
  const points = sizeLine(
    items.map(({ sizeGb }) => sizeGb),
    box,
  );
  const text =
    sizes.length === 1
      ? t("images.oneSize", { size: gigabytes(last) })
      : t("images.trend", {
          count: sizes.length,
          first: gigabytes(first),
          last: gigabytes(last),
        });
  return (
    <span className="flex items-center gap-2">
      {points.length > 1 && (
        // The words beside it say the same.
        <svg
          aria-hidden
          viewBox={`0 -1 ${box.width} ${box.height + 2}`}
          className="h-4 w-24 shrink-0 overflow-visible"
        >
          <polyline
            points={points.map(({ x, y }) => `${x},${y}`).join(" ")}
            fill="none"
            strokeWidth="1.5"
            strokeLinejoin="round"
            className="print-color stroke-line-strong"
          />
        </svg>
      )}
      {text}
    </span>
  );
}
