import { createDswClient, type DswClient, type DswClientOptions } from "./client";
import { fixedCredential } from "./credentials";
import { DswError } from "./errors";

/** Clients for tests of one emulator, without quota or waits unless the options say otherwise, closed together. */
export function testClients(
  target: () => {
    url: string;
    accessKeyId: string;
    accessKeySecret: string;
  },
) {
  const clients: DswClient[] = [];
  return {
    clientOf(options: Partial<DswClientOptions> = {}): DswClient {
      const { url, accessKeyId, accessKeySecret } = target();
      const client = createDswClient({
        endpoint: url,
        credentials: fixedCredential("emulator", { accessKeyId, accessKeySecret }),
        rate: 10_000,
        burst: 1_000,
        sleep: async () => {},
        ...options,
      });
      clients.push(client);
      return client;
    },
    close: () => Promise.all(clients.map((client) => client.close())),
  };
}

/** The error a call fails with. @throws when it succeeds, or fails with anything but a `DswError` */
export async function failure(work: Promise<unknown>): Promise<DswError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof DswError)) throw new Error(`a DswError was expected, not ${error}`);
  return error;
}
