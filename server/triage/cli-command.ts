/**
 * The official command line's equivalent of reading an instance's snapshots, in its current form
 * (docs/dsw-api.md, "Command line"). It uses the reader's own credentials and contains none. Every value is
 * quoted for a POSIX shell.
 */
export function snapshotListCommand(of: { instanceId: string; region: string }): string {
  const id = shellWord(of.instanceId);
  return `aliyun pai-dsw list-instance-snapshot --instance-id ${id} --region ${shellWord(of.region)} --api-version 2022-01-01`;
}

/** The text as one word of a POSIX shell. It cannot hold a NUL, which no command line can. */
function shellWord(text: string): string {
  const word = text.replaceAll("\0", "\u2400");
  return /^[\w./%-]+$/.test(word) && !word.startsWith("-")
    ? word
    : `'${word.replaceAll("'", `'\\''`)}'`;
}
