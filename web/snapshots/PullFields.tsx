import type { GoodImage, Snapshot } from "../../server/contract";
import { useTranslation } from "../i18n/translation";
import { DateTime } from "../ui/DateTime";
import { Code, Field } from "../ui/Fields";
import { Link } from "../ui/Link";
import { pullCommand } from "./image";

interface PullFieldsProps {
  snapshot: Snapshot;
  /** Its image is known to be there no more. */
  imageGone: boolean;
  /** The instance's newest good image from before it; undefined where that is not known. */
  goodBefore: GoodImage | null | undefined;
  /** The address of another snapshot of the instance. */
  snapshotHref: (snapshotId: string) => string;
}

/**
 * The command that pulls the image. Of a snapshot that did not succeed no image can be relied on, nor of one whose
 * image is gone: the last good one of the instance stands there instead, with when it was saved.
 */
export function PullFields(props: PullFieldsProps) {
  const { snapshot, imageGone, goodBefore, snapshotHref } = props;
  const { t } = useTranslation();
  if (snapshot.phase === "succeeded" && !imageGone) {
    const pull = pullCommand(snapshot.imageUrl);
    return (
      pull && (
        <Field term={t("snapshots.detail.pull")} copy={pull}>
          <Code>{pull}</Code>
        </Field>
      )
    );
  }
  if (goodBefore === undefined) return null;
  const pull = goodBefore && pullCommand(goodBefore.imageUrl);
  return (
    <Field term={t("snapshots.detail.lastGood")} copy={pull}>
      {goodBefore === null ? (
        <span className="text-subtle">{t("snapshots.detail.noLastGood")}</span>
      ) : (
        <>
          <Link to={snapshotHref(goodBefore.snapshotId)} className="underline">
            {goodBefore.snapshotName ?? goodBefore.snapshotId}
          </Link>{" "}
          <DateTime at={goodBefore.at} />
          {pull && (
            <span className="block">
              <Code>{pull}</Code>
            </span>
          )}
        </>
      )}
    </Field>
  );
}
