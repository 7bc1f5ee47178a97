import { useFormat } from "../../i18n/format";
import { EmptyValue } from "../../ui/DateTime";
import { columnKind } from "./column";

function Gigabytes({ size }: { size: number | null }) {
  const { gigabytes } = useFormat();
  if (size === null) return <EmptyValue />;
  return <span className="whitespace-nowrap text-muted tabular-nums">{gigabytes(size)}</span>;
}

/** Sizes in gigabytes, where they are known. */
export const gigabytesColumn = columnKind((size: number | null) => <Gigabytes size={size} />);
