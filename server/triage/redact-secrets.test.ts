import { describe, expect, it } from "vitest";
import { redactFreeText } from "./redact-secrets";

describe("free text of the service is shown without", () => {
  it.each([
    ["docker login --username=me --password=hunter2secret r.example", "hunter2secret"],
    ["docker login -u me -p hunter2secret registry.example", "hunter2secret"],
    ["login failed: password: hunter2secret, retry", "hunter2secret"],
    ['{"auth":"aHVudGVyMnNlY3JldA==","email":""}', "aHVudGVyMnNlY3JldA"],
    ['{"password": "two words secret"}', "words secret"],
    ["GET /v2/ Authorization: Bearer abcdefghij.klmno", "abcdefghij"],
    ["header Basic aHVudGVyMnNlY3JldA==", "aHVudGVyMnNlY3JldA"],
    ["PUT https://me:hunter2secret@registry.example/v2/", "hunter2secret"],
    ["GET https://oss.example/x?Signature=abc%2Fdef&Expires=1", "abc%2Fdef"],
    ["x-oss-security-token=CAISsecretsecret&y=1", "CAISsecretsecret"],
    ["AccessKeySecret=hunter2secret", "hunter2secret"],
    ["ALIBABA_CLOUD_ACCESS_KEY_SECRET: hunter2secret", "hunter2secret"],
    ["AccessKeyId LTAI5tABCDEFGHIJKLMN was refused", "LTAI5tABCDEFGHIJKLMN"],
    ["密码：hunter2secret 不正确", "hunter2secret"],
    ["eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc", "eyJzdWIiOiIxMjM0In0"],
    ["-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----", "MIIEow"],
    ["-----BEGIN PRIVATE KEY-----\nMIIEow and no end", "MIIEow"],
    ["denied for user/zhang.san of account 1234567890123456", "1234567890123456"],
    ["mail wang.lei@example.com about it", "wang.lei@example.com"],
  ])("%s", (text, secret) => {
    expect(redactFreeText(text)).not.toContain(secret);
    expect(redactFreeText(text)).toContain("***");
  });

  it.each([
    "unauthorized: authentication required, push to registry.example/team/env was refused",
    "Back-off pushing image registry.cn-shanghai.aliyuncs.com/pai_llm/env:v3-1",
    "Error: the container exited with code 137 while its layers were read",
    "dial tcp 100.64.0.2:443: i/o timeout",
    "the maximum is 8192 tokens: none are left",
    "磁盘空间不足，剩余 12 MB",
  ])("nothing of %s", (text) => {
    expect(redactFreeText(text)).toBe(text);
  });
});

// A pattern that tried again from every character would not end within the test's time.
it("ends on a long text that nearly matches everywhere", () => {
  for (const piece of [
    "login ",
    "password",
    "-----BEGIN ",
    "a://",
    "a@a.",
    "x-",
    "eyJ",
    "basic ",
  ]) {
    const text = piece.repeat(4_000 / piece.length);
    expect(redactFreeText(text).length).toBeLessThanOrEqual(text.length);
  }
});
