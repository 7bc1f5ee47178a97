import type { FailureGroup } from "../../server/contract";
import { TriageButton } from "./TriageButton";
import { TriageMark } from "./TriageMark";

interface GroupTriageProps {
  connection: string;
  group: FailureGroup;
  /** Whether the reader may change it. */
  mayChange: boolean;
  /** Called when it was changed, and read again. */
  onChanged: () => void;
}

/** What was made of a group, and for whoever may, the way to change it. */
export const GroupTriage = ({ connection, group, mayChange, onChanged }: GroupTriageProps) => (
  <>
    {group.triage && <TriageMark triage={group.triage} />}
    {mayChange && <TriageButton connection={connection} group={group} onChanged={onChanged} />}
  </>
);
