import { TriangleAlert } from "lucide-react";
import type { Problem } from "../../server/contract";
import { ImageProblem } from "./ImageProblem";

interface UnknownImagesProps {
  /** What is not known, in the reader's words. */
  what: string;
  /** Why; nothing is shown where there is no problem. */
  problems: readonly { connection: string; problem: Problem }[];
}

/** Says in one line that images could not be read, and opens to why and what to do. */
export function UnknownImages({ what, problems }: UnknownImagesProps) {
  if (problems.length === 0) return null;
  return (
    <details className="print-open text-subtle text-xs">
      <summary className="rounded-sm">
        <TriangleAlert aria-hidden className="me-1 inline size-3.5" />
        {what}
      </summary>
      <ul className="mt-1 flex max-w-prose flex-col gap-1 text-muted">
        {problems.map(({ connection, problem }) => (
          <li key={connection}>
            {problems.length > 1 && <span className="font-medium">{connection} </span>}
            <ImageProblem problem={problem} />
          </li>
        ))}
      </ul>
    </details>
  );
}
