import { createRequire } from "node:module";
import type { Emulator } from ".";

/** A CommonJS package whose class is its `default`, which an `import` would not reach. */
const official: typeof import("@alicloud/openapi-core") = createRequire(import.meta.url)(
  "@alicloud/openapi-core",
);

const hangMs = 120_000;

/** A read of the API as the vendor's own client is told it. */
export interface OfficialCall {
  action: string;
  pathname: string;
  query?: Record<string, string>;
  /** PAI-DSW's unless given. */
  version?: string;
}

/** The emulator's answer to the vendor's own, unmodified client. @throws the client's own error when it refuses */
export function callOfficially(
  emulator: Emulator,
  { action, pathname, query = {}, version = "2022-01-01" }: OfficialCall,
  accessKeySecret = emulator.accessKeySecret,
) {
  const { default: Client, $OpenApiUtil } = official;
  const client = new Client(
    new $OpenApiUtil.Config({
      accessKeyId: emulator.accessKeyId,
      accessKeySecret,
      endpoint: new URL(emulator.url).host,
      protocol: "HTTP",
      // Its own three seconds are too few on a busy machine.
      connectTimeout: hangMs,
      readTimeout: hangMs,
    }),
  );
  const params = new $OpenApiUtil.Params({
    action,
    version,
    protocol: "HTTP",
    pathname,
    method: "GET",
    authType: "AK",
    style: "ROA",
    reqBodyType: "json",
    bodyType: "json",
  });
  const request = new $OpenApiUtil.OpenApiRequest({ query });
  return client.callApi(params, request, { toMap: () => ({}) });
}
