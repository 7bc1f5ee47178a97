import { type Finding, finding } from "./finding";

/**
 * Whether this Node.js is new enough.
 * @param range the package's own, such as `>=20.19.0`
 */
export function checkNode(version: string, range: string): Finding {
  const least = range.replace(/^>=\s*/, "");
  return isAtLeast(version, least)
    ? finding("node", "ok", `Node.js ${version}`)
    : finding("node", "failed", `Node.js ${version} is too old`, {
        remedy: `Install Node.js ${least} or newer.`,
      });
}

function isAtLeast(version: string, least: string): boolean {
  const [ours = [], needed = []] = [version, least].map((text) => text.split(".").map(Number));
  const at = needed.findIndex((part, index) => part !== ours[index]);
  return at === -1 || (ours[at] ?? 0) > (needed[at] ?? 0);
}
