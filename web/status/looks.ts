import {
  Archive,
  Ban,
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
export type Tone = "good" | "bad" | "moving" | "waiting" | "neutral";

export interface Look {
  tone: Tone;
  icon: LucideIcon;
  /** The catalogue's word for it; null for a word nobody knows, which is shown as it is. */
  word: keyof typeof en.statuses | null;
}

const look = (tone: Tone, icon: LucideIcon, word: Look["word"]): Look => ({ tone, icon, word });

/**
 * Every status in the facts sheet, of snapshots and of instances: the two sets share their words
 * and mean the same by them. Keys are in lower case.
 */
const looks: Record<string, Look> = {
  creating: look("moving", CircleDashed, "Creating"),
  committing: look("moving", Layers, "Committing"),
  saving: look("moving", Save, "Saving"),
  pushing: look("moving", CloudUpload, "Pushing"),
  success: look("good", CircleCheck, "Success"),
  succeeded: look("good", CircleCheck, "Succeeded"),
  available: look("good", CircleCheck, "Available"),
  saved: look("good", Archive, "Saved"),
  failed: look("bad", CircleX, "Failed"),
  savefailed: look("bad", CircleX, "SaveFailed"),
  deleting: look("moving", Trash2, "Deleting"),
  deleted: look("neutral", Trash2, "Deleted"),
  terminated: look("neutral", Ban, "Terminated"),
  stopped: look("neutral", CirclePause, "Stopped"),
  resourceallocating: look("moving", Cpu, "ResourceAllocating"),
  stopping: look("moving", CirclePause, "Stopping"),
  updating: look("moving", RefreshCw, "Updating"),
  queuing: look("waiting", Hourglass, "Queuing"),
  recovering: look("moving", RotateCcw, "Recovering"),
  starting: look("moving", Play, "Starting"),
  running: look("good", Play, "Running"),
  envpreparing: look("moving", PackageOpen, "EnvPreparing"),
};

const absent = look("neutral", CircleQuestionMark, "none");

/**
 * How a status word looks. The set is open: an unknown word is neutral, unless the server has
 * already told by its phase that it ended well or badly.
 */
export function lookOf(status: string | null, phase?: Phase): Look {
  if (status === null || status === "") return absent;
  const word = status.toLowerCase();
  if (Object.hasOwn(looks, word)) return looks[word] ?? absent;
  if (phase === "failed" || /fail|error/.test(word)) return look("bad", CircleX, null);
  if (phase === "succeeded") return look("good", CircleCheck, null);
  return look("neutral", CircleQuestionMark, null);
}
