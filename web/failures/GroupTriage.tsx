import type { FailureGroup } from "../../server/contract";
import { TriageButton } from "./TriageButton";
import { TriageMark } from "./TriageMark";

interface GroupTriageProps {
  connection: string;
  group: FailureGroup;
  /** Whether the reader may change it. */
  mayChange: boolean;
}

/** What was made of a group, and for whoever may, the way to change it. */
export const GroupTriage = ({ connection, group, mayChange }: GroupTriageProps) => (
  <>
    {group.triage && <TriageMark triage={group.triage} />}
    {mayChange && <TriageButton connection={connection} group={group} />}
  </>
);
