/** Which push of any instance it is. */
export interface PushPlace {
  connection: string;
  instanceId: string;
  snapshotId: string;
}

/** A push as an address names it: its ids have no slash. */
export const pushIdOf = ({ connection, instanceId, snapshotId }: PushPlace): string =>
  `${connection}/${instanceId}/${snapshotId}`;

/** Reads what {@link pushIdOf} wrote; null for anything else. */
export function parsePushId(text: string): PushPlace | null {
  const [connection = "", instanceId = "", snapshotId = "", ...rest] = text.split("/");
  const whole = connection !== "" && instanceId !== "" && snapshotId !== "" && rest.length === 0;
  return whole ? { connection, instanceId, snapshotId } : null;
}
