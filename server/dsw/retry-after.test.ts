import { expect, it } from "vitest";
import { retryAfterMs } from "./retry-after";

const now = Date.parse("2024-05-01T00:00:00Z");

it.each([
  [{}, null],
  [{ "x-acs-retry-after": "1500" }, 1_500],
  [{ "retry-after": "2" }, 2_000],
  [{ "retry-after": "Wed, 01 May 2024 00:00:03 GMT" }, 3_000],
  [{ "retry-after": "Wed, 01 May 2024 00:00:00 GMT", "x-acs-retry-after": "x" }, 0],
  [{ "retry-after": "Tue, 30 Apr 2024 00:00:00 GMT" }, 0],
  [{ "x-ratelimit-user-api": "Limit:1,Remain:0,TimeLeft:2000,Reset:1234" }, 2_000],
  [
    {
      "x-ratelimit-user-api": "Limit:1,Remain:0,TimeLeft:2000,Reset:1234",
      "x-ratelimit-user": "Limit:1,Remain:0,TimeLeft:3500,Reset:1",
    },
    3_500,
  ],
  [{ "x-acs-retry-after": "100", "retry-after": "1" }, 1_000],
  [{ "x-acs-retry-after": "-5", "retry-after": "soon", "x-ratelimit-user": "TimeLeft:x" }, null],
])("reads %j as %s ms", (headers, ms) => {
  expect(retryAfterMs(headers, now)).toBe(ms);
});
