import { parseFault } from "../../server/emulator";

/** What the service does while the server is under load, one set after the other. */
export const faultSets = [
  [],
  ["throttle=0.1"],
  ["error=0.2", "reset=0.1"],
  ["badjson=0.1", "truncate=0.1"],
  ["hang=0.02", "html=0.1"],
  ["denied=0.3"],
].map((set) => set.map(parseFault));
