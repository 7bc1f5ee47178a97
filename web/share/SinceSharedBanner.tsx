import { useLocation } from "react-router";
import { late, useLate } from "../ui/late";
import { asParameter, type SharedView } from "./shared-view";

const since = late(() => import("./SinceShared"));

/** What changed since the link was made that this view was opened by. Few are: its code comes with those that say so. */
export function SinceSharedBanner({ view }: { view: SharedView }) {
  const { search } = useLocation();
  const SinceShared = useLate(since, new URLSearchParams(search).has(asParameter))?.SinceShared;
  return SinceShared && <SinceShared view={view} />;
}
