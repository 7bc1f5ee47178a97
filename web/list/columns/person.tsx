import { EmptyValue } from "../../ui/DateTime";
import { columnKind } from "./column";

/** Names of people, which are never cut. */
export const personColumn = columnKind((name: string | null) => name ?? <EmptyValue />);
