import { expect, it } from "vitest";
import { parseEndpoint } from "./endpoint";

it.each([
  ["pai-dsw.cn-hangzhou.aliyuncs.com", "https://pai-dsw.cn-hangzhou.aliyuncs.com"],
  ["https://pai-dsw.cn-hangzhou.aliyuncs.com/", "https://pai-dsw.cn-hangzhou.aliyuncs.com"],
  ["http://127.0.0.1:8788", "http://127.0.0.1:8788"],
  ["gateway.internal:8443", "https://gateway.internal:8443"],
])("reads %s", (text, origin) => {
  expect(parseEndpoint(text)).toEqual({ origin, host: new URL(origin).host });
});

it.each(["", "ftp://x", "https://x/path", "https://u:p@x", "https://x?y", "https://x#y", "a b"])(
  "refuses %j",
  (text) => {
    expect(() => parseEndpoint(text)).toThrow(TypeError);
  },
);
