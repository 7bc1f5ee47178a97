import { createSetting } from "../state/create-setting";

export const densities = ["roomy", "compact"] as const;
/** How high the rows of a table are. */
export type Density = (typeof densities)[number];

export const { use: useDensity, set: setDensity } = createSetting("density", densities);
