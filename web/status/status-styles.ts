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

/** What a status says at a glance. */
export type Tone = "success" | "danger" | "info" | "waiting" | "neutral";

export interface Look {
  tone: Tone;
  icon: LucideIcon;
  /** The catalogue's word for it; null for a word nobody knows, which is shown as it is. */
  word: keyof typeof en.statuses | null;
}

const look = (tone: Tone, icon: LucideIcon, word: Look["word"]): Look => ({ tone, icon, word });

/**
 * Every status in docs/dsw-api.md, of snapshots and of instances: the two sets share their words
 * and mean the same by them. Keys are in lower case.
 */
const looks: Record<string, Look> = {
  creating: look("info", CircleDashed, "Creating"),
  committing: look("info", Layers, "Committing"),
  saving: look("info", Save, "Saving"),
  pushing: look("info", CloudUpload, "Pushing"),
  saved: look("success", CircleCheck, "Saved"),
  failed: look("danger", CircleX, "Failed"),
  savefailed: look("danger", CircleX, "SaveFailed"),
  deleting: look("info", Trash2, "Deleting"),
  stopped: look("neutral", CirclePause, "Stopped"),
  resourceallocating: look("info", Cpu, "ResourceAllocating"),
  stopping: look("info", CirclePause, "Stopping"),
  updating: look("info", RefreshCw, "Updating"),
  queuing: look("waiting", Hourglass, "Queuing"),
  recovering: look("info", RotateCcw, "Recovering"),
  starting: look("info", Play, "Starting"),
  running: look("success", Play, "Running"),
  envpreparing: look("info", PackageOpen, "EnvPreparing"),
};

const absent = look("neutral", CircleQuestionMark, "none");

/**
 * How a status word looks. The set is open: an unknown word is neutral, unless the server has
 * already told by its phase that it ended well or badly.
 */
export function styleOf(status: string | null, phase?: Phase): Look {
  if (status === null || status === "") return absent;
  const word = status.toLowerCase();
  if (Object.hasOwn(looks, word)) return looks[word] ?? absent;
  if (phase === "failed" || /fail|error/.test(word)) return look("danger", CircleX, null);
  if (phase === "succeeded") return look("success", CircleCheck, null);
  return look("neutral", CircleQuestionMark, null);
}
