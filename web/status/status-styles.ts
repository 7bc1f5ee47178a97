import {
  CircleCheck,
  CircleDashed,
  CirclePause,
  CircleQuestionMark,
  CircleX,
  CloudUpload,
  Cpu,
  Hourglass,
  Layers,
  type LucideIcon,
  PackageOpen,
  Play,
  RefreshCw,
  RotateCcw,
  Save,
  Trash2,
} from "lucide-react";
import type { Phase } from "../../server/contract";
import type { en } from "../i18n/en";

/** How urgent a status is. */
export type Tone = "success" | "danger" | "info" | "waiting" | "neutral";

export interface StatusStyle {
  tone: Tone;
  icon: LucideIcon;
  /** The catalogue's word for it; null for an unknown word, which is shown as it is. */
  word: keyof typeof en.statuses | null;
}

const style = (tone: Tone, icon: LucideIcon, word: StatusStyle["word"]): StatusStyle => ({
  tone,
  icon,
  word,
});

/**
 * Every status in docs/dsw-api.md, of snapshots and of instances: the two sets share their words
 * and mean the same by them. Keys are in lower case.
 */
const styles: Record<string, StatusStyle> = {
  creating: style("info", CircleDashed, "Creating"),
  committing: style("info", Layers, "Committing"),
  saving: style("info", Save, "Saving"),
  pushing: style("info", CloudUpload, "Pushing"),
  saved: style("success", CircleCheck, "Saved"),
  failed: style("danger", CircleX, "Failed"),
  savefailed: style("danger", CircleX, "SaveFailed"),
  deleting: style("info", Trash2, "Deleting"),
  stopped: style("neutral", CirclePause, "Stopped"),
  resourceallocating: style("info", Cpu, "ResourceAllocating"),
  stopping: style("info", CirclePause, "Stopping"),
  updating: style("info", RefreshCw, "Updating"),
  queuing: style("waiting", Hourglass, "Queuing"),
  recovering: style("info", RotateCcw, "Recovering"),
  starting: style("info", Play, "Starting"),
  running: style("success", Play, "Running"),
  arrearstopping: style("waiting", CirclePause, "ArrearStopping"),
  arrearge: style("waiting", CirclePause, "Arrearge"),
  envpreparing: style("info", PackageOpen, "EnvPreparing"),
};

const absent = style("neutral", CircleQuestionMark, "none");

/**
 * The style of a status word. The set is open: an unknown word is neutral, unless the server has
 * said by its phase that it succeeded or failed.
 */
export function styleOf(status: string | null, phase?: Phase): StatusStyle {
  if (status === null || status === "") return absent;
  const word = status.toLowerCase();
  if (Object.hasOwn(styles, word)) return styles[word] ?? absent;
  if (phase === "failed" || /fail|error/.test(word)) return style("danger", CircleX, null);
  if (phase === "succeeded") return style("success", CircleCheck, null);
  return style("neutral", CircleQuestionMark, null);
}
