import type { Cause } from "./causes";
import { accessCauses } from "./causes-access";
import { networkCauses } from "./causes-network";
import { sizeCauses } from "./causes-size";

/**
 * The built-in catalogue. The vendor publishes no list of why saves and pushes fail, so each entry is
 * general container and registry knowledge, reviewed here, to be shown as Snapdeck's advice beside the
 * raw reason. Order matters where several could fit: what limits (size, disk, rate) is said in plain
 * words and comes first, then access, then the network, whose words appear in many messages.
 */
export const builtInCauses: readonly Cause[] = [...sizeCauses, ...accessCauses, ...networkCauses];
