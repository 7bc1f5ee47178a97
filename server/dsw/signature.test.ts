import { hash } from "node:crypto";
import { Readable } from "node:stream";
import { OpenApiUtil } from "@alicloud/openapi-core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  algorithm,
  canonicalRequest,
  emptyPayloadHash,
  encodePath,
  encodeQuery,
  type SignableRequest,
  sign,
} from "./signature";

/** The documentation's examples (docs/dsw-api.md, "Signature V3"). */
const published = [
  {
    date: "2023-10-26T10:22:32Z",
    nonce: "3156853299f313e23d1673dc12e1703d",
    requestHash: "7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259",
    signature: "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0",
  },
  {
    date: "2023-10-26T09:01:01Z",
    nonce: "d410180a5abf7fe235dd9b74aca91fc0",
    requestHash: "29622f5feb1e9fcaaa2e276a72889c975f7b16f00e02be1ca34965b18cd85015",
    signature: "e521358f7776c97df52e6b2891a8bc73026794a071b50c3323388c4e0df64804",
  },
];

describe("the published examples", () => {
  it.each(published)("are signed as documented: $date", (example) => {
    const request: SignableRequest = {
      method: "POST",
      path: encodePath("/"),
      query: encodeQuery([
        ["RegionId", "cn-shanghai"],
        ["ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"],
      ]),
      headers: {
        host: "ecs.cn-shanghai.aliyuncs.com",
        "x-acs-action": "RunInstances",
        "x-acs-content-sha256": emptyPayloadHash,
        "x-acs-date": example.date,
        "x-acs-signature-nonce": example.nonce,
        "x-acs-version": "2014-05-26",
        // Sent, but no part of the signature.
        accept: "application/json",
      },
      payloadHash: emptyPayloadHash,
    };
    const { text, signedHeaders } = canonicalRequest(request);
    expect(signedHeaders).toBe(
      "host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version",
    );
    expect(hash("sha256", text)).toBe(example.requestHash);
    expect(sign(request, "YourAccessKeyId", "YourAccessKeySecret")).toBe(
      `ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=${signedHeaders},Signature=${example.signature}`,
    );
  });
});

describe("encoding", () => {
  it("leaves only RFC 3986's unreserved characters as they are", () => {
    expect(encodeQuery([["k", "a b+c*d~e/f%g!'()-._中🙂"]])).toBe(
      "k=a%20b%2Bc%2Ad~e%2Ff%25g%21%27%28%29-._%E4%B8%AD%F0%9F%99%82",
    );
  });

  it("keeps slashes of the path, and gives an empty path a slash", () => {
    expect(encodePath("/api/v2/a b/*")).toBe("/api/v2/a%20b/%2A");
    expect(encodePath("")).toBe("/");
  });

  it("sorts the query by key and keeps the sign of an empty value", () => {
    expect(
      encodeQuery([
        ["b", ""],
        ["B", "2"],
        ["a", "1"],
      ]),
    ).toBe("B=2&a=1&b=");
  });
});

const awkward = fc.constantFrom(
  " ",
  "+",
  "*",
  "~",
  "/",
  "%",
  "%20",
  "'",
  "(",
  "!",
  "中文",
  "🙂",
  "",
);
const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 30 }),
  fc.array(awkward, { maxLength: 5 }).map((parts) => parts.join("")),
);
const plainKey = fc.stringMatching(/^[A-Za-z][A-Za-z0-9._-]{0,15}$/);
const headerValue = fc.stringMatching(/^[ -~]{0,40}$/);

describe("against the official library", () => {
  it("signs any method, path, query and headers alike", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("GET", "POST", "PUT", "DELETE", "HEAD"),
        fc.array(text, { maxLength: 4 }).map((parts) => `/${parts.join("/")}`),
        fc.dictionary(plainKey, text, { maxKeys: 6 }),
        fc.dictionary(
          plainKey.map((key) => `x-acs-${key.toLowerCase()}`),
          headerValue,
          { maxKeys: 4 },
        ),
        headerValue,
        fc.string({ unit: "grapheme", maxLength: 20 }),
        fc.stringMatching(/^[A-Za-z0-9]{1,30}$/),
        fc.stringMatching(/^[!-~]{1,40}$/),
        (method, path, query, acsHeaders, contentType, body, id, secret) => {
          const headers = {
            host: "pai-dsw.cn-hangzhou.aliyuncs.com",
            "content-type": contentType,
            "user-agent": "not signed",
            ...acsHeaders,
          };
          const payloadHash = hash("sha256", body);
          // The official library takes the path as its callers have encoded it.
          const official: Parameters<typeof OpenApiUtil.getAuthorization>[0] = {
            protocol: "https",
            port: 443,
            method,
            pathname: encodePath(path),
            query,
            headers,
            body: Readable.from([]),
          };
          const sent = { path: encodePath(path), query: encodeQuery(Object.entries(query)) };
          expect(sign({ method, ...sent, headers, payloadHash }, id, secret)).toBe(
            OpenApiUtil.getAuthorization(official, algorithm, payloadHash, id, secret),
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});
