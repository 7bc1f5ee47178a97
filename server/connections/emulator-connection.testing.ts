import { fixedCredential } from "../dsw";
import type { StartTimer } from "../dsw/timer";
import { createTestTimers } from "../dsw/timer.testing";
import { type OpenConnection, openConnection } from "./open-connection";

/** What a connection needs to know of an emulator. */
export interface EmulatorAddress {
  url: string;
  accessKeyId: string;
  accessKeySecret: string;
  clock: { now(): number };
}

/** What a test may ask for instead. */
interface Options {
  id?: string;
  accessKeySecret?: string;
  startTimer?: StartTimer;
}

/**
 * A connection to an emulator, on the emulator's clock, without a quota and without waits between attempts.
 * Its limits on the service's answers stand still, so that a busy machine meets none of them.
 */
export function emulatorConnection(
  { url, accessKeyId, clock, ...emulator }: EmulatorAddress,
  options: Options = {},
): OpenConnection {
  const { id = "cn-shanghai", accessKeySecret = emulator.accessKeySecret } = options;
  const { startTimer = createTestTimers().startTimer } = options;
  return openConnection(
    {
      connection: { id, label: id, region: id, kind: "emulator", workspace: "ALL" },
      endpoint: url,
      imageEndpoint: url,
      credentials: fixedCredential("emulator", { accessKeyId, accessKeySecret }),
      rate: 5000,
      burst: 5000,
      timing: { sleep: async () => {}, startTimer },
    },
    () => clock.now(),
  );
}
