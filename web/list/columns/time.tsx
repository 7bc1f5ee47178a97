import { DateTime } from "../../ui/DateTime";
import { columnKind } from "./column";

/** Times as ISO 8601, null where there is none. */
export const timeColumn = columnKind((at: string | null) => <DateTime at={at} />);
