/** An image's address without its registry: namespace, repository, and tag or digest. */
export function imageName(address: string): string {
  const bare = address.replace(/^https?:\/\//, "");
  const slash = bare.indexOf("/");
  const first = slash === -1 ? "" : bare.slice(0, slash);
  // A registry's host has a dot or a port, or is localhost; anything else is a namespace (the
  // distribution project's reference grammar).
  return /[.:]|^localhost$/.test(first) ? bare.slice(slash + 1) : bare;
}
