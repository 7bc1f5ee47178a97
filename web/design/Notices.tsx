import { SearchX } from "lucide-react";
import { ApiError } from "../api/problem";
import { ProblemLine } from "../problems/ProblemLine";
import { ProblemPanel } from "../problems/ProblemPanel";
import { StaleNotice } from "../problems/StaleNotice";
import { Button } from "../ui/Button";
import { EmptyState } from "../ui/EmptyState";
import { Code, Field, Fields } from "../ui/Fields";
import { Skeleton } from "../ui/Skeleton";

const nothing = () => {};
const error = new ApiError({
  type: "about:blank",
  code: "upstream.permission",
  title: "Forbidden",
  detail: "The user has no permission for paidsw:ListInstanceSnapshot.",
  status: 403,
  requestId: "6F1E2B0A-0000-4000-8000-000000000000",
  traceId: "4bf92f35-77b3-4da6-a3ce-929d0e0e4736",
  retryable: false,
  remedy: null,
});

/** What stands where there are no rows, or none yet. */
export const Absences = () => (
  <>
    <EmptyState
      icon={SearchX}
      title="Nothing matches"
      hint="Why there is nothing, and what to do next."
      action={<Button>Clear filters</Button>}
    />
    <ProblemPanel what="The list could not be read" error={error} onRetry={nothing} />
    <ProblemLine what="The status could not be read" error={error} onRetry={nothing} />
    <div className="-mx-4 mt-4">
      <StaleNotice error={error} readAt={readAt} onRetry={nothing} retrying={false} />
    </div>
  </>
);

const readAt = Date.now() - 180_000;

/** Text while it loads, and as it stands. */
export const Texts = () => (
  <div className="flex flex-col gap-4">
    <div className="flex flex-col gap-2">
      <Skeleton className="w-1/4" />
      <Skeleton className="w-2/3" />
    </div>
    <Fields>
      <Field term="Instance id" copy="dsw-05cexxxxxxxxx">
        <Code>dsw-05cexxxxxxxxx</Code>
      </Field>
      <Field term="Owner">Anna</Field>
    </Fields>
  </div>
);
