import type { ImageState } from "../contract";
import type { DswClientOptions } from "./client";
import { createCoalescer } from "./coalesce";
import { parseEndpoint } from "./endpoint";
import { DswError } from "./errors";
import { type CallStats, createCaller, type PermissionResponses } from "./http-caller";
import { parseImage, type UpstreamImage } from "./parse-image";
import type { CallOptions } from "./reads";
import { getImageCall } from "./requests";
import { startTimer } from "./timer";
import { createTransport } from "./transport";

/** What a reading of an image came to; of one that is gone nothing else is known. */
export interface ImageReading extends UpstreamImage {
  state: ImageState;
  requestId: string | null;
}

/** The one read of AIWorkSpace, signed like the others, with limits and a token bucket of its own. */
export interface ImageClient {
  /** Rejects with a `DswError`, or with the signal's reason once it is aborted. */
  getImage(imageId: string, o?: CallOptions): Promise<ImageReading>;
  /** Requests sent, how many were throttled, and how many were sent in the last minute. */
  stats(): {
    calls: number;
    throttled: number;
    lastMinute: number;
    permissions: PermissionResponses;
    bucket: CallStats["bucket"];
  };
  close(): Promise<void>;
}

/** An image's answer is some hundred bytes. */
const maxBodyBytes = 1024 * 1024;

/** A client of one AIWorkSpace endpoint. @throws TypeError for an endpoint that is none */
export function createImageClient(options: Omit<DswClientOptions, "workspace">): ImageClient {
  const { credentials, random, sleep } = options;
  const timer = options.startTimer ?? startTimer;
  const endpoint = parseEndpoint(options.endpoint);
  const transport = createTransport(
    endpoint,
    {
      connectMs: options.connectMs ?? 3_000,
      attemptMs: options.attemptMs ?? 8_000,
      maxBodyBytes: options.maxBodyBytes ?? maxBodyBytes,
      startTimer: timer,
    },
    options.openPool,
  );
  const caller = createCaller({
    endpoint,
    version: "2021-02-04",
    credentials,
    transport,
    rate: options.rate ?? 10,
    burst: options.burst ?? 20,
    sharedBy: options.sharedBy,
    deadlineMs: options.deadlineMs ?? 20_000,
    now: options.now ?? Date.now,
    random,
    sleep,
    startTimer: timer,
    onAttempt: options.onAttempt,
  });
  const inFlight = createCoalescer<ImageReading>();

  return {
    async getImage(imageId, o = {}) {
      const call = getImageCall(imageId);
      const priority = o.priority ?? "interactive";
      return inFlight.share(
        `${priority} ${imageId}`,
        async (signal, client) => {
          try {
            const success = await caller.send(call, { signal, client, priority });
            const { requestId } = success;
            return { ...parseImage(success), state: "present", requestId };
          } catch (error) {
            if (!isGone(error)) throw error;
            return { ...nothing, state: "gone", requestId: error.requestId };
          }
        },
        o,
      );
    },
    stats() {
      const { calls, ...rest } = caller.stats();
      return { calls: calls.GetImage ?? 0, ...rest };
    },
    close: transport.close,
  };
}

const nothing: UpstreamImage = {
  sizeGb: null,
  accessibility: null,
  sourceType: null,
  gmtCreateTime: null,
};

/** Codes by which a gateway says that it does not know the call; the image may well be there. */
const aboutTheCall = /^Invalid(Api|Version|Product|Region|Protocol)/i;

/**
 * Whether the service says that it has no such image. A 404 of anything in between, without the service's code
 * and request id, proves nothing: a wrong endpoint must not have every image called gone.
 */
const isGone = (error: unknown): error is DswError =>
  error instanceof DswError &&
  error.code === "upstream.notFound" &&
  error.upstreamCode !== null &&
  !aboutTheCall.test(error.upstreamCode) &&
  error.requestId !== null;
