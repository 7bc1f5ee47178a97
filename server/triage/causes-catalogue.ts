import type { Cause } from "./causes";
import { accessCauses } from "./causes-access";
import { limitCauses } from "./causes-limits";
import { loginCauses } from "./causes-login";
import { networkCauses } from "./causes-network";
import { nodeCauses } from "./causes-node";
import { spaceCauses } from "./causes-space";
import { transferCauses } from "./causes-transfer";

/**
 * The built-in catalogue. The vendor publishes no list of why snapshots fail, so each entry is
 * general container and registry knowledge, reviewed here, to be shown as Snapdeck's advice beside the
 * raw reason. Order matters only between causes that are told by the same kind of sign (causes.ts): what
 * has the clearest words comes first.
 */
export const builtInCauses: readonly Cause[] = [
  ...spaceCauses,
  ...limitCauses,
  ...accessCauses,
  ...loginCauses,
  ...networkCauses,
  ...transferCauses,
  ...nodeCauses,
];
