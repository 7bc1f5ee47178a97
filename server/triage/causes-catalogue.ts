import type { Cause } from "./causes";
import { accessCauses } from "./causes-access";
import { containerCauses } from "./causes-container";
import { networkCauses } from "./causes-network";
import { sizeCauses } from "./causes-size";

/**
 * The built-in catalogue. The vendor publishes no list of why snapshots fail, so each entry is
 * general container and registry knowledge, reviewed here, to be shown as Snapdeck's advice beside the
 * raw reason. Order matters where several could fit: limits (size, disk, rate) have clear
 * messages and come first, then access, then the network, whose words appear in many messages, and last
 * the container and time-outs, which say the least.
 */
export const builtInCauses: readonly Cause[] = [
  ...sizeCauses,
  ...accessCauses,
  ...networkCauses,
  ...containerCauses,
];
