import { DswError, type DswErrorCode } from "./errors";
import type { ImageClient, ImageReading } from "./image-client";
import type { CallOptions } from "./reads";

/** Reads images, which is an optional part: what refuses it is not asked again for a while. */
export interface ImageReader {
  /**
   * Rejects like the client. After a refusal it rejects with the same error for some minutes without a call,
   * after an outage for one minute.
   */
  getImage(imageId: string, o?: CallOptions): Promise<ImageReading>;
  /** Why images could not be read when it was last tried; null when they could, or were never read. */
  failure(): DswError | null;
  /** Whether a read would be sent, and not answered with the failure of before. */
  isReady(): boolean;
  stats: ImageClient["stats"];
  close: ImageClient["close"];
}

const refusedForMs = 5 * 60_000;
const outageForMs = 60_000;

/** How long a failure stands for all further reads, in milliseconds; one that is left out is about one image alone. */
const standsForMs: Partial<Record<DswErrorCode, number>> = {
  "upstream.permission": refusedForMs,
  "upstream.credentials": refusedForMs,
  "upstream.refused": refusedForMs,
  "upstream.unreachable": refusedForMs,
  "upstream.badAnswer": refusedForMs,
  "upstream.notFound": refusedForMs,
  "upstream.clock": outageForMs,
  "upstream.tokenExpired": outageForMs,
  "upstream.throttled": outageForMs,
  "upstream.unavailable": outageForMs,
  "upstream.timeout": outageForMs,
  "credentials.missing": outageForMs,
};

/** A reader over one client. @param monotonicNow a clock that never steps back, in milliseconds */
export function createImageReader(client: ImageClient, monotonicNow: () => number): ImageReader {
  let failed: { error: DswError; until: number } | null = null;
  const standing = () => (failed !== null && monotonicNow() < failed.until ? failed.error : null);
  return {
    async getImage(imageId, o) {
      const known = standing();
      if (known !== null) throw known;
      try {
        const reading = await client.getImage(imageId, o);
        failed = null;
        return reading;
      } catch (error) {
        const ms = error instanceof DswError ? standsForMs[error.code] : undefined;
        if (error instanceof DswError && ms !== undefined)
          failed = { error, until: monotonicNow() + ms };
        throw error;
      }
    },
    failure: () => failed?.error ?? null,
    isReady: () => standing() === null,
    stats: client.stats,
    close: client.close,
  };
}
