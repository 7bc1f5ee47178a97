/** The command that pulls an image; null where the address holds anything a shell could act on. */
export function pullCommand(url: string | null): string | null {
  return url !== null && /^[A-Za-z0-9][A-Za-z0-9._:/@-]*$/.test(url) && !url.includes("://")
    ? `docker pull ${url}`
    : null;
}
